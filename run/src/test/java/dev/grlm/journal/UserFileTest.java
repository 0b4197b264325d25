package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
  private static final int SEED = 5;

  @TempDir Path folder;

  private Path written() throws IOException {
    Path file = folder.resolve("users-00-000001.bin");
    try (var writer = new UserFileWriter(Disk.REAL, file)) {
      writer.add(UserRecord.user("ann", List.of(new Stored(1, "i1", 7, true, true)), SEED));
      writer.finish();
    }
    return file;
  }

  private static UserRecord ann(UserFile file) throws IOException {
    byte[] id = UserRecord.bytes("ann");
    return Objects.requireNonNull(
        file.find(UserRecord.hash(UserRecord.USER, id, SEED), UserRecord.USER, id));
  }

  /// Memory that is given back under a reader interrupts the reader's thread, which then fails in
  /// whatever it waits for next.
  @Test
  void whoReadsWhileItIsClosedIsToldAndNotInterrupted() throws Exception {
    Path written = written();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        UserFile file = UserFile.open(written);
        var reading = new CountDownLatch(4);
        Callable<Boolean> reader =
            () -> {
              while (true) {
                try {
                  assertThat(ann(file).last()).isEqualTo(1);
                  reading.countDown();
                } catch (IllegalStateException closed) {
                  return Thread.interrupted();
                }
              }
            };
        List<Future<Boolean>> readers =
            List.of(
                threads.submit(reader),
                threads.submit(reader),
                threads.submit(reader),
                threads.submit(reader));
        reading.await();
        file.close();
        for (Future<Boolean> one : readers) {
          assertThat(one.get()).as("interrupted in round %d", round).isFalse();
        }
      }
    }
  }

  @Test
  void whatIsClosedIsReadNoMoreAndMayBeClosedAgain() throws IOException {
    UserFile file = UserFile.open(written());
    file.close();
    file.close();
    assertThatIllegalStateException().isThrownBy(() -> ann(file)).withMessageContaining("closed");
  }
}

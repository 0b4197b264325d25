package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /// A record of a hash of its own choice, as many of which are equal.
  private static UserRecord numbered(int number, long hash) {
    UserRecord one =
        UserRecord.user("u" + number, List.of(new Stored(number, "i", 7, true, true)), SEED);
    byte[] body = number % 7 == 0 ? Arrays.copyOf(one.body(), 2000) : one.body();
    return new UserRecord(hash, one.kind(), one.id(), one.last(), one.count(), body);
  }

  private static @Nullable UserRecord find(UserFile file, int number, long hash)
      throws IOException {
    return file.find(hash, UserRecord.USER, UserRecord.bytes("u" + number));
  }

  /// Of one record, of a block of the index, of one more and one less, and of many blocks; each
  /// hash alone and many of one hash, also over the end of a block.
  @ParameterizedTest
  @CsvSource({"1,1", "63,1", "64,1", "65,1", "65,65", "128,3", "129,64", "1000,1", "1000,130"})
  void everyRecordIsFoundAndNoOther(int records, int ofOneHash) throws IOException {
    Path written = folder.resolve("users-00-000002.bin");
    try (var writer = new UserFileWriter(Disk.REAL, written)) {
      for (int number = 0; number < records; number++) {
        writer.add(numbered(number, 10L * (number / ofOneHash)));
      }
      writer.finish();
    }
    try (UserFile file = UserFile.open(written, Disk.REAL)) {
      UserFile.Records all = file.inOrder();
      for (int number = 0; number < records; number++) {
        long hash = 10L * (number / ofOneHash);
        UserRecord one = numbered(number, hash);
        UserRecord found = Objects.requireNonNull(find(file, number, hash));
        assertThat(found.name()).isEqualTo(one.name());
        assertThat(found.body()).isEqualTo(one.body());
        assertThat(all.at(number).name()).isEqualTo(one.name());
        assertThat(find(file, number, hash + 5)).isNull();
        assertThat(find(file, number, hash - 5)).isNull();
        assertThat(find(file, records + number, hash)).isNull();
      }
    }
  }

  @Test
  void aFileOfNobodyHasNobody() throws IOException {
    Path written = folder.resolve("users-00-000003.bin");
    try (var writer = new UserFileWriter(Disk.REAL, written)) {
      writer.finish();
    }
    try (UserFile file = UserFile.open(written, Disk.REAL)) {
      assertThat(file.records()).isZero();
      assertThat(find(file, 1, 0)).isNull();
    }
  }

  /// A channel that is closed under a reader ends what it reads, with another error than this.
  @Test
  void whoReadsWhileItIsClosedIsToldAndNotInterrupted() throws Exception {
    Path written = written();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        UserFile file = UserFile.open(written, Disk.REAL);
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
    UserFile file = UserFile.open(written(), Disk.REAL);
    file.close();
    file.close();
    assertThatIllegalStateException().isThrownBy(() -> ann(file)).withMessageContaining("closed");
  }
}

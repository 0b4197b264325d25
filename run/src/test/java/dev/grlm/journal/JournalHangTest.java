package dev.grlm.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that does not answer, for those who wait for it: nobody waits for ever, and it is said.
class JournalHangTest {
  private static final JournalSettings SOON = JournalFailureTest.SOON;

  @TempDir private Path folder;

  @Test
  void aDiskThatHangsIsToldOfAndWaitedForNoLonger() throws Exception {
    var disk = new FailingDisk();
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      disk.hangs = true;
      assertThatThrownBy(() -> journal.append(JournalFailureTest.event("u", 1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not written within");
      while (journal.health().up()) {
        Thread.sleep(10);
      }
      assertThat(journal.health().reason()).contains("the disk has not answered");
      long asked = System.nanoTime();
      assertThatThrownBy(() -> journal.append(JournalFailureTest.event("u", 9)))
          .isInstanceOf(NotKeptException.class)
          .hasMessageContaining("the disk has not answered");
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .as("whoever comes now does not wait")
          .isLessThan(SOON.deadline());
      disk.hangs = false;
      disk.answers.countDown();
      while (!journal.health().up()) {
        Thread.sleep(10);
      }
      journal.append(JournalFailureTest.event("u", 2));
      assertThat(JournalTest.items(journal.state(), "u")).containsExactly("i1", "i2");
    }
  }

  @Test
  void aDiskThatDoesNotGiveWhatItHasIsToldOfAndWaitedForNoLonger() throws Exception {
    JournalFailureTest.filled(folder);
    var disk = new FailingDisk();
    JournalSettings settings = SOON.foldedAfter(1000);
    try (Journal journal = Journal.open(folder, settings, disk)) {
      disk.readsHang = true;
      assertThatThrownBy(() -> journal.state().events("user1"))
          .isInstanceOf(NotReadException.class)
          .hasMessageContaining("the disk has not answered");
      while (journal.health().up()) {
        Thread.sleep(10);
      }
      assertThat(journal.health().reason()).isEqualTo("the disk has not answered for 0 s");
      assertThat(journal.alive()).as("nothing ended").isTrue();
      long asked = System.nanoTime();
      assertThatThrownBy(() -> journal.state().events("user2"))
          .isInstanceOf(NotReadException.class)
          .satisfies(refused ->
              assertThat(((NotReadException) refused).told())
                  .isEqualTo(
                      "what the user did cannot be read: the disk has not answered for 0 s"));
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .as("whoever comes now does not wait")
          .isLessThan(SOON.deadline());
      disk.readsHang = false;
      disk.answers.countDown();
      while (!journal.health().up()) {
        Thread.sleep(10);
      }
      assertThat(JournalTest.items(journal.state(), "user1")).containsExactly("i1");
    }
  }

  @Test
  void aJournalWhoseDiskHangsIsNotClosedForEver() throws Exception {
    var disk = new FailingDisk();
    Journal journal = Journal.open(folder, SOON, disk);
    disk.hangs = true;
    assertThatThrownBy(() -> journal.append(JournalFailureTest.event("u", 1)))
        .isInstanceOf(NotKeptException.class);
    assertThatThrownBy(journal::close)
        .isInstanceOf(NotKeptException.class)
        .hasMessageContaining("the disk has not answered");
    assertThatThrownBy(journal::close).as("again").isInstanceOf(NotKeptException.class);
    assertThatThrownBy(() -> Journal.open(folder, SOON))
        .as("while its writer may still write")
        .hasMessageContaining("in use");
    disk.hangs = false;
    disk.answers.countDown();
    while (!journal.health().reason().contains("is closed")) {
      Thread.sleep(10);
    }
    journal.close();
    journal.close();
    try (Journal again = Journal.open(folder, SOON)) {
      assertThat(JournalTest.items(again.state(), "u")).containsExactly("i1");
    }
  }

  @Test
  void upkeepThatHangsIsNotWaitedForEver() throws Exception {
    var disk = new FailingDisk();
    Journal journal = Journal.open(folder, SOON, disk);
    disk.foldsHang = true;
    for (int number = 0; number < 5; number++) {
      journal.append(JournalFailureTest.event("u" + number, number));
    }
    disk.folding.await();
    assertThatThrownBy(journal::close)
        .isInstanceOf(NotKeptException.class)
        .hasMessageContaining("the upkeep has not come to its end");
    disk.foldsHang = false;
    disk.answers.countDown();
    journal.close();
    try (Journal again = Journal.open(folder, SOON)) {
      assertThat(JournalTest.items(again.state(), "u4")).containsExactly("i4");
    }
  }

  @Test
  void aPauseThatComesTooLateDoesNotComeAtAll() throws Exception {
    var disk = new FailingDisk();
    try (Journal journal = Journal.open(folder, SOON, disk)) {
      disk.hangs = true;
      var first = Thread.ofVirtual().start(() -> appendQuietly(journal));
      disk.hanging.await();
      var paused = new AtomicBoolean();
      assertThatThrownBy(() -> journal.pausing(() -> paused.set(true)))
          .isInstanceOf(NotKeptException.class)
          .hasMessageContaining("nothing was changed");
      disk.hangs = false;
      disk.answers.countDown();
      first.join();
      while (!journal.health().up()) {
        Thread.sleep(10);
      }
      journal.append(JournalFailureTest.event("u", 2));
      assertThat(paused).isFalse();
    }
  }

  private static void appendQuietly(Journal journal) {
    try {
      journal.append(JournalFailureTest.event("u", 1));
    } catch (IOException late) {
      assertThat(late).isInstanceOf(NotKeptException.class);
    }
  }

  @Test
  void whoeverPausesAJournalIsNotItsDisk() throws Exception {
    try (Journal journal = Journal.open(folder, SOON)) {
      var begun = new CountDownLatch(1);
      var end = new CountDownLatch(1);
      var swap =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  journal.pausing(() -> {
                    begun.countDown();
                    FailingDisk.awaitQuietly(end);
                  });
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
      begun.await();
      Thread.sleep(400);
      assertThat(journal.health()).isEqualTo(JournalHealth.GOOD);
      end.countDown();
      swap.join();
      journal.append(JournalFailureTest.event("u", 1));
    }
  }
}

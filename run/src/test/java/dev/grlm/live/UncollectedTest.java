package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a journal waits for the next fit.
class UncollectedTest {
  private static final Catalog KNOWN =
      new Catalog(List.of(Item.titled("i1", "soap"), Item.titled("i2", "oil")));

  @TempDir private Path folder;
  private Journal journal;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private void happened(LiveEvent... events) throws IOException {
    journal.take(List.of(events), "");
  }

  private void put(String id) throws IOException {
    var name = new Identifier(List.of("a", "b", "c", "d", "e"));
    journal.append(List.of(new Entry.Put(Item.titled(id, "thing"), name, "")));
  }

  private Uncollected since(long upTo) {
    return Uncollected.of(journal.state(), KNOWN, upTo);
  }

  @Test
  void nothingWaitsInAnEmptyJournal() {
    assertThat(since(0)).isEqualTo(new Uncollected(0, 0, 0, 0, 0, null, null));
  }

  @Test
  void eventsCountOnceAndByTheirNumbersNotTheirTimes() throws IOException {
    happened(new LiveEvent("u1", "i1", 9_000), new LiveEvent("u1", "i2", 8_000));
    long upTo = journal.state().lastNumber();
    happened(new LiveEvent("u1", "i1", 9_000)); // again
    happened(LiveEvent.arrived("u2", "i1", 5_000), LiveEvent.arrived("u2", "i1", 5_000));
    happened(new LiveEvent("u1", "i2", 2_000));
    assertThat(since(0)).isEqualTo(new Uncollected(5, 2, 0, 0, 0, 2_000L, 9_000L));
    assertThat(since(upTo)).isEqualTo(new Uncollected(3, 2, 0, 0, 0, 2_000L, 5_000L));
    journal.compact();
    assertThat(since(upTo)).isEqualTo(new Uncollected(3, 2, 0, 0, 0, 2_000L, 5_000L));
    assertThat(since(journal.state().lastNumber()).events()).isZero();
  }

  @Test
  void itemsAreNewOrChangedByWhatTheRunKnows() throws IOException {
    put("n1");
    put("i1");
    long upTo = journal.state().lastNumber();
    put("n1");
    put("n2");
    put("i2");
    assertThat(since(0)).isEqualTo(new Uncollected(0, 0, 2, 2, 0, null, null));
    assertThat(since(upTo)).isEqualTo(new Uncollected(0, 0, 2, 1, 0, null, null));
  }

  @Test
  void whoWasErasedWaitsToBeTakenOutAndNothingOfThemIsLeft() throws IOException {
    happened(new LiveEvent("u1", "i1", 1_000), new LiveEvent("u2", "i1", 2_000));
    journal.erase(List.of("u1", "u9"), _ -> {});
    assertThat(since(0)).isEqualTo(new Uncollected(1, 1, 0, 0, 2, 2_000L, 2_000L));
    assertThat(since(journal.state().lastNumber()).erasedUsers()).isZero();
  }
}

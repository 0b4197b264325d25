package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.journal.Entry.Happened;
import dev.grlm.journal.JournalState;
import dev.grlm.journal.KnownEvents;
import dev.grlm.journal.LiveEvent;
import dev.grlm.journal.Numbered;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Users of a run and of a journal together.
class LiveHistoriesTest {
  private static final Catalog CATALOG =
      new Catalog(IntStream.range(0, 5).mapToObj(item -> Item.titled("i" + item, "x")).toList());

  private static final Map<String, History> FITTED =
      Map.of(
          "anna", new History("anna", new int[] {0, 1}),
          "bert", new History("bert", new int[] {2}));

  private final JournalState kept = JournalState.inMemory();
  private final LiveHistories histories = new LiveHistories(FITTED, kept, 0);
  private long number;

  private void add(String user, String item, long time) throws IOException {
    number++;
    var happened = new Happened(new LiveEvent(user, item, time));
    kept.apply(new Numbered(number, happened), before -> histories.added(user, before));
  }

  private void erase(String user) throws IOException {
    number++;
    histories.erasing(user);
    kept.erase(user, number);
  }

  @Test
  void whatCameSinceStandsBehindWhatTheRunHas() throws IOException {
    add("anna", "i4", 1);
    add("anna", "i3", 0);
    add("carl", "i2", 5);
    assertThat(histories.of("anna", CATALOG)).containsExactly("i0", "i1", "i3", "i4");
    assertThat(histories.of("bert", CATALOG)).containsExactly("i2");
    assertThat(histories.of("carl", CATALOG)).containsExactly("i2");
    assertThat(histories.of("dora", CATALOG)).isNull();
    assertThat(histories.size()).isEqualTo(3);
  }

  @Test
  void whoIsErasedIsNowhereUntilSomethingHappensAgain() throws IOException {
    add("anna", "i4", 1);
    erase("anna");
    erase("nobody");
    assertThat(histories.knows("anna")).isFalse();
    assertThat(histories.of("anna", CATALOG)).isNull();
    assertThat(histories.search("a", 5)).isEmpty();
    add("anna", "i3", 2);
    assertThat(histories.of("anna", CATALOG))
        .as("of the run nothing comes back")
        .containsExactly("i3");
  }

  /// Another run is asked with the same journal.
  @Test
  void whoWasErasedIsForgottenByTheNextRunToo() throws IOException {
    erase("anna");
    erase("bert");
    add("bert", "i4", 9);
    var next = new LiveHistories(FITTED, kept, 0);
    assertThat(next.knows("anna")).isFalse();
    assertThat(next.of("bert", CATALOG)).containsExactly("i4");
    assertThat(next.size()).isOne();
    assertThat(next.size()).isEqualTo(histories.size());
    var fittedSince = new LiveHistories(FITTED, kept, number);
    assertThat(fittedSince.of("anna", CATALOG))
        .as("a run that was fitted after the erasure has what came later")
        .containsExactly("i0", "i1");
  }

  @Test
  void whatTheRunHasOfAJournalIsKnownButNotAddedAgain() throws IOException {
    add("carl", "i2", 5);
    var next = new LiveHistories(FITTED, kept, number);
    assertThat(next.knows("carl")).isFalse();
    assertThat(next.size()).isEqualTo(2);
    assertThat(KnownEvents.has(kept, new LiveEvent("carl", "i2", 5))).isTrue();
    kept.apply(
        new Numbered(9, new Happened(new LiveEvent("carl", "i3", 6))),
        before -> next.added("carl", before));
    assertThat(next.of("carl", CATALOG)).containsExactly("i3");
    assertThat(next.size()).isEqualTo(3);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab").ofMinLength(0).ofMaxLength(3);
  }

  @Property(tries = 200)
  void aSearchIsThePlainOne(
      @ForAll List<@net.jqwik.api.From("names") String> users,
      @ForAll("names") String query,
      @ForAll @IntRange(min = 0, max = 6) int limit)
      throws IOException {
    var kept = JournalState.inMemory();
    var inRun = new HashMap<String, History>();
    for (int place = 0; place < users.size(); place++) {
      if (place % 3 == 0) {
        inRun.put(users.get(place), new History(users.get(place), new int[] {0}));
      }
      var happened = new Happened(new LiveEvent(users.get(place), "i0", place));
      kept.apply(new Numbered(place + 1, happened), _ -> {});
    }
    var all = new LiveHistories(inRun, kept, 0);
    assertThat(all.size()).isEqualTo(new TreeSet<>(users).size());
    var sorted = new TreeSet<>(users);
    var plain = new LinkedHashSet<String>();
    Stream.concat(
            sorted.stream().filter(user -> user.startsWith(query)),
            sorted.stream().filter(user -> user.contains(query)))
        .forEach(plain::add);
    assertThat(all.search(query, limit)).isEqualTo(plain.stream().limit(limit).toList());
  }
}

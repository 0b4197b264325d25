package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.live.Entry.Happened;
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

  private final LiveHistories histories =
      new LiveHistories(
          Map.of(
              "anna", new History("anna", new int[] {0, 1}),
              "bert", new History("bert", new int[] {2})));

  private void add(String user, String item, long time) {
    histories.add(new Happened(new LiveEvent(user, item, time)), false);
  }

  @Test
  void whatCameSinceStandsBehindWhatTheRunHas() {
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
  void whoIsErasedIsNowhereUntilSomethingHappensAgain() {
    add("anna", "i4", 1);
    histories.erase("anna");
    histories.erase("nobody");
    assertThat(histories.knows("anna")).isFalse();
    assertThat(histories.of("anna", CATALOG)).isNull();
    assertThat(histories.search("a", 5)).isEmpty();
    add("anna", "i3", 2);
    assertThat(histories.of("anna", CATALOG))
        .as("of the run nothing comes back")
        .containsExactly("i3");
  }

  /// The journal tells of the erasure by a hash; what it still has of the user came later.
  @Test
  void aReplayedErasureForgetsUsersOfTheRun() {
    histories.erased(Entry.hash("anna"));
    histories.erased(Entry.hash("bert"));
    add("bert", "i4", 9);
    histories.forget();
    assertThat(histories.knows("anna")).isFalse();
    assertThat(histories.of("bert", CATALOG)).containsExactly("i4");
    assertThat(histories.size()).isOne();
  }

  @Test
  void whatTheRunHasOfAJournalIsKnownButNotAddedAgain() {
    var happened = new Happened(new LiveEvent("carl", "i2", 5));
    histories.add(happened, true);
    assertThat(histories.knows("carl")).isFalse();
    assertThat(histories.knows(happened.event(), "", 0)).isTrue();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ab").ofMinLength(0).ofMaxLength(3);
  }

  @Property(tries = 200)
  void aSearchIsThePlainOne(
      @ForAll List<@net.jqwik.api.From("names") String> users,
      @ForAll("names") String query,
      @ForAll @IntRange(min = 0, max = 6) int limit) {
    var all = new LiveHistories(Map.of());
    users.forEach(user -> all.add(new Happened(new LiveEvent(user, "i0", 0)), false));
    var sorted = new TreeSet<>(users);
    var plain = new LinkedHashSet<String>();
    Stream.concat(
            sorted.stream().filter(user -> user.startsWith(query)),
            sorted.stream().filter(user -> user.contains(query)))
        .forEach(plain::add);
    assertThat(all.search(query, limit)).isEqualTo(plain.stream().limit(limit).toList());
  }
}

package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Catalogue, histories and splits against their definitions on plain lists.
class CatalogPropertiesTest {
  /// A history as somebody would write it down first.
  ///
  /// @param parts of each of `items`
  private record PlainHistory(List<Integer> items, List<Part> parts) {
    static PlainHistory of(History history) {
      var items = new ArrayList<Integer>();
      var parts = new ArrayList<Part>();
      for (int place = 0; place < history.length(); place++) {
        items.add(history.item(place));
        parts.add(history.part(place));
      }
      return new PlainHistory(items, parts);
    }

    List<Integer> of(Part part) {
      var of = new ArrayList<Integer>();
      for (int place = 0; place < items.size(); place++) {
        if (parts.get(place) == part) {
          of.add(items.get(place));
        }
      }
      return of;
    }

    /// Everything before the first item of a part.
    List<Integer> before(Part part) {
      int place = parts.indexOf(part);
      return items.subList(0, place < 0 ? items.size() : place);
    }
  }

  @Provide
  Arbitrary<Set<String>> ids() {
    return Arbitraries.of("1", "01", "10", "2", "a", "A", " a", "ä", "a\u0308", "漢", "😀", "-1")
        .set();
  }

  @Provide
  Arbitrary<History> cutHistories() {
    Arbitrary<int[]> items = Arbitraries.integers().between(0, 5).array(int[].class).ofMaxSize(9);
    Arbitrary<Integer> share = Arbitraries.integers().between(0, 100);
    return Combinators.combine(items, share, share)
        .as((of, first, second) ->
            new History(
                "u",
                of,
                of.length * Math.min(first, second) / 100,
                of.length * Math.max(first, second) / 100));
  }

  @Property(tries = 200)
  void anItemIsFoundByItsIdAndByNoOther(
      @ForAll("ids") Set<String> ids, @ForAll("ids") Set<String> others) {
    List<String> order = List.copyOf(ids);
    var catalog = new Catalog(order.stream().map(id -> Item.titled(id, "of " + id)).toList());
    assertThat(catalog.size()).isEqualTo(order.size());
    for (String id : others) {
      assertThat(catalog.indexOf(id)).isEqualTo(order.indexOf(id));
    }
    for (int index = 0; index < order.size(); index++) {
      assertThat(catalog.item(index).id()).isEqualTo(order.get(index));
      assertThat(catalog.texts(List.of()).get(index)).isEqualTo("of " + order.get(index));
    }
  }

  @Property(tries = 100)
  void twoItemsOfOneIdAreNoCatalogue(@ForAll("ids") Set<String> ids) {
    var items = new ArrayList<>(ids.stream().map(id -> Item.titled(id, id)).toList());
    items.add(Item.titled("twice", "first"));
    Collections.shuffle(items, new java.util.Random(ids.hashCode()));
    var sound = new Catalog(items);
    items.addFirst(Item.titled("twice", "second"));
    assertThat(sound.indexOf("twice")).isNotNegative();
    assertThatThrownBy(() -> new Catalog(items)).hasMessage("two items have the id 'twice'");
  }

  @Property(tries = 300)
  void aSplitAsksForTheFirstItemOfItsPartAfterEverythingBefore(
      @ForAll("cutHistories") History history) {
    PlainHistory plain = PlainHistory.of(history);
    assertThat(plain.parts()).isSorted();
    assertThat(Split.training(history))
        .containsExactly(plain.of(Part.TRAINING).stream().mapToInt(i -> i).toArray());
    Map<Split, Part> parts = Map.of(Split.VALIDATION, Part.VALIDATION, Split.TEST, Part.TEST);
    parts.forEach((split, part) -> {
      List<Integer> asked = plain.of(part);
      List<Integer> before = plain.before(part);
      boolean target = !asked.isEmpty() && !before.isEmpty();
      assertThat(split.hasTarget(history)).isEqualTo(target);
      assertThat(target ? List.of(split.target(history)) : List.of())
          .isEqualTo(target ? asked.subList(0, 1) : List.of());
      assertThat(target ? Arrays.stream(split.context(history)).boxed().toList() : before)
          .isEqualTo(before);
    });
  }

  @Property(tries = 200)
  void leaveOneOutIsTheCutOfTheLastTwo(@ForAll("cutHistories") History history) {
    var left = new History("u", history.items());
    int targets = history.length() < 3 ? 0 : 2;
    assertThat(left.validationStart()).isEqualTo(history.length() - targets);
    assertThat(left.testStart()).isEqualTo(history.length() - targets / 2);
    assertThat(left.leftOneOut()).isTrue();
    boolean same =
        history.validationStart() == left.validationStart()
            && history.testStart() == left.testStart();
    assertThat(history.leftOneOut()).isEqualTo(same);
    assertThat(history.equals(left)).isEqualTo(same);
  }

  @Property(tries = 200)
  void popularityCountsTrainingPositions(@ForAll("cutHistories") History history) {
    var items = new ArrayList<Item>();
    for (int item = 0; item < 6; item++) {
      items.add(Item.titled("i" + item, ""));
    }
    var other = new History("v", new int[] {5, 5, 0, 1});
    var dataset = new Dataset(new Catalog(items), List.of(history, other), new TreeMap<>());
    List<Integer> training = PlainHistory.of(history).of(Part.TRAINING);
    for (int item = 0; item < 6; item++) {
      long expected = (long) Collections.frequency(training, item) + (item == 5 ? 2 : 0);
      assertThat(dataset.popularity()[item]).isEqualTo(expected);
    }
    assertThat(dataset.interactions()).isEqualTo(history.length() + 4L);
    assertThat(dataset.leftOneOut()).isEqualTo(history.leftOneOut());
  }

  /// What is handed out is a copy: nobody can change a history from outside.
  @Property(tries = 50)
  void aHistoryStaysAsItIs(@ForAll("cutHistories") History history) {
    List<Integer> before = PlainHistory.of(history).items();
    Arrays.fill(history.items(), -1);
    Arrays.fill(history.prefix(history.length()), -1);
    assertThat(PlainHistory.of(history).items()).isEqualTo(before);
    assertThatThrownBy(() -> history.prefix(history.length() + 1))
        .hasMessageContaining("prefix of " + (history.length() + 1));
  }
}

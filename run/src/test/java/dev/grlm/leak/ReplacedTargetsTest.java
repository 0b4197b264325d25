package dev.grlm.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Part;
import dev.grlm.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Other targets, and nothing but other targets.
class ReplacedTargetsTest {
  private static Dataset dataset(int items, List<History> histories) {
    List<Item> catalog =
        IntStream.range(0, items)
            .mapToObj(item -> Item.titled("i" + item, "item " + item))
            .toList();
    return new Dataset(new Catalog(catalog), histories, new TreeMap<>());
  }

  /// Histories of 1 to 9 items, every third cut into parts of its own.
  private static Dataset shop() {
    var random = new SplittableRandom(7);
    var histories = new ArrayList<History>();
    for (int user = 0; user < 90; user++) {
      int[] items = random.ints(1 + user % 9, 0, 30).toArray();
      var history =
          user % 3 == 0
              ? new History("u" + user, items, items.length / 3, 2 * items.length / 3)
              : new History("u" + user, items);
      histories.add(user % 4 == 0 ? history.of("p" + user % 8) : history);
    }
    return dataset(30, histories);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void thePartOfTheSplitIsAnotherAndTheRestIsNot(Split split) {
    Dataset before = shop();
    Dataset after = ReplacedTargets.of(before, split, 1);
    Part part = split == Split.TEST ? Part.TEST : Part.VALIDATION;
    assertThat(after.catalog()).isEqualTo(before.catalog());
    assertThat(after.histories()).hasSameSizeAs(before.histories());
    for (int user = 0; user < before.histories().size(); user++) {
      History was = before.histories().get(user);
      History is = after.histories().get(user);
      assertThat(is.user()).isEqualTo(was.user());
      assertThat(is.person()).isEqualTo(was.person());
      assertThat(is.validationStart()).isEqualTo(was.validationStart());
      assertThat(is.testStart()).isEqualTo(was.testStart());
      int[] equal =
          IntStream.range(0, was.length())
              .filter(position -> was.item(position) == is.item(position))
              .toArray();
      int[] expected =
          IntStream.range(0, was.length()).filter(position -> was.part(position) != part).toArray();
      assertThat(equal).isEqualTo(expected);
    }
  }

  @Test
  void whatComesInIsNewToTheUserWhereAnythingIs() {
    Dataset after = ReplacedTargets.of(shop(), Split.TEST, 1);
    for (History history : Split.TEST.evaluated(after)) {
      List<Integer> before = Arrays.stream(history.prefix(history.testStart())).boxed().toList();
      int[] target = Arrays.copyOfRange(history.items(), history.testStart(), history.length());
      assertThat(before).doesNotContainAnyElementsOf(Arrays.stream(target).boxed().toList());
    }
  }

  @Test
  void ofTwoItemsTheOtherComesIn() {
    var history = new History("u", new int[] {0, 1, 0, 1});
    Dataset after = ReplacedTargets.of(dataset(2, List.of(history)), Split.TEST, 1);
    assertThat(after.histories().getFirst().items()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void aUserGetsTheSameInAnyCompany() {
    Dataset all = shop();
    History one = all.histories().get(50);
    Dataset alone = ReplacedTargets.of(dataset(30, List.of(one)), Split.TEST, 3);
    assertThat(alone.histories().getFirst())
        .isEqualTo(ReplacedTargets.of(all, Split.TEST, 3).histories().get(50));
  }

  @Test
  void aSeedIsAnotherReplacement() {
    assertThat(ReplacedTargets.of(shop(), Split.TEST, 1))
        .isNotEqualTo(ReplacedTargets.of(shop(), Split.TEST, 2));
  }

  @Test
  void whereNothingCanBeReplacedItSaysSo() {
    var history = new History("u", new int[] {0, 0, 0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplacedTargets.of(dataset(1, List.of(history)), Split.TEST, 1))
        .withMessageContaining("one item");
    var without = new History("u", new int[] {0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplacedTargets.of(dataset(2, List.of(without)), Split.TEST, 1))
        .withMessageContaining("no user has a target in test");
  }
}

package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrainedTargetsTest {
  private static final Catalog LETTERS = letters("abcdefghij");

  private static Catalog letters(String ids) {
    return new Catalog(
        ids.chars().mapToObj(id -> Item.titled(Character.toString(id), "")).toList());
  }

  private static int[] items(Catalog catalog, String ids) {
    return ids.chars().map(id -> catalog.indexOf(Character.toString(id))).toArray();
  }

  /// `abc|d|e` is training, validation and test; without strokes it is cut by leave-one-out.
  private static History history(Catalog catalog, String user, String cut) {
    String[] parts = cut.split("\\|", -1);
    int[] items = items(catalog, String.join("", parts));
    return parts.length == 1
        ? new History(user, items)
        : new History(user, items, parts[0].length(), parts[0].length() + parts[1].length());
  }

  private static Dataset dataset(History... histories) {
    return new Dataset(LETTERS, List.of(histories), new TreeMap<>());
  }

  @ParameterizedTest
  @CsvSource({
    "ab,       abc,      ab||c", // training altogether, then with a target that was not
    "ab,       abcd,     ab|c|d",
    "a,        abc,      a|b|c", // one item is nothing that was predicted, and nothing is lost
    "ab,       ab,       ab||",
    "abc,      abcd,     ab|c|d", // the test target becomes the validation target
    "abc,      abc,      a|b|c", // nothing came
    "abcdef,   abcdefg,  abcde|f|g",
    "ab||c,    abc,      ab||c", // a chain of runs
    "ab||c,    abcd,     ab|c|d",
    "abcd||,   abcd,     abcd||", // by time, and older than the cut
    "abcd||,   abcde,    abcd||e",
    "abc|de|f, abcdef,   abcd|e|f",
    "|ab|cd,   abcd,     ab|c|d",
    "aba|b|a,  ababab,   abab|a|b", // an item again is another event
    "abc,      efg,      e|f|g", // erased, and begun anew
    "abcdef,   cdefg,    cde|f|g", // the oldest events are gone
    "abcd,     xb,       xb||", // fewer than before
    "abcde,    xxacg,    xxac||g"
  })
  void whatWasTrainingStaysTraining(String before, String now, String cut) {
    Catalog catalog = letters("abcdefgx");
    var earlier = new Dataset(catalog, List.of(history(catalog, "u", before)), new TreeMap<>());
    var newer = new Dataset(catalog, List.of(history(catalog, "u", now)), new TreeMap<>());
    UntrainedTargets targets = UntrainedTargets.of(earlier, newer);
    assertThat(targets.dataset().histories()).containsExactly(history(catalog, "u", cut));
    assertThat(targets.dataset().catalog()).isSameAs(catalog);
  }

  /// Whoever has a history per domain is a user in each of them.
  @Test
  void othersEventsAreNobodysBusiness() {
    UntrainedTargets targets =
        UntrainedTargets.of(
            dataset(history(LETTERS, "ann@books", "ab"), history(LETTERS, "gone", "cde")),
            dataset(
                history(LETTERS, "new", "abc"),
                history(LETTERS, "ann@music", "abc"),
                history(LETTERS, "ann@books", "abc")));
    assertThat(targets.dataset().histories())
        .containsExactly(
            history(LETTERS, "new", "a|b|c"),
            history(LETTERS, "ann@music", "a|b|c"),
            history(LETTERS, "ann@books", "ab||c"));
    assertThat(targets.judged()).isEqualTo(2);
    assertThat(targets.withheld()).isEqualTo(Map.of(Split.VALIDATION, 1, Split.TEST, 0));
    assertThat(targets.description("RUN"))
        .isEqualTo(
            "2 of 3 users have a validation target that RUN was not trained on;"
                + " 1 of validation and 0 of test were, and stay training");
  }

  @Test
  void itemsAreKnownByTheirIdsInWhateverOrder() {
    Catalog turned = letters("jihgfedcba");
    var earlier = new Dataset(turned, List.of(history(turned, "u", "ab")), new TreeMap<>());
    UntrainedTargets targets = UntrainedTargets.of(earlier, dataset(history(LETTERS, "u", "abc")));
    assertThat(targets.dataset().histories()).containsExactly(history(LETTERS, "u", "ab||c"));
  }

  @Test
  void aTestTargetThatWasTrainingIsCountedToo() {
    UntrainedTargets targets =
        UntrainedTargets.of(
            dataset(history(LETTERS, "u", "abcd||")), dataset(history(LETTERS, "u", "abcd")));
    assertThat(targets.judged()).isZero();
    assertThat(targets.withheld()).isEqualTo(Map.of(Split.VALIDATION, 1, Split.TEST, 1));
  }

  @Provide
  Arbitrary<History> histories() {
    Arbitrary<int[]> items = Arbitraries.integers().between(0, 4).array(int[].class).ofMaxSize(9);
    Arbitrary<Integer> cut = Arbitraries.integers().between(0, 9);
    return Combinators.combine(items, cut, cut)
        .as((all, one, other) -> {
          int late = Math.min(all.length, Math.max(one, other));
          return new History("u", all, Math.min(late, Math.min(one, other)), late);
        });
  }

  private static long times(int item, int[] items) {
    return Arrays.stream(items).filter(one -> one == item).count();
  }

  /// An event is one that was not trained on, where its item stands there once more than it did in
  /// training.
  @Property(tries = 300)
  void noTargetIsAnEventThatWasTrainedOn(
      @ForAll("histories") History before, @ForAll("histories") History now) {
    History cut = UntrainedTargets.of(dataset(before), dataset(now)).dataset().histories().get(0);
    int[] trained = Split.training(before);
    assertThat(
            IntStream.range(cut.validationStart(), cut.length())
                .filter(
                    at -> times(cut.item(at), cut.prefix(at + 1)) <= times(cut.item(at), trained)))
        .isEmpty();
    int last = cut.validationStart() - 1;
    boolean asItWas = cut.validationStart() == now.validationStart();
    assertThat(
            asItWas
                || times(cut.item(last), cut.prefix(last + 1)) <= times(cut.item(last), trained))
        .isTrue();
    assertThat(cut.testStart()).isEqualTo(Math.max(now.testStart(), cut.validationStart()));
    assertThat(cut.items()).isEqualTo(now.items());
  }

  /// Where a history only grows, the earlier training part alone is what must not be asked.
  @Property(tries = 200)
  void aHistoryThatGrowsKeepsItsTrainingPart(
      @ForAll("histories") History before, @ForAll("histories") History more) {
    int[] all =
        IntStream.concat(IntStream.of(before.items()), IntStream.of(more.items())).toArray();
    var now = new History("u", all);
    assertThat(UntrainedTargets.of(dataset(before), dataset(now)).dataset().histories())
        .containsExactly(now.trainedThrough(before.validationStart()));
  }
}

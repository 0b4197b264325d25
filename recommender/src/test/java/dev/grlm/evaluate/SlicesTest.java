package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {
  private static final long DAY = 86_400;
  private static final long NOON = 20_000 * DAY + DAY / 2;

  private static final List<String> FIELDS = List.of("domain", "brand", "size");

  private static Item item(int number, String brand, String domain) {
    return new Item("i" + number, "", brand, List.of(), List.of(), "", domain, Map.of());
  }

  private static Dataset dataset(List<Item> items, History... histories) {
    return new Dataset(new Catalog(items), List.of(histories), new TreeMap<>());
  }

  private static Dataset plain(int items, List<History> histories) {
    List<Item> all = IntStream.range(0, items).mapToObj(number -> item(number, "", "")).toList();
    return dataset(all, histories.toArray(History[]::new));
  }

  /// What users are by, as `group, group, …` in their order; empty where it is left out.
  private static String groups(Dataset dataset, String by) {
    List<History> users = Split.TEST.evaluated(dataset);
    return Slices.of(dataset, Split.TEST, users, FIELDS).stream()
        .filter(slicing -> slicing.by().equals(by))
        .findFirst()
        .map(slicing ->
            String.join(
                ", ", IntStream.of(slicing.groupOf()).mapToObj(slicing.groups()::get).toList()))
        .orElse("");
  }

  /// One user asks for each target, which the training of another has some times.
  @Test
  void targetsAreRareOrPopularInTraining() {
    int[] times = {0, 1, 4, 5, 9, 10, 29, 30, 500};
    var histories = new ArrayList<History>();
    for (int item = 0; item < times.length; item++) {
      histories.add(new History("asks", new int[] {9, 9, item}));
      int[] bought = new int[times[item]];
      java.util.Arrays.fill(bought, item);
      histories.add(new History("has", bought, bought.length, bought.length));
    }
    assertThat(groups(plain(10, histories), "the target's occurrences in training"))
        .isEqualTo("0, 1 to 4, 1 to 4, 5 to 9, 5 to 9, 10 to 29, 10 to 29, 30 or more, 30 or more");
  }

  @Test
  void historiesAreShortOrLong() {
    List<History> histories =
        IntStream.of(1, 4, 5, 9, 10, 19, 20, 300)
            .mapToObj(length -> new History("u", new int[length + 1], 0, length))
            .toList();
    assertThat(groups(plain(1, histories), "items in the history"))
        .isEqualTo("1 to 4, 1 to 4, 5 to 9, 5 to 9, 10 to 19, 10 to 19, 20 or more, 20 or more");
  }

  @Test
  void targetsAreOfTheBrandOfTheLastItemOrAnother() {
    List<Item> items =
        List.of(item(0, "Alder", ""), item(1, "Birch", ""), item(2, "Alder", ""), item(3, " ", ""));
    Dataset dataset =
        dataset(
            items,
            new History("kept", new int[] {1, 1, 0, 2}),
            new History("changed", new int[] {0, 1, 0}),
            new History("unknown", new int[] {0, 0, 3}),
            new History("unknown before", new int[] {0, 3, 0}));
    assertThat(groups(dataset, "brand of the target"))
        .isEqualTo("that of the last item, another, not known of both, not known of both");
  }

  @Test
  void domainsStandForThemselvesWhereTheyAreFew() {
    List<Item> items = List.of(item(0, "", "music"), item(1, "", "books"), item(2, "", ""));
    Dataset dataset =
        dataset(
            items,
            new History("u", new int[] {1, 1, 0}),
            new History("v", new int[] {0, 0, 1}),
            new History("w", new int[] {0, 0, 2}));
    assertThat(groups(dataset, "domain of the target")).isEqualTo("music, books, no domain");
  }

  @Test
  void theDomainsOfFewUsersStandTogether() {
    var items = new ArrayList<Item>();
    var histories = new ArrayList<History>();
    for (int domain = 0; domain < FieldGroups.SHOWN + 2; domain++) {
      items.add(item(domain, "", "domain %02d".formatted(domain)));
      for (int user = 0; user < (domain == 3 ? 1 : 2); user++) {
        histories.add(new History("u", new int[] {0, 0, domain}));
      }
    }
    String groups =
        groups(dataset(items, histories.toArray(History[]::new)), "domain of the target");
    assertThat(groups.split(", ")).filteredOn("2 further domains"::equals).hasSize(3);
    assertThat(groups).contains("domain 20").doesNotContain("domain 03", "domain 21");
  }

  @Test
  void anyFieldOfTheTargetMayBeAskedFor() {
    var large = new Item("l", "", "", List.of(), List.of(), "", "", Map.of("size", "large"));
    var small = new Item("s", "", "", List.of(), List.of(), "", "", Map.of("size", "small"));
    Dataset dataset =
        dataset(
            List.of(large, small, item(2, "Alder", "")),
            new History("u", new int[] {2, 2, 1}),
            new History("v", new int[] {2, 2, 0}),
            new History("w", new int[] {0, 0, 2}),
            new History("x", new int[] {0, 0, 1}));
    assertThat(groups(dataset, "the target's size")).isEqualTo("small, large, no size, small");
    assertThat(groups(dataset, "the target's brand"))
        .isEqualTo("no brand, no brand, Alder, no brand");
    List<Slicing> unasked = Slices.of(dataset, Split.TEST, dataset.histories(), List.of());
    assertThat(unasked).extracting(Slicing::by).noneMatch(by -> by.startsWith("the target's s"));
  }

  private static History timed(long... times) {
    return new History("u", new int[times.length]).at(times);
  }

  @ParameterizedTest
  @CsvSource({"1", "1_000", "1_000_000", "1_000_000_000"})
  void aDayIsADayInWhateverUnit(String unit) {
    long in = Long.parseLong(unit.replace("_", ""));
    List<History> histories =
        List.of(
            timed(0, NOON * in, NOON * in),
            timed(0, NOON * in, (NOON + DAY / 2 - 1) * in),
            timed(0, NOON * in, (NOON + DAY / 2) * in),
            timed(0, NOON * in, (NOON - DAY / 2 - 1) * in));
    assertThat(groups(plain(1, histories), "day of the target"))
        .isEqualTo("day of the last item, day of the last item, another day, another day");
  }

  @Test
  void whatIsNotKnownOrTheSameForAllIsLeftOut() {
    History untimed = new History("v", new int[3]);
    Dataset mixed = plain(1, List.of(timed(0, NOON, NOON), timed(0, NOON, NOON + DAY), untimed));
    assertThat(groups(mixed, "day of the target")).isEmpty();
    Dataset numbered = plain(1, List.of(timed(0, 1, 1), timed(0, 1, 200_000)));
    assertThat(groups(numbered, "day of the target")).isEmpty();
    assertThat(Slices.of(numbered, Split.TEST, numbered.histories(), FIELDS)).isEmpty();
    assertThat(Slices.of(numbered, Split.TEST, List.of(), FIELDS)).isEmpty();
  }
}

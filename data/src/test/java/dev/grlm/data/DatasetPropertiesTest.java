package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class DatasetPropertiesTest {
  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("dataset");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Characters with a meaning in JSON, in tab-separated files, to a decoder or to a terminal.
  private static Arbitrary<String> oddText() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "a", "B", "0", " ", "\"", "\\", "'", "\t", "\n", "\r", "\r\n", "\u0000", "\u0085",
            "\u2028", "\uFEFF", "\uFFFF", "ä", "e\u0301", "漢", "😀", "&amp;", "{", "]", ",",
            "null");
    return pieces.list().ofMaxSize(6).map(list -> String.join("", list));
  }

  private static Arbitrary<String> id() {
    return oddText()
        .map(text -> text.replace("\t", "").replace("\n", "").replace("\r", ""))
        .filter(text -> !text.isBlank());
  }

  private static Arbitrary<Item> item(String id) {
    Arbitrary<String> fieldName = oddText().filter(name -> !name.equals("id"));
    return Combinators.combine(
            oddText(),
            oddText(),
            oddText().list().ofMaxSize(3),
            oddText().list().ofMaxSize(3),
            oddText(),
            oddText(),
            Arbitraries.maps(fieldName, oddText()).ofMaxSize(3))
        .as((title, brand, path, more, description, domain, fields) ->
            new Item(id, title, brand, path, more, description, domain, fields));
  }

  @Provide
  Arbitrary<Dataset> datasets() {
    Arbitrary<Catalog> catalogs =
        id().set()
            .ofMinSize(1)
            .ofMaxSize(5)
            .flatMap(ids ->
                Combinators.combine(ids.stream().map(DatasetPropertiesTest::item).toList())
                    .as(Catalog::new));
    return catalogs.flatMap(catalog ->
        Combinators.combine(histories(catalog.size()), counts())
            .as((histories, counts) -> new Dataset(catalog, histories, counts)));
  }

  private static Arbitrary<List<History>> histories(int items) {
    Arbitrary<int[]> events =
        Arbitraries.integers().between(0, items - 1).array(int[].class).ofMinSize(1).ofMaxSize(8);
    return Arbitraries.maps(id(), events)
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(byUser ->
            byUser.entrySet().stream()
                .map(entry -> new History(entry.getKey(), entry.getValue()))
                .toList())
        .flatMap(left -> Arbitraries.of(false, true).map(cut -> cut ? cut(left) : left));
  }

  /// The same histories cut somewhere; where that follows from their items, it is no less a cut.
  private static List<History> cut(List<History> histories) {
    return histories.stream()
        .map(history -> {
          int test = Math.floorMod(history.user().hashCode(), history.length() + 1);
          int validation = Math.floorMod(history.item(0), test + 1);
          return new History(history.user(), history.items(), validation, test);
        })
        .toList();
  }

  private static Arbitrary<SortedMap<String, Long>> counts() {
    return Arbitraries.maps(oddText(), Arbitraries.longs())
        .ofMaxSize(3)
        .map(map -> new TreeMap<>(map));
  }

  @Property(tries = 150)
  void whatIsWrittenIsReadBack(@ForAll("datasets") Dataset dataset) throws IOException {
    DatasetFiles.write(folder, dataset);
    assertThat(DatasetFiles.read(folder)).isEqualTo(dataset);
  }

  @Provide
  Arbitrary<String> anyUsers() {
    return oddText();
  }

  /// Either the file says the same as the dataset, or nothing is written: there is no third case.
  @Property(tries = 150)
  void aUserIsKeptOrRefused(@ForAll("anyUsers") String user) throws IOException {
    var dataset =
        new Dataset(
            new Catalog(List.of(Item.titled("a", "A"))),
            List.of(new History(user, new int[] {0})),
            new TreeMap<>());
    boolean fits = !user.isBlank() && user.chars().noneMatch(c -> "\t\n\r".indexOf(c) >= 0);
    if (fits) {
      DatasetFiles.write(folder, dataset);
      assertThat(DatasetFiles.read(folder)).isEqualTo(dataset);
    } else {
      assertThatThrownBy(() -> DatasetFiles.write(folder, dataset))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("user id");
    }
  }

  record Row(String user, int item, int order) {}

  @Provide
  Arbitrary<List<Row>> rows() {
    return Combinators.combine(
            Arbitraries.of("u", "v", "w"),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(-2, 3))
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  /// The reference takes each user's rows and sorts them with the JDK's stable sort.
  @Property(tries = 100)
  void rowsAreSortedStablyPerUser(@ForAll("rows") List<Row> rows) throws IOException {
    var items = IntStream.range(0, 10).mapToObj(i -> "{\"id\": " + i + "}").toList();
    var lines = new ArrayList<>(List.of("user\titem\ttimestamp"));
    Map<String, List<Row>> expected = new LinkedHashMap<>();
    for (Row row : rows) {
      lines.add(row.user() + "\t" + row.item() + "\t" + row.order());
      expected.computeIfAbsent(row.user(), _ -> new ArrayList<>()).add(row);
    }
    expected.values().forEach(list -> list.sort(Comparator.comparingInt(Row::order)));
    Files.write(folder.resolve("items.jsonl"), items);
    Files.write(folder.resolve("interactions.tsv"), lines);
    assertThat(DatasetReader.read(folder).histories())
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .map(entry ->
                    new History(
                            entry.getKey(), entry.getValue().stream().mapToInt(Row::item).toArray())
                        .at(entry.getValue().stream().mapToLong(Row::order).toArray()))
                .toList());
  }
}

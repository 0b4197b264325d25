package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFilesTest {
  private static final Item RICH =
      new Item(
          "b",
          "T",
          "B",
          List.of("C", "D"),
          List.of("E"),
          "text",
          "shop",
          Map.of("z", "1", "a", "2", "m", ""));

  @TempDir Path path;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = path.resolve("dataset");
  }

  private static Dataset dataset(History... histories) {
    return new Dataset(
        new Catalog(List.of(Item.titled("a", "A"), RICH)),
        List.of(histories),
        new TreeMap<>(Map.of(Counts.UNKNOWN_ITEM, 5L)));
  }

  private static History history(String user, int... items) {
    return new History(user, items);
  }

  @Test
  void theFilesAreReadable() throws IOException {
    DatasetFiles.write(folder, dataset(history("u", 1, 0, 1), history("v", 0)));
    assertThat(Files.readAllLines(folder.resolve("items.jsonl")))
        .containsExactly(
            "{\"id\":\"a\",\"title\":\"A\"}",
            "{\"id\":\"b\",\"title\":\"T\",\"brand\":\"B\",\"categories\":[\"C\",\"D\"],"
                + "\"more_categories\":[\"E\"],\"description\":\"text\",\"domain\":\"shop\","
                + "\"a\":\"2\",\"m\":\"\",\"z\":\"1\"}");
    assertThat(folder.resolve("interactions.tsv"))
        .hasContent("user\titem\tposition\nu\tb\t0\nu\ta\t1\nu\tb\t2\nv\ta\t0\n");
    var split = Json.read(folder.resolve("split.json"));
    assertThat(split.path("rule").asText()).startsWith("leave-one-out");
    assertThat(split.path("minimumLength").asInt()).isEqualTo(3);
    assertThat(split.path("evaluatedUsers").asInt()).isEqualTo(1);
    assertThat(split.path("counts").path(Counts.UNKNOWN_ITEM).asLong()).isEqualTo(5);
  }

  @Test
  void partsAreAColumnWhereTheyAreNotThoseOfLeaveOneOut() throws IOException {
    Dataset written = dataset(new History("u", new int[] {1, 0, 1}, 1, 1), history("v", 0));
    DatasetFiles.write(folder, written);
    assertThat(folder.resolve("interactions.tsv"))
        .hasContent(
            """
            user\titem\tposition\tpart
            u\tb\t0\ttraining
            u\ta\t1\ttest
            u\tb\t2\ttest
            v\ta\t0\ttraining
            """);
    assertThat(DatasetFiles.read(folder)).isEqualTo(written);
    var split = Json.read(folder.resolve("split.json"));
    assertThat(split.path("rule").asText()).startsWith("parts");
    assertThat(split.path("evaluatedUsers").asInt()).isEqualTo(1);
  }

  @Test
  void timesAreAColumnWhereAllAreKnown() throws IOException {
    History timed = new History("u", new int[] {1, 0}, 1, 1).at(new long[] {50, 40});
    DatasetFiles.write(folder, dataset(timed, history("v", 0).at(new long[] {-1})));
    assertThat(folder.resolve("interactions.tsv"))
        .hasContent(
            """
            user\titem\tposition\ttimestamp\tpart
            u\tb\t0\t50\ttraining
            u\ta\t1\t40\ttest
            v\ta\t0\t-1\ttraining
            """);
    assertThat(DatasetFiles.read(folder))
        .isEqualTo(dataset(timed, history("v", 0).at(new long[] {-1})));
    DatasetFiles.write(folder, dataset(timed, history("v", 0)));
    assertThat(DatasetFiles.read(folder).histories().getFirst())
        .isEqualTo(new History("u", new int[] {1, 0}, 1, 1));
  }

  @Test
  void anEqualDatasetIsReadBackAndTheFolderIsInputForAnotherRun() throws IOException {
    Dataset written = dataset(history("u", 1, 0, 1), history("v", 0));
    DatasetFiles.write(folder, written);
    assertThat(DatasetFiles.read(folder)).isEqualTo(written);
    Dataset asInput = DatasetReader.read(folder);
    assertThat(asInput.catalog()).isEqualTo(written.catalog());
    assertThat(asInput.histories()).isEqualTo(written.histories());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "a\rb", "", " ", "a\ud83d"})
  void aUserThatDoesNotFitIntoALineIsAnError(String user) throws IOException {
    DatasetFiles.write(folder, dataset(history("old", 1)));
    byte[] before = Files.readAllBytes(folder.resolve("interactions.tsv"));
    assertThatThrownBy(() -> DatasetFiles.write(folder, dataset(history(user, 0))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interactions.tsv")
        .hasMessageContaining("user id '")
        .message()
        .doesNotContain("\n", "\t", "\r");
    assertThat(folder.resolve("interactions.tsv")).hasBinaryContent(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void whatCannotBeReadBackIsNotWritten() {
    assertRefused(dataset(), "2 items and 0 users");
    assertRefused(dataset(history("u")), "the user 'u' has no items");
    assertRefused(dataset(history("u", 0), history("u", 1)), "the user 'u' has two histories");
    var counts = new TreeMap<String, Long>();
    var users = List.of(history("u", 0));
    assertRefused(
        new Dataset(new Catalog(List.of(Item.titled("a\tb", ""))), users, counts), "'a\\tb'");
    assertRefused(
        new Dataset(new Catalog(List.of(Item.titled("a", "\ude00"))), users, counts),
        "half a surrogate pair");
  }

  private void assertRefused(Dataset dataset, String reason) {
    assertThatThrownBy(() -> DatasetFiles.write(folder, dataset))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"items.jsonl", "interactions.tsv", "split.json"})
  void aMissingFileIsNamed(String name) throws IOException {
    DatasetFiles.write(folder, dataset(history("u", 1)));
    Files.delete(folder.resolve(name));
    assertThatThrownBy(() -> DatasetFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder.resolve(name) + ": no such file");
  }

  @Test
  void filesOfDifferentWritesAreNotADataset() throws IOException {
    DatasetFiles.write(folder, dataset(history("u", 1, 0, 1)));
    Path interactions = folder.resolve("interactions.tsv");
    byte[] other = Files.readAllBytes(interactions);
    DatasetFiles.write(folder, dataset(history("u", 1, 0)));
    Files.write(interactions, other);
    assertThatThrownBy(() -> DatasetFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("split.json") + ": does not fit")
        .hasMessageContaining("interactions=2")
        .hasMessageContaining("interactions=3");
  }

  @Test
  void anotherRuleOrAMissingKeyIsAnError() throws IOException {
    DatasetFiles.write(folder, dataset(history("u", 1)));
    Path split = folder.resolve("split.json");
    String text = Files.readString(split);
    Files.writeString(split, text.replace("leave-one-out", "leave-two-out"));
    assertThatThrownBy(() -> DatasetFiles.read(folder)).hasMessageContaining("leave-two-out");
    Files.writeString(split, "{}");
    assertThatThrownBy(() -> DatasetFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(split + ": there is no key 'counts'");
    Files.writeString(split, text.replace("\"users\"", "\"people\""));
    assertThatThrownBy(() -> DatasetFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("people");
  }

  @Test
  void theSameDatasetGivesTheSameBytes() throws IOException {
    DatasetFiles.write(folder, dataset(history("u", 1, 0, 1)));
    Path again = path.resolve("again");
    DatasetFiles.write(again, DatasetFiles.read(folder));
    for (String name : Arrays.asList("items.jsonl", "interactions.tsv", "split.json")) {
      assertThat(again.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
  }
}

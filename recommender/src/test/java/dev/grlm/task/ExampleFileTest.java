package dev.grlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.task.ExampleFile.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleFileTest {
  private static final Catalog CATALOG =
      new Catalog(IntStream.range(0, 6).mapToObj(i -> Item.titled("i" + i, "title " + i)).toList());
  private static final Dataset DATASET =
      new Dataset(
          CATALOG,
          List.of(
              new History("u", new int[] {0, 1, 2, 3, 4, 5}), new History("v", new int[] {5, 4})),
          new TreeMap<>());
  private static final List<Task> TASKS =
      List.of(new UserSequencePrediction(2, false), new TermInternalization());

  @TempDir Path folder;

  /// Says the items' numbers.
  private static final Rendering NUMBERS =
      new Rendering() {
        @Override
        public String prompt(Example example) {
          return example.task() + "?";
        }

        @Override
        public String target(Example example) {
          return Arrays.toString(example.items());
        }
      };

  private Path written(Rendering rendering) throws IOException {
    Path file = folder.resolve("examples.jsonl");
    ExampleFile.write(file, DATASET, TASKS, rendering);
    return file;
  }

  @Test
  void whatIsReadIsWhatTheTasksGaveInTheirOrder() throws IOException {
    List<Example> read = ExampleFile.read(written(NUMBERS), CATALOG);
    List<Example> expected = TASKS.stream().flatMap(task -> task.examples(DATASET)).toList();
    assertThat(read).usingRecursiveComparison().isEqualTo(expected);
    assertThat(read.getFirst().items()).containsExactly(1, 2, 3);
    assertThat(read).hasSize(3 + 6);
  }

  @Test
  void everyLineSaysWhatIsShownAndWhatIsLearnt() throws IOException {
    var line = Json.parse(Files.readAllLines(written(NUMBERS)).getFirst());
    assertThat(line.path("task").asText()).isEqualTo("USP");
    assertThat(line.path("subject").asText()).isEqualTo("u");
    assertThat(line.path("items")).hasToString("[\"i1\",\"i2\",\"i3\"]");
    assertThat(line.path("prompt").asText()).isEqualTo("USP?");
    assertThat(line.path("target").asText()).isEqualTo("[1, 2, 3]");
  }

  /// What a model leaves out is not in the file either.
  @Test
  void anExampleIsWrittenAsFarAsItIsShown() throws IOException {
    Rendering lastTwo =
        new Rendering() {
          @Override
          public Example shown(Example example) {
            int[] items = example.items();
            int from = Math.max(0, items.length - 2);
            return new Example(
                example.task(), example.subject(), Arrays.copyOfRange(items, from, items.length));
          }

          @Override
          public String prompt(Example example) {
            return "";
          }

          @Override
          public String target(Example example) {
            return String.valueOf(example.items().length);
          }
        };
    assertThat(ExampleFile.read(written(lastTwo), CATALOG).getFirst().items())
        .containsExactly(2, 3);
  }

  @Test
  void theCountsAreByTask() throws IOException {
    assertThat(ExampleFile.write(folder.resolve("x"), DATASET, TASKS, NUMBERS))
        .containsEntry("examples of USP", 3L)
        .containsEntry("examples of GTI", 6L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"task":"USP","subject":"u","items":["i1","i9"]} | :2: no item has the id 'i9'
          {"task":"USP","subject":"u","items":[]}          | :2: an example needs a task and an item
          {"subject":"u","items":["i1"]}                   | :2: an example needs a task and an item
          {"task":                                         | :2:
          """)
  void aBrokenLineIsNamed(String line, String expected) throws IOException {
    Path file = folder.resolve("broken.jsonl");
    Files.writeString(
        file, "{\"task\":\"GTI\",\"subject\":\"i0\",\"items\":[\"i0\"]}\n" + line + "\n");
    assertThatThrownBy(() -> ExampleFile.read(file, CATALOG))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(expected.strip())
        .message()
        .doesNotContain("\n");
  }
}

package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that cannot be done ends with code 1 and one line on stderr; what is merely odd is counted.
class BadInputTest {
  @TempDir private Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void shop() throws IOException {
    data = TinyShop.write(folder.resolve("shop"));
    run = folder.resolve("run");
  }

  /// `fit` fails in one line that has all of `parts`, and leaves no run behind.
  private void fitFails(String... parts) {
    Cli failed = fit();
    assertThat(failed.code()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err().lines()).hasSize(1);
    assertThat(failed.complaints()).singleElement().asString().contains(parts);
    assertThat(failed.out()).isEmpty();
    assertThat(run).doesNotExist();
  }

  private Cli fit(String... further) {
    var arguments = TinyShop.quick("fit", "--data", data.toString(), "--out", run.toString());
    arguments.addAll(List.of(further));
    return Cli.run(arguments);
  }

  @Test
  void missingFolder() {
    data = folder.resolve("nowhere");
    fitFails(data.toString(), "no such folder");
  }

  @Test
  void folderWithoutTheFiles() throws IOException {
    Files.delete(data.resolve("interactions.tsv"));
    fitFails("found items.jsonl; expected", "interactions.tsv");
  }

  @Test
  void brokenJsonLine() throws IOException {
    List<String> items = TinyShop.items();
    items.set(4, "{\"id\": \"i5\", \"title\": ");
    TinyShop.write(data, items, TinyShop.interactions());
    fitFails("items.jsonl:5: broken JSON", "{\"id\": \"i5\", \"title\":");
  }

  @Test
  void gzipCutShort() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(String.join("\n", TinyShop.items()).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    Files.write(data.resolve("items.jsonl.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Files.delete(data.resolve("items.jsonl"));
    fitFails("items.jsonl.gz", "the gzip data ends too early");
  }

  @Test
  void duplicateIds() throws IOException {
    List<String> items = TinyShop.items();
    items.add(items.get(2));
    TinyShop.write(data, items, TinyShop.interactions());
    fitFails("items.jsonl:25: the item id 'i3' stands in line 3 already");
  }

  @Test
  void emptyTitlesAndUnknownItemsAreCounted() throws IOException {
    List<String> items = TinyShop.items();
    items.add("{\"id\": \"i25\", \"title\": \"\"}");
    items.add("{\"id\": \"i26\", \"brand\": \"Alder\"}");
    List<String> interactions = TinyShop.interactions();
    interactions.add("u1\tgone\t9");
    interactions.add("u2\tgone\t9");
    interactions.add("u3\tlost\t9");
    TinyShop.write(data, items, interactions);
    Cli read = Cli.run("dataset", "--data", data.toString(), "--run", run.toString());
    assertThat(read.code()).as(read.err()).isZero();
    assertThat(read.err())
        .contains("items without a title: 2")
        .contains("items without any text: 1")
        .contains("interactions with an unknown item, dropped: 3");
    assertThat(Json.read(run.resolve("run.json")).at("/stages/dataset/counts"))
        .isEqualTo(Json.read(run.resolve("dataset/split.json")).path("counts"));
  }

  @Test
  void termIdsWithFourTerms() throws IOException {
    var rows = new ArrayList<>(TinyShop.termIds());
    rows.set(7, "i7\ttea\tteapot\tgreen\tkitchen");
    Path given = Files.write(folder.resolve("term_ids.tsv"), rows);
    Cli failed = fit("--term-ids", given.toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.complaints())
        .singleElement()
        .asString()
        .contains("term_ids.tsv:8: expected an item and 5 terms, found 'i7");
    assertThat(run).as("found before any work").doesNotExist();
  }

  @Test
  void missingTermIdFileIsFoundBeforeAnyWork() {
    Cli failed = fit("--term-ids", folder.resolve("nowhere.tsv").toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.complaints())
        .singleElement()
        .asString()
        .contains("nowhere.tsv: no such file");
    assertThat(run).doesNotExist();
  }

  @Test
  void runOfAnotherVersion() throws IOException {
    Files.createDirectories(run);
    String manifest = "{\"format\": 99, \"config\": {}, \"stages\": {}}\n";
    Files.writeString(run.resolve("run.json"), manifest);
    for (List<String> command :
        List.of(
            List.of("fit", "--data", data.toString(), "--out", run.toString()),
            List.of("evaluate", "--run", run.toString()),
            List.of("recommend", "--run", run.toString(), "--user", "u1"),
            List.of("train", "--run", run.toString()))) {
      Cli failed = Cli.run(command);
      assertThat(failed.code()).as(command.toString()).isEqualTo(1);
      assertThat(failed.err().lines()).hasSize(1);
      assertThat(failed.complaints())
          .singleElement()
          .asString()
          .contains("another version (run format 99, this program reads 2)");
    }
    assertThat(run.resolve("run.json")).hasContent(manifest);
  }

  @Test
  void folderThatIsNoRun() {
    for (String verb : List.of("evaluate", "embed", "neighbors", "terms", "examples", "train")) {
      Cli failed = Cli.run(verb, "--run", data.toString());
      assertThat(failed.code()).as(verb).isEqualTo(1);
      assertThat(failed.err().lines()).as(verb).hasSize(1);
      assertThat(failed.complaints()).singleElement().asString().contains("not a run folder");
    }
    Cli failed = Cli.run("recommend", "--run", data.toString(), "--user", "u1");
    assertThat(failed.complaints()).singleElement().asString().contains("not a run folder");
  }

  @Test
  void stageWhoseInputIsMissingNamesTheFile() {
    Cli.run("dataset", "--data", data.toString(), "--run", run.toString());
    Cli failed = Cli.run("terms", "--run", run.toString());
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.complaints()).singleElement().asString().contains("neighbors.tsv: no such");
  }
}

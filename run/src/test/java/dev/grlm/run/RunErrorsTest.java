package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.RunListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person is told where a run cannot go on: one line that names the place.
class RunErrorsTest {
  private static final RunConfig CONFIG = CyclicShop.config(1, 1);

  @TempDir Path folder;
  private Path data;
  private Path run;

  @BeforeEach
  void shop() throws IOException {
    data = CyclicShop.of(40).write(folder.resolve("data"));
    run = folder.resolve("run");
  }

  @Test
  void aFolderThatIsNoRunIsNotOpened() {
    assertFails(() -> Grlm.open(Systems.ALL, data), data + ": not a run folder");
    assertFails(
        () -> Grlm.open(Systems.ALL, folder.resolve("nowhere")), "nowhere: not a run folder");
  }

  @Test
  void aRunOfAnotherVersionIsNeitherOpenedNorContinued() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("run.json"), "{\"format\": 7, \"steps\": []}");
    String expected = "run.json: made by another version (run format 7, this program reads 2)";
    assertFails(() -> Grlm.open(Systems.ALL, run), expected);
    assertFails(this::fit, expected);
    assertThat(run).isDirectoryNotContaining("glob:**dataset");
  }

  @Test
  void aBrokenManifestIsNamed() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("run.json"), "{\"format\": 2,\n");
    assertFails(() -> Grlm.open(Systems.ALL, run), run.resolve("run.json") + ":");
    Files.writeString(run.resolve("run.json"), "{}");
    assertFails(() -> Grlm.open(Systems.ALL, run), "(run format unknown, this program reads 2)");
    Files.writeString(run.resolve("run.json"), "{\"format\": 2, \"stage\": {}}");
    assertFails(() -> Grlm.open(Systems.ALL, run), run.resolve("run.json") + ": ");
  }

  @Test
  void missingDataIsNamed() {
    Path missing = folder.resolve("missing");
    assertFails(
        () -> Grlm.fit(missing, run, CONFIG, SystemRun.Inputs.NONE, RunListener.silent()),
        missing + ": no such folder");
    assertThat(run).doesNotExist();
  }

  @Test
  void missingTermIdsAreNamed() {
    Path missing = folder.resolve("terms.tsv");
    assertFails(
        () ->
            Grlm.fit(
                data, run, CONFIG, SystemRun.Inputs.identifiers(missing), RunListener.silent()),
        missing + ": no such file");
  }

  @Test
  void weightsOfAnotherLengthAreRefusedBeforeAnyWork() throws IOException {
    RunConfig four = CyclicShop.config(1, 1, "decoding.groundingWeights=[1,0.5,0.5,0.1]");
    assertFails(
        () -> Grlm.fit(data, run, four, SystemRun.Inputs.NONE, RunListener.silent()),
        "decoding.groundingWeights: 4 weights, but identifiers have 5 slots");
    assertThat(run).doesNotExist();
    Path terms = Files.writeString(folder.resolve("terms.tsv"), "item\tterm1\tterm2\ni0\ta\tb\n");
    assertFails(
        () -> Grlm.fit(data, run, four, SystemRun.Inputs.identifiers(terms), RunListener.silent()),
        "decoding.groundingWeights: 4 weights, but identifiers have 2 slots");
  }

  @Test
  void aRunInThePlaceOfAFileIsRefused() throws IOException {
    Files.writeString(run, "precious");
    assertFails(this::fit, run.toString());
    assertThat(run).hasContent("precious");
  }

  /// A folder that is not empty stands where a stage wants to write a file.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataset/items.jsonl",
        "encoder/vocabulary.json",
        "embeddings.safetensors",
        "neighbors.tsv",
        "systems/grlm/identifiers.tsv",
        "systems/grlm/examples.jsonl",
        "systems/grlm/model/config.json",
        "recommendations.jsonl",
        "report.json",
        "report.html"
      })
  void aStageThatCannotWriteSaysSoLeavesNothingHalfAndGoesOnLater(String name) throws IOException {
    Path taken = run.resolve(name);
    Files.createDirectories(taken.resolve("inside"));
    assertFails(this::fit, "cannot write " + taken);
    try (var paths = Files.walk(run)) {
      assertThat(paths.map(path -> path.getFileName().toString()))
          .noneMatch(file -> file.endsWith(".tmp"));
    }
    Files.delete(taken.resolve("inside"));
    Files.delete(taken);
    fit();
    Grlm.open(Systems.ALL, run).close();
    assertThat(taken).isRegularFile();
  }

  @Test
  void aStageWithoutItsInputNamesIt() throws IOException {
    var stages = new RunStages(new RunFolder(run), CONFIG, RunListener.silent());
    assertFails(stages::embed, run.resolve("dataset").resolve("split.json").toString());
    stages.dataset(data);
    assertFails(stages::neighbors, run.resolve("embeddings.safetensors").toString());
  }

  @Test
  void identifiersWithoutAnItemAreRefused() throws IOException {
    fit();
    Path file = run.resolve("systems/grlm/identifiers.tsv");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertFails(() -> Grlm.open(Systems.ALL, run), run.toString());
    var stages = new RunStages(new RunFolder(run), CONFIG, RunListener.silent());
    assertFails(
        () -> stages.stage("grlm", "train"), file + ": no row for item 'i39' of the catalogue");
  }

  private void fit() throws IOException {
    Grlm.fit(data, run, CONFIG, SystemRun.Inputs.NONE, RunListener.silent()).close();
  }

  private static void assertFails(ThrowingCallable work, String expected) {
    assertThatThrownBy(work)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }
}

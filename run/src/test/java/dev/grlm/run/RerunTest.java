package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.RunListener;
import dev.grlm.stage.RecordingListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Which stages a further fit of a finished run does again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RerunTest {
  private static final CyclicShop SHOP = CyclicShop.of(60);
  private static final RunConfig CONFIG = CyclicShop.config(1, 1);

  private Path data;
  private Path finished;
  private Path run;

  @BeforeAll
  void fitOnce(@TempDir Path folder) throws IOException {
    data = SHOP.write(folder.resolve("data"));
    finished = folder.resolve("run");
    Grlm.fit(data, finished, CONFIG, SystemRun.Inputs.NONE, RunListener.silent()).close();
  }

  @BeforeEach
  void copyOfTheRun(@TempDir Path folder) throws IOException {
    run = folder.resolve("copy");
    try (var paths = Files.walk(finished)) {
      for (Path path : paths.toList()) {
        Files.copy(path, run.resolve(finished.relativize(path)));
      }
    }
  }

  @Test
  void aCopyHasNothingToDo() throws IOException {
    assertThat(worked(data, CONFIG)).isEmpty();
  }

  @Test
  void whatOnlyTheReportReadsChangesOnlyTheReport() throws IOException {
    assertThat(worked("evaluation.resamples=20")).containsExactly("report");
    assertThat(worked("evaluation.sampleUsers=1")).containsExactly("report");
    assertThat(worked("decoding.freeBeams=3")).containsExactly("report");
  }

  @Test
  void whatTheModelReadsChangesModelAndReport() throws IOException {
    assertThat(worked("seed=7")).containsExactly("grlm/train", "grlm/prior", "report");
    assertThat(worked("small.width=16")).containsExactly("grlm/train", "grlm/prior", "report");
  }

  @Test
  void settingsOfTheOtherPresetChangeNothing() throws IOException {
    assertThat(worked("flat.hidden=16")).isEmpty();
  }

  @Test
  void furtherTextIsReadByEveryStageThatReadsText() throws IOException {
    assertThat(worked("textFields=[\"color\"]"))
        .containsExactly(
            "embed",
            "neighbors",
            "grlm/terms",
            "grlm/examples",
            "grlm/train",
            "grlm/prior",
            "report");
  }

  @Test
  void furtherTextReachesTheModelAlsoWhereTermIdsAreGiven() throws IOException {
    Path given =
        Files.copy(finished.resolve("systems/grlm/identifiers.tsv"), run.resolve("given.tsv"));
    fit(data, given, CONFIG);
    assertThat(fit(data, given, CyclicShop.config(1, 1, "textFields=[\"color\"]")).worked())
        .contains("embed", "grlm/train", "grlm/prior", "report");
  }

  @Test
  void otherNeighborsReachTheReportAlsoWhereNoIdentifierChanges() throws IOException {
    assertThat(worked("neighbors.k=6", "terms.neighbors=5"))
        .contains("neighbors", "grlm/terms", "report")
        .doesNotContain("dataset", "embed");
  }

  @Test
  void anotherHistoryChangesWhatReadsHistories() throws IOException {
    Path other = SHOP.changed(items -> new int[] {5, 4, 3, 2, 1}).write(run.resolve("other"));
    assertThat(worked(other, CONFIG))
        .containsExactly("dataset", "grlm/examples", "grlm/train", "grlm/prior", "report");
  }

  @Test
  void theSameDataInAnotherPlaceChangesNothing() throws IOException {
    assertThat(worked(SHOP.write(run.resolve("moved")), CONFIG)).isEmpty();
  }

  @Test
  void aMissingFileIsMadeAgainAndWhatReadsItStays() throws IOException {
    for (String name :
        List.of("systems/grlm/identifiers.tsv", "neighbors.tsv", "embeddings.safetensors")) {
      byte[] before = Files.readAllBytes(run.resolve(name));
      Files.delete(run.resolve(name));
      assertThat(worked(data, CONFIG)).as(name).hasSize(1);
      assertThat(run.resolve(name)).hasBinaryContent(before);
    }
  }

  @Test
  void anEditedFileIsMadeAgainAlsoWhereItsLengthIsTheSame() throws IOException {
    Path file = run.resolve("systems/grlm/identifiers.tsv");
    String before = Files.readString(file);
    swapTheFirstTwoRows(file);
    assertThat(Files.size(file)).isEqualTo(before.length());
    assertThat(worked(data, CONFIG)).containsExactly("grlm/terms");
    assertThat(file).hasContent(before);
  }

  @Test
  void identifiersThatTheModelWasNotTrainedOnAreRefusedWhenOpening() throws IOException {
    swapTheFirstTwoRows(run.resolve("systems/grlm/identifiers.tsv"));
    assertThatThrownBy(() -> Grlm.open(Systems.ALL, run))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(run.toString())
        .hasMessageContaining("identifiers.tsv")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theModelOfTheOtherPresetTakesThePlaceOfTheFirst() throws IOException {
    // The presets are shown histories of different lengths, so the examples differ, too.
    assertThat(worked("preset=flat")).containsExactly("grlm/examples", "grlm/train", "report");
    assertThat(worked("preset=small")).containsExactly("grlm/examples", "grlm/train", "report");
    assertThat(run.resolve("systems/grlm/model/model.safetensors"))
        .hasSameBinaryContentAs(finished.resolve("systems/grlm/model/model.safetensors"));
  }

  /// A finished run stays as it is where nobody said that it may be replaced: its files, and what
  /// would have been done first.
  @Test
  void aFinishedRunIsNotReplacedUnasked() throws IOException {
    byte[] manifest = Files.readAllBytes(run.resolve("run.json"));
    Path other = SHOP.changed(items -> new int[] {5, 4, 3, 2, 1}).write(run.resolve("other"));
    assertThatThrownBy(() -> keeping(data, CyclicShop.config(1, 1, "small.width=16")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            run + ": holds a finished run, whose 'grlm/train' would be replaced: ")
        .hasMessageContaining("width is 16, was ")
        .hasMessageContaining("--replace");
    assertThatThrownBy(() -> keeping(other, CONFIG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'dataset' would be replaced: another interactions.tsv");
    assertThatThrownBy(() -> stages("embedding.dimensions=3").embed())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'embed' would be replaced");
    assertThat(run.resolve("run.json")).hasBinaryContent(manifest);
  }

  /// The same once more, other reports, files that are gone or were edited: nothing is replaced.
  @Test
  void whatReplacesNothingIsNotRefused() throws IOException {
    keeping(data, CONFIG);
    keeping(data, CyclicShop.config(1, 1, "flat.hidden=16"));
    keeping(data, CyclicShop.config(1, 1, "evaluation.resamples=20"));
    Files.delete(run.resolve("neighbors.tsv"));
    swapTheFirstTwoRows(run.resolve("systems/grlm/identifiers.tsv"));
    keeping(data, CONFIG);
    for (String name : List.of("neighbors.tsv", "systems/grlm/identifiers.tsv")) {
      assertThat(run.resolve(name)).hasSameBinaryContentAs(finished.resolve(name));
    }
  }

  private void keeping(Path input, RunConfig config) throws IOException {
    Grlm.fit(input, run, config, SystemRun.Inputs.NONE, RunListener.silent(), IfFinished.REFUSE)
        .close();
  }

  private RunStages stages(String... settings) throws IOException {
    return new RunStages(
        new RunFolder(run),
        CyclicShop.config(1, 1, settings),
        SystemRun.Inputs.NONE,
        RunListener.silent(),
        IfFinished.REFUSE);
  }

  /// What another recipe was to be taught is not what this one is taught.
  @Test
  void examplesOfAnotherRecipeAreNotTrainedOn() throws IOException {
    var stages =
        new RunStages(
            new RunFolder(run), CyclicShop.config(1, 1, "preset=flat"), RunListener.silent());
    assertThatThrownBy(() -> stages.stage("grlm", "train"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(run + ": 'grlm/examples' was made with other settings")
        .hasMessageEndingWith("run 'examples' with these settings first");
    stages.stage("grlm", "examples");
    stages.stage("grlm", "train");
    assertThatThrownBy(() -> stages.stage("grlm", "tune"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the system 'grlm' has no stage 'tune'; it has [terms, examples, train]");
  }

  @Test
  void anotherGroundingOnlyMakesAnotherReport() throws IOException {
    assertThat(worked("decoding.grounding=compatible")).containsExactly("report");
  }

  /// Items 0 and 1 change places; no file grows.
  private static void swapTheFirstTwoRows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String first = lines.get(1);
    String second = lines.get(2);
    lines.set(1, first.substring(0, 2) + second.substring(2));
    lines.set(2, second.substring(0, 2) + first.substring(2));
    Files.write(file, lines);
  }

  private List<String> worked(String... settings) throws IOException {
    return worked(data, CyclicShop.config(1, 1, settings));
  }

  private List<String> worked(Path input, RunConfig config) throws IOException {
    return fit(input, null, config).worked();
  }

  private RecordingListener fit(Path input, @Nullable Path given, RunConfig config)
      throws IOException {
    var listener = new RecordingListener();
    SystemRun.Inputs inputs =
        given == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(given);
    Grlm.fit(input, run, config, inputs, listener).close();
    return listener;
  }
}

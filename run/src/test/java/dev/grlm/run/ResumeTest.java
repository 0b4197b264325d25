package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.stage.RecordingListener;
import dev.grlm.stage.RecordingListener.Killed;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that was killed and started again ends as one that never was.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {
  private static final int EPOCHS = 4;

  private Path data;
  private Path uninterrupted;

  @BeforeAll
  void fitOnce(@TempDir Path folder) throws IOException {
    data = CyclicShop.of(100).write(folder.resolve("data"));
    uninterrupted = folder.resolve("run");
    fit(uninterrupted, config("small"), new RecordingListener());
  }

  @Test
  void aRunOfItsOwnEndsTheSame(@TempDir Path folder) throws IOException {
    fit(folder, config("small"), new RecordingListener());
    assertSameResult(folder, uninterrupted);
  }

  @Test
  void anotherSeedEndsElsewhere(@TempDir Path folder) throws IOException {
    RunConfig other = CyclicShop.config(EPOCHS, 2, "seed=43");
    var stages = new RunStages(new RunFolder(folder), other, RunListener.silent());
    trainOn(stages);
    assertThat(Files.readAllBytes(model(folder)))
        .isNotEqualTo(Files.readAllBytes(model(uninterrupted)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.1, .6, .9})
  void aTrainingGoesOnWhereItWasKilled(double share, @TempDir Path folder) throws IOException {
    kill(folder, "small", RecordingListener.killedInside("grlm/train", share));
    assertThat(model(folder)).doesNotExist();
    var resumed = new RecordingListener();
    fit(folder, config("small"), resumed);
    assertThat(resumed.worked()).containsExactly("grlm/train", "grlm/prior", "report");
    int whole = (int) (share * EPOCHS);
    assertThat(
            resumed.messages.stream()
                .anyMatch(m -> m.startsWith("training goes on after epoch " + whole)))
        .isEqualTo(whole > 0);
    assertSameResult(folder, uninterrupted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"neighbors", "grlm/examples", "report"})
  void aRunGoesOnBeforeTheStageWhereItWasKilled(String stage, @TempDir Path folder)
      throws IOException {
    kill(folder, "small", RecordingListener.killedBefore(stage));
    var resumed = new RecordingListener();
    fit(folder, config("small"), resumed);
    assertThat(resumed.worked().getFirst()).isEqualTo(stage);
    assertSameResult(folder, uninterrupted);
  }

  @Test
  void aKilledReportLeavesNoHalfOfIt(@TempDir Path folder) throws IOException {
    kill(folder, "small", RecordingListener.killedInside("report", .5));
    assertThat(folder.resolve("report.json")).doesNotExist();
    assertThat(folder.resolve("recommendations.jsonl")).doesNotExist();
    var resumed = new RecordingListener();
    fit(folder, config("small"), resumed);
    assertThat(resumed.worked()).containsExactly("report");
    assertSameResult(folder, uninterrupted);
  }

  @ParameterizedTest
  @ValueSource(strings = "flat")
  void theOtherPresetGoesOnTheSameWay(String preset, @TempDir Path folder) throws IOException {
    Path whole = folder.resolve("whole");
    fit(whole, config(preset), new RecordingListener());
    Path resumed = folder.resolve("resumed");
    kill(resumed, preset, RecordingListener.killedInside("grlm/train", .6));
    fit(resumed, config(preset), new RecordingListener());
    assertSameResult(resumed, whole);
  }

  @Test
  void anUnfinishedRunIsNotOpened(@TempDir Path folder) {
    kill(folder, "small", RecordingListener.killedInside("grlm/train", .5));
    assertThatThrownBy(() -> Grlm.open(Systems.ALL, folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + ": the model of 'grlm' was not trained to its end")
        .message()
        .doesNotContain("\n");
  }

  /// What later verbs read of a run is what its last fit was told, though nothing was left to do.
  @Test
  void aFitThatFindsAllDoneIsRemembered(@TempDir Path folder) throws IOException {
    List<String> small = List.of("sasrec.width=8", "sasrec.hidden=8", "sasrec.training.epochs=1");
    RunConfig first =
        CyclicShop.config(1, 1, small.toArray(String[]::new)).fitting(List.of("sasrec"));
    fit(folder, first, new RecordingListener());
    var again = new RecordingListener();
    fit(folder, ConfigFile.over(first, null, List.of("evaluation.resamples=9")), again);
    assertThat(again.worked()).containsExactly("report");
    assertThat(Grlm.configOf(Systems.ALL, folder).shared().evaluation().resamples()).isEqualTo(9);
  }

  private static RunConfig config(String preset) {
    return CyclicShop.config(EPOCHS, 2).withRecipe(preset);
  }

  private void fit(Path run, RunConfig config, RunListener listener) throws IOException {
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, listener).close();
  }

  private void trainOn(RunStages stages) throws IOException {
    stages.dataset(data);
    stages.embed();
    stages.neighbors();
    stages.stage("grlm", "terms");
    stages.stage("grlm", "examples");
    stages.stage("grlm", "train");
  }

  private void kill(Path run, String preset, RecordingListener killer) {
    assertThatThrownBy(() -> fit(run, config(preset), killer)).isInstanceOf(Killed.class);
  }

  private static Path model(Path run) {
    return run.resolve("systems/grlm/model").resolve("model.safetensors");
  }

  private static void assertSameResult(Path run, Path expected) throws IOException {
    assertThat(model(run)).hasSameBinaryContentAs(model(expected));
    for (String name :
        List.of(
            "recommendations.jsonl",
            "systems/grlm/identifiers.tsv",
            "systems/grlm/model/curve.json")) {
      assertThat(run.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
    }
    Report report = Report.read(run.resolve("report.json"));
    Report other = Report.read(expected.resolve("report.json"));
    assertThat(report.generation()).isEqualTo(other.generation());
    assertThat(report.samples()).isEqualTo(other.samples());
    assertThat(report.results())
        .usingRecursiveComparison()
        .ignoringFields("seconds")
        .isEqualTo(other.results());
  }
}

package dev.grlm.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.baseline.MarkovRecommender;
import dev.grlm.baseline.PopularityRecommender;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.process.ProcessSettings;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.Curve;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.system.SystemRun.Inputs;
import dev.grlm.train.TrainingResult;
import dev.grlm.train.TrainingResult.CurvePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStageTest {
  private static final TrainingResult RESULT =
      new TrainingResult(List.of(new CurvePoint(1, 2, .25), new CurvePoint(2, 1, .5)), 2, .5);

  @TempDir private Path root;
  private Object model = "width 8";

  private SystemRun<String> run(Inputs inputs) {
    var folder = new RunFolder(root);
    return new SystemRun<>(
        "toy",
        "small",
        "settings",
        RunSettings.DEFAULT.withDevice("cpu"),
        folder,
        new RunTables(folder),
        inputs,
        RunListener.silent());
  }

  private TrainingStage stage(Inputs inputs, boolean onCard) {
    SystemRun<String> run = run(inputs);
    Path weights = run.model().resolve("weights");
    return new TrainingStage(run, () -> model, run.datasetFiles(), () -> List.of(weights), onCard);
  }

  private MapAssert<Object, Object> settings(Inputs inputs, boolean onCard) throws IOException {
    Stage stage = stage(inputs, onCard).stage(_ -> RESULT);
    return assertThat(stage.settings().value()).asInstanceOf(InstanceOfAssertFactories.MAP);
  }

  @Test
  void aModelDependsOnWhatShapesItsNumbers() throws IOException {
    settings(Inputs.NONE, false)
        .containsOnlyKeys(
            "recipe",
            "model",
            "textFields",
            "seed",
            "workers",
            "beams",
            "validationUsers",
            "repeats")
        .containsEntry("recipe", "small")
        .containsEntry("model", Json.tree("width 8"))
        .containsEntry("seed", RunSettings.SEED);
  }

  /// Runs that are older than schedules by steps are not trained again.
  @Test
  void aScheduleByEpochsIsToldAsBeforeThereWasAnother() throws IOException {
    var training = new TrainingConfig(3, 64, .01, .2, .9, .99, .05, 1.5, 2, 4);
    String told =
        "{\"epochs\":3,\"batch\":64,\"learningRate\":0.01,\"warmUp\":0.2,\"beta1\":0.9,\"beta2\":0.99,"
            + "\"decay\":0.05,\"clip\":1.5,\"validateEvery\":2,\"patience\":4}";
    model = Map.of("settings", Map.of("training", training));
    assertThat(toldModel()).isEqualTo("{\"settings\":{\"training\":" + told + "}}");
    model = Map.of("training", training.withSteps(9));
    assertThat(toldModel()).contains("{\"epochs\":3,\"steps\":9,\"batch\":64,");
  }

  private String toldModel() throws IOException {
    var all = (Map<?, ?>) stage(Inputs.NONE, false).stage(_ -> RESULT).settings().value();
    return Json.line(Objects.requireNonNull(all.get("model")));
  }

  /// One process alone trains what no process group trains; where the host is used, the device of
  /// the run does not matter.
  @Test
  void processesAndPlacementCountOnlyWhereTheyChangeTheModel() throws IOException {
    settings(Inputs.of(ProcessSettings.local(0, 1, 29_500)), false).doesNotContainKey("processes");
    settings(Inputs.of(ProcessSettings.local(1, 2, 29_500)), false)
        .containsEntry("processes", 2)
        .doesNotContainKey("placement");
    settings(Inputs.NONE, true)
        .containsEntry("placement", run(Inputs.NONE).shared().placement().toString());
  }

  @Test
  void theCurveIsWrittenBesideTheModelAndTheBestEpochCounted() throws IOException {
    Dataset dataset = ToyWorlds.cyclic(12, 12, 8);
    DatasetFiles.write(new RunFolder(root).dataset(), dataset);
    var scores = new ArrayList<Double>();
    Stage stage =
        stage(Inputs.NONE, false)
            .stage(job -> {
              assertThat(job.writes()).isTrue();
              scores.add(job.validation().applyAsDouble(MarkovRecommender.fit(dataset)));
              scores.add(job.validation().applyAsDouble(PopularityRecommender.fit(dataset)));
              return RESULT;
            });
    assertThat(stage.name()).isEqualTo("toy/train");
    assertThat(stage.work().run()).containsExactly(Map.entry("best epoch", 2L));
    Path curve = run(Inputs.NONE).curve();
    assertThat(Curve.read(curve)).isEqualTo(Curve.of(RESULT));
    assertThat(stage.outputs().files())
        .containsExactly(run(Inputs.NONE).model().resolve("weights"), curve);
    assertThat(scores.getFirst()).as("in a cycle the next item is known").isEqualTo(1);
    assertThat(scores.getLast()).isLessThan(1);
  }

  @Test
  void nothingIsTrainedThatCouldNotBeValidated() throws IOException {
    DatasetFiles.write(
        new RunFolder(root).dataset(), ToyWorlds.of(3, new int[] {0, 1}, new int[] {2}));
    var trained = new ArrayList<TrainingJob>();
    Stage stage =
        stage(Inputs.NONE, false)
            .stage(job -> {
              trained.add(job);
              return RESULT;
            });
    assertThatThrownBy(() -> stage.work().run())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(new RunFolder(root).interactions() + ": no user has a validation")
        .hasMessageContaining("takes 3 items");
    assertThat(trained).isEmpty();
  }
}

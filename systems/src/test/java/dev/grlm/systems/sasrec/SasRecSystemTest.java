package dev.grlm.systems.sasrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.sequence.SasRecSettings;
import dev.grlm.sequence.TinySasRec;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.Naming;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import dev.grlm.system.Trained;
import dev.grlm.systems.FittedStages;
import dev.grlm.systems.StoppedInside;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files.
class SasRecSystemTest {
  private static final Dataset CYCLIC = ToyWorlds.cyclic(12, 24, 9);
  private static final SasRecSystem SYSTEM = new SasRecSystem();

  @TempDir Path folder;

  private SystemRun<SasRecSettings> run(
      String name, Dataset dataset, SasRecSettings settings, RunListener listener)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), dataset);
    return new SystemRun<>(
        SYSTEM.name(),
        "default",
        settings,
        RunSettings.DEFAULT,
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        listener);
  }

  private SystemRun<SasRecSettings> fitted(String name, SasRecSettings settings)
      throws IOException {
    SystemRun<SasRecSettings> run = run(name, CYCLIC, settings, RunListener.silent());
    FittedStages.fit(SYSTEM, run);
    return run;
  }

  private static double recall(FittedSystem system) {
    return new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
        .objective(Metric.RECALL_1)
        .applyAsDouble(system.recommender());
  }

  @Test
  void whoGoesRoundInCirclesIsToldTheNextItem() throws IOException {
    SystemRun<SasRecSettings> exact = fitted("exact", TinySasRec.settings(40, 0.1, 0, 0));
    SystemRun<SasRecSettings> sampled = fitted("sampled", TinySasRec.settings(40, 0.1, 4, 0));
    try (FittedSystem one = SYSTEM.open(exact, List.of());
        FittedSystem other = SYSTEM.open(sampled, List.of())) {
      assertThat(recall(one)).isEqualTo(1);
      assertThat(recall(other)).isEqualTo(1);
    }
  }

  @Test
  void theExamplesArePeoplesTrainingItems() throws IOException {
    SystemRun<SasRecSettings> run = fitted("read", TinySasRec.settings(1, 0, 0, 0));
    List<String> lines = Files.readAllLines(run.examples());
    // Seven training items each are a window of 6 targets.
    assertThat(lines).hasSize(24);
    assertThat(lines.getFirst())
        .contains("\"subject\":\"u0\"", "\"prompt\":\"0\"", "\"target\":\"1 2 3 4 5 6\"");
  }

  @Test
  void oneRowRanksByTheScoresOfTheSystem() throws IOException {
    SystemRun<SasRecSettings> run = fitted("rows", TinySasRec.settings(2, 0, 0, 0));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(system.rows()).extracting(Row::name).containsExactly("sasrec");
      float[] scores = ((Scorer) system).scores(List.of(new int[] {3, 4})).getFirst().scores();
      for (Recommendation place :
          system.recommender().recommend(Query.of(new int[] {3, 4}, 5, true))) {
        assertThat(place.score()).isEqualTo(scores[place.item()]);
      }
    }
  }

  @Test
  void itIsTrainedAndDoesNotPromiseWhatItCannot() throws IOException {
    SystemRun<SasRecSettings> run = fitted("abilities", TinySasRec.settings(3, 0, 0, 0));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(((Trained) system).curve().points()).hasSize(3);
      assertThat(system)
          .isNotInstanceOfAny(Growing.class, Explaining.class, Naming.class, Identifying.class);
    }
    assertThat(Systems.ALL).extracting(system -> system.name()).contains("sasrec");
  }

  @Test
  void aModelOfAnotherCatalogueIsNotOpened() throws IOException {
    SystemRun<SasRecSettings> run = fitted("moved", TinySasRec.settings(1, 0, 0, 0));
    DatasetFiles.write(run.run().dataset(), ToyWorlds.cyclic(13, 24, 9));
    SystemRun<SasRecSettings> moved =
        new SystemRun<>(
            run.system(),
            run.recipe(),
            run.settings(),
            run.shared(),
            run.run(),
            new RunTables(run.run()),
            run.inputs(),
            run.listener());
    assertThatThrownBy(() -> SYSTEM.open(moved, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("12 items")
        .hasMessageContaining("has 13");
  }

  @Test
  void anInterruptedTrainingEndsWithTheBitsOfAWholeOne() throws IOException {
    SasRecSettings settings = TinySasRec.settings(6, 0.3, 4, 0);
    SystemRun<SasRecSettings> whole = fitted("whole", settings);
    SystemRun<SasRecSettings> again = fitted("again", settings);
    SystemRun<SasRecSettings> broken =
        run("broken", CYCLIC, settings, new StoppedInside("sasrec/train", 17));
    assertThatThrownBy(() -> FittedStages.fit(SYSTEM, broken)).hasMessageContaining("interrupted");
    FittedStages.fit(SYSTEM, broken);
    byte[] expected = Files.readAllBytes(whole.model().resolve("model.safetensors"));
    assertThat(again.model().resolve("model.safetensors")).hasBinaryContent(expected);
    assertThat(broken.model().resolve("model.safetensors")).hasBinaryContent(expected);
    assertThat(broken.curve()).hasSameTextualContentAs(whole.curve());
  }
}

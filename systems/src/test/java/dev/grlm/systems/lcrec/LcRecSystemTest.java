package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Split;
import dev.grlm.decode.Among;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.StoppedInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files. What it shares with TIGER is tested there.
class LcRecSystemTest {
  private static final int ITEMS = 12;
  private static final Dataset CYCLIC = ToyWorlds.cyclic(ITEMS, 24, 9);
  private static final LcRecSystem SYSTEM = new LcRecSystem();
  private static final TaskConfig TASKS = new TaskConfig(.2, .2, .2, .3, .07, 5);

  @TempDir Path folder;

  /// Two levels of six codes.
  private static LcRecSettings settings(TaskConfig tasks, int epochs) {
    var rqVae = new RqVaeConfig(List.of(8), 4, .25, 1, true, 6, 6, 1e-2, 0, 0, 1, 2);
    return new LcRecSettings(
        new LcRecCodebookConfig(2, 6, Collisions.REPAIR, rqVae),
        tasks,
        new CodeDecoderConfig(
            16,
            1,
            2,
            32,
            16,
            6,
            .1,
            0,
            Among.BRANCHES,
            new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs)),
        CheckpointCodesConfig.DEFAULT);
  }

  /// On a circle, the last one without a known word.
  private static Embeddings circle() {
    var values = new float[ITEMS * 2];
    for (int item = 0; item < ITEMS - 1; item++) {
      double angle = 2 * Math.PI * item / ITEMS;
      values[item * 2] = (float) Math.cos(angle);
      values[item * 2 + 1] = (float) Math.sin(angle);
    }
    return new Embeddings(ITEMS, 2, values);
  }

  private SystemRun<LcRecSettings> run(
      String name, LcRecSettings settings, int workers, RunListener listener) throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), CYCLIC);
    EmbeddingFiles.write(run.embeddings(), circle());
    return new SystemRun<>(
        SYSTEM.name(),
        "default",
        settings,
        RunSettings.DEFAULT.withWorkers(workers),
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        listener);
  }

  private static SortedMap<String, Long> fit(SystemRun<LcRecSettings> run) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Stage stage : SYSTEM.stages(run)) {
      counts = stage.work().run();
      assertThat(stage.outputs().files()).allSatisfy(file -> assertThat(file).isRegularFile());
    }
    return counts;
  }

  private byte[] weights(String name, LcRecSettings settings, int workers) throws IOException {
    SystemRun<LcRecSettings> run = run(name, settings, workers, RunListener.silent());
    fit(run);
    return model(run);
  }

  private static byte[] model(SystemRun<?> run) throws IOException {
    return Files.readAllBytes(run.model().resolve("model.safetensors"));
  }

  @Test
  void whoGoesRoundInCirclesIsToldTheNextItem() throws IOException {
    SystemRun<LcRecSettings> run = run("circle", settings(TASKS, 40), 1, RunListener.silent());
    assertThat(fit(run))
        .contains(
            entry("tasks that were trained: sequences, codes → item, item → codes, fused", 4L),
            entry("tasks left out, which need the text of reviews: search, preference", 2L),
            entry("items without a known word, in no task of texts", 1L))
        .containsKey("best epoch")
        .hasSize(4);
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(system.rows()).extracting(Row::name).containsExactly("lc-rec", "lc-rec-free");
      double recall =
          new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
              .objective(Metric.RECALL_1)
              .applyAsDouble(system.recommender());
      assertThat(recall).isEqualTo(1);
    }
  }

  /// Each changes what is trained; without any, nothing but codes is read.
  @Test
  void everyTaskHasItsSwitch() throws IOException {
    TaskConfig none = new TaskConfig(0, 0, 0, .3, .07, 5);
    SystemRun<LcRecSettings> run = run("none", settings(none, 2), 1, RunListener.silent());
    assertThat(fit(run))
        .contains(
            entry("tasks that were trained: sequences", 1L),
            entry("tasks of weight 0: codes → item, item → codes, fused", 3L));
    Stage training = SYSTEM.stages(run).getLast();
    assertThat(training.inputs()).doesNotContain(run.run().embeddings());
    JsonNode told = Json.tree(training.settings().value()).path("model");
    assertThat(told.has("training")).as("as TIGER tells it: %s", told).isTrue();
    for (TaskConfig one :
        List.of(none.withCodesToItem(.2), none.withItemToCodes(.2), none.withFused(.2))) {
      SystemRun<LcRecSettings> with =
          run("one" + one.hashCode(), settings(one, 2), 1, RunListener.silent());
      fit(with);
      assertThat(model(with)).as("%s", one).isNotEqualTo(model(run));
      Stage its = SYSTEM.stages(with).getLast();
      assertThat(its.inputs()).contains(with.run().embeddings());
      assertThat(Json.line(its.settings().value()))
          .contains("\"codesToItem\":" + one.codesToItem());
    }
  }

  @Test
  void severalWorkersGiveTheSameAgain() throws IOException {
    byte[] one = weights("one", settings(TASKS, 2), 1);
    byte[] two = weights("two", settings(TASKS, 2), 2);
    assertThat(weights("again", settings(TASKS, 2), 2)).isEqualTo(two).isNotEqualTo(one);
  }

  @Test
  void anInterruptedTrainingEndsWithTheBitsOfAWholeOne() throws IOException {
    byte[] whole = weights("whole", settings(TASKS, 3), 2);
    for (int steps : new int[] {5, 10}) {
      SystemRun<LcRecSettings> broken =
          run("broken" + steps, settings(TASKS, 3), 2, new StoppedInside("lc-rec/train", steps));
      assertThatThrownBy(() -> fit(broken)).hasMessageContaining("interrupted");
      fit(broken);
      assertThat(model(broken)).isEqualTo(whole);
    }
  }
}

package dev.grlm.systems.tricdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.Naming;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import dev.grlm.system.Trained;
import dev.grlm.systems.FittedStages;
import dev.grlm.systems.Messages;
import dev.grlm.systems.StoppedInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files, in a world of which the answer is known.
class TriCdrSystemTest {
  private static final TriCdrSystem SYSTEM = new TriCdrSystem();

  @TempDir Path folder;

  private SystemRun<TriCdrSettings> run(
      String name, Dataset dataset, TriCdrSettings settings, RunListener listener)
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

  private SystemRun<TriCdrSettings> fitted(String name, Dataset dataset, TriCdrSettings settings)
      throws IOException {
    SystemRun<TriCdrSettings> run = run(name, dataset, settings, RunListener.silent());
    FittedStages.fit(SYSTEM, run);
    return run;
  }

  /// Of teas alone.
  private static double recall(FittedSystem system, Dataset dataset, Metric metric) {
    List<History> teas =
        dataset.histories().stream()
            .filter(history -> Split.TEST.target(history) >= TwoDomains.PAIRS)
            .toList();
    var asked = new Dataset(dataset.catalog(), teas, new TreeMap<>());
    return new Evaluator(asked, EvaluationSettings.of(Split.TEST, false))
        .objective(metric)
        .applyAsDouble(system.recommender());
  }

  @Test
  void whatTheSourceDecidesIsFound() throws IOException {
    Dataset world = TwoDomains.dataset(300, true);
    SystemRun<TriCdrSettings> run = fitted("teas", world, TwoDomains.settings("teas", 30));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(recall(system, world, Metric.RECALL_1)).isGreaterThan(.6);
      ScoredItems scored = ((Scorer) system).scores(List.of(new int[] {3})).getFirst();
      assertThat(scored.items())
          .as("no cup is asked for")
          .containsExactly(IntStream.range(20, 40).toArray());
    }
  }

  /// Three teas are out of the way: the chance to be among five is 5 of 17.
  @Test
  void withoutTheSourceThereIsNothingToBeFound() throws IOException {
    Dataset world = TwoDomains.dataset(200, false);
    SystemRun<TriCdrSettings> run = fitted("alone", world, TwoDomains.settings("teas", 10));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(recall(system, world, Metric.RECALL_5)).isBetween(.15, .45);
    }
  }

  @Test
  void askedForNoneItAsksForEachInTurn() throws IOException {
    Dataset world = TwoDomains.dataset(150, true);
    SystemRun<TriCdrSettings> run = fitted("each", world, TwoDomains.settings("", 22));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(recall(system, world, Metric.RECALL_5)).isGreaterThan(.8);
      ScoredItems scored = ((Scorer) system).scores(List.of(new int[] {3})).getFirst();
      assertThat(scored.size()).isEqualTo(40);
      double sum = 0;
      for (float score : scored.scores()) {
        sum += Math.exp(score);
      }
      assertThat(sum).as("probabilities of all items").isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void itDoesNotPromiseWhatItCannot() throws IOException {
    SystemRun<TriCdrSettings> run =
        fitted("abilities", TwoDomains.dataset(30, true), TwoDomains.settings("", 2));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(((Trained) system).curve().points()).hasSize(2);
      assertThat(system)
          .isNotInstanceOfAny(Growing.class, Explaining.class, Naming.class, Identifying.class);
      assertThat(((Scorer) system).scores(List.of(new int[0], new int[] {40})))
          .allMatch(scored -> scored.size() == 0);
    }
  }

  @Test
  void aDomainThatIsNotThereIsSaidBeforeItIsTrained() throws IOException {
    SystemRun<TriCdrSettings> run =
        run(
            "tins",
            TwoDomains.dataset(30, true),
            TwoDomains.settings("tins", 2),
            RunListener.silent());
    assertThatThrownBy(() -> FittedStages.fit(SYSTEM, run))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "tricdr.target is 'tins', which no item is of; there are [cups, teas]");
    SystemRun<TriCdrSettings> none =
        run(
            "none",
            TwoDomains.dataset(30, false),
            TwoDomains.settings("cups", 2),
            RunListener.silent());
    assertThatThrownBy(() -> FittedStages.fit(SYSTEM, none))
        .hasMessageContaining("nobody has an item of 'cups'")
        .hasMessageEndingWith(
            "tricdr.target may be another of [cups, teas], or empty for each in turn");
  }

  @Test
  void whatTakesNoPartIsTold() throws IOException {
    TriCdrSettings settings = TwoDomains.settings("teas", 2);
    var fine = new Messages();
    FittedStages.fit(SYSTEM, run("fine", TwoDomains.dataset(60, true), settings, fine));
    assertThat(fine.messages()).noneMatch(told -> told.startsWith("tricdr: "));
    var alone = new Messages();
    FittedStages.fit(SYSTEM, run("one-domain", TwoDomains.dataset(60, false), settings, alone));
    assertThat(alone.messages())
        .anyMatch(told -> told.contains("nothing is learnt by tricdr.contrast"))
        .anyMatch(told -> told.matches("tricdr: in (\\d+) of \\1 passes fewer than two .*"));
    var small = new Messages();
    var narrow =
        new TriCdrSettings(
            "teas",
            32,
            1,
            1,
            32,
            20,
            .1,
            settings.contrast(),
            settings.training().withBatch(1).withEpochs(1));
    FittedStages.fit(SYSTEM, run("small", TwoDomains.dataset(10, true), narrow, small));
    assertThat(small.messages())
        .noneMatch(told -> told.contains("nothing is learnt"))
        .anyMatch(told -> told.matches("tricdr: in (\\d+) of \\1 passes fewer than two .*"));
  }

  @Test
  void anInterruptedTrainingEndsWithTheBitsOfAWholeOne() throws IOException {
    Dataset world = TwoDomains.dataset(60, true);
    TriCdrSettings settings = TwoDomains.settings("", 4);
    SystemRun<TriCdrSettings> whole = fitted("whole", world, settings);
    SystemRun<TriCdrSettings> broken =
        run("broken", world, settings, new StoppedInside("tricdr/train", 5));
    assertThatThrownBy(() -> FittedStages.fit(SYSTEM, broken)).hasMessageContaining("interrupted");
    FittedStages.fit(SYSTEM, broken);
    byte[] expected = Files.readAllBytes(whole.model().resolve("model.safetensors"));
    assertThat(broken.model().resolve("model.safetensors")).hasBinaryContent(expected);
    assertThat(broken.curve()).hasSameTextualContentAs(whole.curve());
  }
}

package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/// A world in which texts decide and codes say nothing: four items each of six topics, a code of
/// its own for every item, and after an item of one topic comes one of the next topic, any of
/// three. The fourth of each topic is taken by nobody in training: who it is, its text alone tells.
class TextWorldTest {
  private static final int TOPICS = 6;
  private static final int EACH = 4;
  private static final int ITEMS = TOPICS * EACH;
  private static final TwoLevelConfig CONFIG =
      new TwoLevelConfig(List.of(ITEMS), 0, 0, 16, 1, 2, 32, 16, 4, 0, 0, 0, false);
  private static final List<Step> STEPS =
      IntStream.range(0, ITEMS).mapToObj(item -> new Step(item, new int[] {item})).toList();

  private static int topic(int item) {
    return item % TOPICS;
  }

  private static boolean taken(int item) {
    return item < ITEMS - TOPICS;
  }

  /// One coordinate per topic, and a little of the item's own.
  private static ItemVectors texts() {
    var random = new Random(1);
    int width = TOPICS + ITEMS;
    var values = new float[ITEMS * width];
    for (int item = 0; item < ITEMS; item++) {
      values[item * width + topic(item)] = 1;
      values[item * width + TOPICS + item] = .3f;
      for (int d = 0; d < width; d++) {
        values[item * width + d] += (float) (.02 * random.nextGaussian());
      }
    }
    return new ItemVectors(ITEMS, width, values);
  }

  private static List<TwoLevelSample> samples() {
    var random = new Random(2);
    var samples = new ArrayList<TwoLevelSample>();
    for (int user = 0; user < 120; user++) {
      var steps = new ArrayList<Step>();
      for (int t = 0; t < 5; t++) {
        steps.add(STEPS.get((user + t) % TOPICS + TOPICS * random.nextInt(EACH - 1)));
      }
      samples.add(new TwoLevelSample.Sequence(steps));
    }
    assertThat(samples)
        .allSatisfy(sample ->
            assertThat(((TwoLevelSample.Sequence) sample).steps())
                .allMatch(step -> taken(step.id())));
    return samples;
  }

  /// What is asked of a trained decoder, while its losses are there.
  private interface Asked {
    double of(TwoLevelObjective objective, List<StepLoss> losses);
  }

  private static double trained(TaskConfig tasks, Asked asked) throws IOException {
    List<StepLoss> losses = LanguageTasks.losses(tasks, texts(), STEPS);
    try (var model = new TwoLevelDecoder(CONFIG, List.of(), 3, losses)) {
      TwoLevelObjective objective = TinyTasks.objective(model, losses);
      var config = new TrainerConfig(40, 60, 1e-2, .1, .9, .99, 0, 1, 40, 1, 1, 5);
      new Trainer<>(objective, config, TrainingProgress.silent())
          .train(samples(), _ -> 0, Checkpoints.none());
      try (var _ = new PointerScope()) {
        return asked.of(objective, losses);
      }
    }
  }

  /// The loss of the last task, in nats or squares of one item, over all items as targets.
  private static double last(TwoLevelObjective objective, List<StepLoss> losses) {
    Tensor states = Tensors.zeros(ITEMS, CONFIG.width());
    return losses.getLast().of(objective, new StepPass(states, STEPS), Dropout.none()).item_double()
        / ITEMS;
  }

  private static final TaskConfig NONE = new TaskConfig(0, 0, 0, 0, .1, ITEMS);

  @Test
  void aloneEachTaskOfItemsIsLearntForThoseWhomNobodyTakesToo() throws IOException {
    assertThat(trained(NONE.withCodesToItem(1), TextWorldTest::last))
        .as("squared distance of texts of length 1")
        .isLessThan(.1);
    assertThat(trained(NONE.withItemToCodes(1), TextWorldTest::last))
        .as("nats, of which there are 3.2 without a text")
        .isLessThan(.3);
  }

  /// The share of the next topic's items in what comes after an item that nobody took, mean over
  /// topics.
  private static double next(TwoLevelObjective objective, List<StepLoss> losses) {
    double share = 0;
    for (int unknown = ITEMS - TOPICS; unknown < ITEMS; unknown++) {
      assertThat(taken(unknown)).isFalse();
      try (Session session =
          objective.model().open(List.of(new StepContext.Steps(List.of(STEPS.get(unknown)))))) {
        Session.Candidates found = session.best(ITEMS);
        for (int i = 0; i < found.symbols().length; i++) {
          if (topic(found.symbols()[i]) == (topic(unknown) + 1) % TOPICS) {
            share += Math.exp(found.logProbabilities()[i]) / TOPICS;
          }
        }
      }
    }
    return share;
  }

  /// One of six topics without the tasks, by lot.
  @Test
  void whatComesAfterAnItemThatNobodyTookItsTextDecides() throws IOException {
    assertThat(trained(NONE, TextWorldTest::next)).isLessThan(.25);
    assertThat(trained(NONE.withCodesToItem(1), TextWorldTest::next)).isGreaterThan(.45);
    assertThat(trained(NONE.withItemToCodes(1), TextWorldTest::next)).isGreaterThan(.35);
    TaskConfig all = NONE.withCodesToItem(1).withItemToCodes(1).withFused(1).withTextHistories(.3);
    assertThat(trained(all, TextWorldTest::next)).isGreaterThan(.45);
  }

  /// Nats of the codes of an item of the next topic, behind the text of an item that nobody took.
  private static double behindTexts(TwoLevelObjective objective, List<StepLoss> losses) {
    var reading = new TextReading(new ItemTexts(texts()), 1);
    List<TwoLevelSample> samples =
        IntStream.range(ITEMS - TOPICS, ITEMS)
            .<TwoLevelSample>mapToObj(unknown ->
                new TwoLevelSample.Sequence(
                    List.of(STEPS.get(unknown), STEPS.get((topic(unknown) + 1) % TOPICS))))
            .toList();
    return TinyTasks.objective(objective.model(), List.of(reading))
            .loss(samples, Dropout.none())
            .item_double()
        / TOPICS;
  }

  /// Three items of the next topic are as likely.
  @Test
  void whoReadsHistoriesOfTextsReadsThoseOfItemsThatNobodyTook() throws IOException {
    assertThat(trained(NONE.withFused(1e-9).withTextHistories(.3), TextWorldTest::behindTexts))
        .isBetween(Math.log(3) - .3, Math.log(3) + .4);
  }

  /// Of every position the next topic's text is told, whichever of its items comes.
  @Test
  void theNextTextIsToldFromTheHistory() throws IOException {
    double nats =
        trained(
            NONE.withFused(1).withTemperature(.05),
            (objective, losses) -> {
              double with = objective.loss(samples(), Dropout.none()).item_double();
              double codes =
                  TinyTasks.objective(objective.model(), List.of())
                      .loss(samples(), Dropout.none())
                      .item_double();
              return (with - codes) / (120 * 4);
            });
    assertThat(nats).isBetween(Math.log(3) - .3, Math.log(3) + .15);
  }
}

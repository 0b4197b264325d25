package dev.grlm.systems.gencdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.MapUpdates;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two domains of six codes and a digit each, with weights of which every answer is known.
class DomainUpdatesTest {
  private static final int RANK = 2;
  private static final TwoLevelConfig SHAPE =
      new TwoLevelConfig(List.of(2, 6, 6), 0, 0, 8, 2, 2, 12, 10, 5, .1, .1, 0, false);

  private final TwoLevelDecoder base = new TwoLevelDecoder(SHAPE, 3);
  private final DomainUpdates updates = DomainUpdates.create(base, 2, RANK, 4);
  private final AdaptedDecoder decoder = new AdaptedDecoder(base, updates);

  @AfterEach
  void close() {
    decoder.close();
  }

  private static Step step(int domain, int first, int second) {
    return new Step(Step.NO_ID, new int[] {domain, first, second});
  }

  private static List<StepContext> contexts() {
    return List.of(
        new StepContext.Steps(List.of(step(0, 1, 2), step(1, 3, 4), step(0, 5, 0))),
        new StepContext.Steps(List.of(step(1, 2, 2))));
  }

  private void shake(String part, long seed) {
    var random = new Random(seed);
    updates
        .parameters()
        .shapes()
        .forEach((name, shape) -> {
          if (name.contains(part)) {
            int count = (int) (shape[0] * shape[1]);
            var values = new float[count];
            for (int i = 0; i < count; i++) {
              values[i] = (float) random.nextGaussian() / 4;
            }
            Tensors.overwrite(updates.parameters().tensor(name), values);
          }
        });
  }

  /// Logits of all slots on a way through two requests.
  private static float[][] logits(Session session) {
    int[][] said = {{0, 1}, {3, 2}, {1, 1}};
    int[] sizes = {2, 6, 6};
    var all = new float[said.length][];
    for (int slot = 0; slot < said.length; slot++) {
      int size = sizes[slot];
      var symbols = new int[2 * size];
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = i % size;
      }
      all[slot] = session.logits(new Session.Allowed(new int[] {0, size, 2 * size}, symbols));
      if (slot + 1 < said.length) {
        session.advance(new int[] {0, 1}, said[slot]);
      }
    }
    return all;
  }

  private float[][] adapted() {
    try (Session session = decoder.open(contexts())) {
      return logits(session);
    }
  }

  private float[][] shared() {
    try (Session session = base.open(contexts())) {
      return logits(session);
    }
  }

  @Test
  void newOnesChangeNothing() {
    float[][] adapted = adapted();
    float[][] shared = shared();
    for (int slot = 0; slot < 3; slot++) {
      // The session of the shared decoder computes some products in another order.
      for (int i = 0; i < adapted[slot].length; i++) {
        assertThat(adapted[slot][i]).isCloseTo(shared[slot][i], within(1e-6f));
      }
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor state = Tensors.floats(new float[] {1, -2, 3, .5f, -1, 2, 0, 1}, 1, 8);
      Tensor chosen = Tensors.floats(new float[8], 1, 8);
      for (int slot = 0; slot < 3; slot++) {
        Tensor without = base.slotState(slot, state, chosen, Dropout.none());
        Tensor with =
            base.slotState(slot, state, chosen, Dropout.none(), updates.pass(new long[] {1}));
        assertThat(Tensors.toFloats(with)).as("to the bit").isEqualTo(Tensors.toFloats(without));
      }
    }
  }

  /// A domain's own change reaches its rows alone; the universal one all; the first slot neither.
  @Test
  void aRowGetsTheUniversalChangeAndThatOfItsDomain() {
    shake("slots.1.up.up_update", 1);
    Tensor up = updates.parameters().tensor("slots.1.up.up_update");
    float[] values = Tensors.toFloats(up);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % (3 * RANK) >= 2 * RANK ? values[i] : 0; // of the second domain alone
    }
    Tensors.overwrite(up, values);
    float[][] changed = adapted();
    float[][] shared = shared();
    assertThat(changed[0])
        .as("the domain")
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(shared[0]);
    for (int i = 0; i < 6; i++) {
      assertThat(changed[1][i]).as("row of domain 0").isCloseTo(shared[1][i], within(1e-6f));
    }
    assertThat(difference(changed[1], shared[1], 6, 12)).isGreaterThan(1e-5);

    shake("slots.1.up.up_update", 2);
    values = Tensors.toFloats(up);
    for (int i = 0; i < values.length; i++) {
      values[i] = i % (3 * RANK) < RANK ? values[i] : 0; // the universal one alone
    }
    Tensors.overwrite(up, values);
    changed = adapted();
    assertThat(difference(changed[1], shared[1], 0, 6)).isGreaterThan(1e-5);
    assertThat(difference(changed[1], shared[1], 6, 12)).isGreaterThan(1e-5);
  }

  private static double difference(float[] left, float[] right, int from, int to) {
    double most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs(left[i] - right[i]));
    }
    return most;
  }

  /// W x + b + ½ · B_U A_U x + ½ · B_D A_D x, while the router knows nothing.
  @Test
  void whatIsAddedIsHalfOfEach() {
    shake("update", 5);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      float[] x = {1, 2, -1, .5f, 0, 3, -2, 1};
      MapUpdates.Update update =
          updates.pass(new long[] {1}).of("layers.0", Tensors.floats(x, 1, 8));
      String map = "layers.0.attention.output";
      float[] added =
          Tensors.toFloats(update.add(map, Tensors.floats(x, 1, 8), Tensors.zeros(1, 8)));
      float[] down = Tensors.toFloats(updates.parameters().tensor(map + ".down_update"));
      float[] up = Tensors.toFloats(updates.parameters().tensor(map + ".up_update"));
      int[] ranks = {0, 1, 4, 5}; // the universal ones and those of the second domain
      for (int out = 0; out < 8; out++) {
        double expected = 0;
        for (int rank : ranks) {
          double inner = 0;
          for (int in = 0; in < 8; in++) {
            inner += down[rank * 8 + in] * x[in];
          }
          expected += up[out * 3 * RANK + rank] * inner / 2;
        }
        assertThat(added[out]).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  /// What is trained is what is asked: the loss of a sequence is minus what sessions say of its
  /// steps.
  @Test
  void theLossIsWhatASessionSays() {
    shake("", 6);
    List<Step> steps = List.of(step(0, 1, 2), step(1, 3, 4), step(0, 5, 0), step(0, 2, 2));
    double expected = 0;
    for (int read = 1; read < steps.size(); read++) {
      List<StepContext> context = List.of(new StepContext.Steps(steps.subList(0, read)));
      try (Session session = decoder.open(context)) {
        for (int slot = 0; slot < 3; slot++) {
          int symbol = steps.get(read).symbols()[slot];
          float logit =
              session.logits(new Session.Allowed(new int[] {0, 1}, new int[] {symbol}))[0];
          expected += session.normalisers()[0] - logit;
          session.advance(new int[] {0}, new int[] {symbol});
        }
      }
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var samples = List.of(new TwoLevelSample.Sequence(steps));
      double loss = new UpdateObjective(decoder, 0, 0).loss(samples, Dropout.none()).item_double();
      assertThat(loss).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void sharesOfOneHalfAreInBalance() {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor half = Tensors.floats(new float[] {.9f, .1f, .1f, .9f}, 2, 2);
      assertThat(DomainUpdates.imbalance(half).item_double()).isCloseTo(0, within(1e-6));
      Tensor one = Tensors.floats(new float[] {.75f, .25f}, 1, 2);
      double kl = .75 * Math.log(1.5) + .25 * Math.log(.5);
      assertThat(DomainUpdates.imbalance(one).item_double()).isCloseTo(kl, within(1e-6));
    }
  }

  @Test
  void inTrainingTheSharedWeightsStayAndTheUpdatesDoNot() throws Exception {
    float[] before = base.parameters().values();
    float[] own = updates.parameters().values();
    var samples =
        List.of(
            new TwoLevelSample.Sequence(List.of(step(0, 1, 2), step(1, 3, 4), step(0, 5, 0))),
            new TwoLevelSample.Sequence(List.of(step(1, 2, 2), step(1, 0, 1))));
    var trainer =
        new Trainer<>(
            new UpdateObjective(decoder, .1, .01),
            new TrainerConfig(3, 4, 1e-2, 0, .9, .999, 0, 1, 1, 3, 2, 1),
            TrainingProgress.silent());
    trainer.train(samples, epoch -> epoch, Checkpoints.none());
    assertThat(base.parameters().values()).isEqualTo(before);
    Parameters learnt = updates.parameters();
    assertThat(learnt.values()).isNotEqualTo(own);
    assertThat(Tensors.toFloats(learnt.tensor("layers.1.router"))).isNotEqualTo(new float[32]);
    assertThat(difference(adapted()[1], shared()[1], 0, 12)).isGreaterThan(1e-4);
  }
}

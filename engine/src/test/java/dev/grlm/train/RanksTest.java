package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.lm.twolevel.TwoLevelDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ranks that share a training, each with a copy of the model.
class RanksTest {
  @TempDir Path folder;
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());

  private static TrainerConfig config(int workers) {
    return new TrainerConfig(5, 40, 0.01, 0.1, 0.9, 0.99, 0.01, 1, 2, 9, workers, 7)
        .withCheckpointSteps(3);
  }

  private record Outcome(float[] weights, TrainingResult result) {}

  private static final class KilledAt implements TrainingProgress {
    private final int step;
    private int done;

    KilledAt(int step) {
      this.step = step;
    }

    @Override
    public void stepDone(int epoch, int stepOfEpoch, int steps, long predictions, double loss) {
      if (++done == step) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public void epochDone(TrainingState state) {}
  }

  /// @param seed of the weights, which rank 0's replace
  private static Outcome train(
      int workers, GradientExchange exchange, Checkpoints checkpoints, int seed, int killedAt)
      throws Exception {
    try (var model = new TwoLevelDecoder(CyclicWorld.config(0.1), CyclicWorld.universe(), seed)) {
      var trainer =
          new Trainer<>(
              CyclicWorld.objective(model), config(workers), new KilledAt(killedAt), exchange);
      TrainingResult result =
          trainer.train(
              CyclicWorld.samples(),
              _ -> {
                assertThat(exchange.rank()).isZero();
                return CyclicWorld.accuracy(model);
              },
              checkpoints);
      return new Outcome(model.parameters().values(), result);
    }
  }

  @Test
  void twoRanksTrainLikeTwoWorkers() throws Exception {
    Outcome expected = train(2, GradientExchange.alone(), Checkpoints.none(), 5, -1);
    List<Future<Outcome>> ranks =
        InMemoryExchange.run(
            2, exchange -> train(1, exchange, Checkpoints.none(), 5 + exchange.rank(), -1));
    for (Future<Outcome> rank : ranks) {
      assertThat(rank.get().result()).isEqualTo(expected.result());
      assertThat(rank.get().weights()).containsExactly(expected.weights());
    }
  }

  @Test
  void ranksOfSeveralWorkersEndTogether() throws Exception {
    List<Future<Outcome>> ranks =
        InMemoryExchange.run(2, exchange -> train(2, exchange, Checkpoints.none(), 5, -1));
    assertThat(ranks.get(1).get().weights()).containsExactly(ranks.get(0).get().weights());
    assertThat(ranks.get(1).get().result()).isEqualTo(ranks.get(0).get().result());
  }

  private Checkpoints checkpoints() {
    return new FileCheckpoints(folder, "a", messages::add);
  }

  @Test
  void ranksGoOnTogether() throws Exception {
    Outcome expected = train(2, GradientExchange.alone(), Checkpoints.none(), 5, -1);
    List<Future<Outcome>> killed =
        InMemoryExchange.run(2, exchange -> train(1, exchange, checkpoints(), 5, 17));
    assertThatThrownBy(() -> killed.get(0).get()).hasRootCauseMessage("killed");
    assertThatThrownBy(() -> killed.get(1).get()).hasMessageContaining("another rank failed");
    for (Future<Outcome> rank :
        InMemoryExchange.run(2, exchange -> train(1, exchange, checkpoints(), 5, -1))) {
      assertThat(rank.get().weights()).containsExactly(expected.weights());
      assertThat(rank.get().result()).isEqualTo(expected.result());
    }
    assertThat(messages).hasSize(2);
  }

  @Test
  void ranksWithDifferentCheckpointsAreTold() throws Exception {
    InMemoryExchange.run(2, exchange -> train(1, exchange, checkpoints(), 5, 17));
    List<Future<Outcome>> ranks =
        InMemoryExchange.run(
            2,
            exchange ->
                train(
                    1, exchange, exchange.rank() == 0 ? checkpoints() : Checkpoints.none(), 5, -1));
    for (Future<Outcome> rank : ranks) {
      assertThatThrownBy(rank::get).hasMessageContaining("have different checkpoints");
    }
  }
}

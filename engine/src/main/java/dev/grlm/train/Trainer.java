package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.io.IOException;
import java.util.List;

/// Trains anything [Trainable], from a model of a few thousand weights to one of billions: AdamW, a
/// warm-up and a schedule, clipping, validation by a score, early stopping, checkpoints at the end
/// of every epoch and, if asked for, within.
///
/// Every batch is cut into one slice per worker of every rank; gradients are summed in worker
/// order, and shuffling and dropout follow from seed, epoch and step. So one seed and one number of
/// workers and ranks give bit-identical weights, whether or not the training was interrupted.
///
/// @param <S> a training sample
public final class Trainer<S> {
  /// Scores the present weights on held-out data; higher is better.
  @FunctionalInterface
  public interface Validation {
    /// @param epoch the present one, counted from 1
    double score(int epoch) throws IOException;
  }

  private final Trainable<S> model;
  private final TrainerConfig config;
  private final TrainingProgress progress;
  private final GradientExchange exchange;

  public Trainer(Trainable<S> model, TrainerConfig config, TrainingProgress progress) {
    this(model, config, progress, GradientExchange.alone());
  }

  /// One rank of a training. All have the same samples and config; rank 0 alone validates, tells
  /// its progress and writes.
  public Trainer(
      Trainable<S> model,
      TrainerConfig config,
      TrainingProgress progress,
      GradientExchange exchange) {
    this.model = model;
    this.config = config;
    this.progress = exchange.rank() == 0 ? progress : TrainingProgress.silent();
    this.exchange = exchange;
  }

  /// Trains and leaves the weights of the best validation in the model.
  ///
  /// @param checkpoints where the state is kept and, if there is one, taken up again; of several
  ///   ranks all look into one folder
  /// @throws IOException when a checkpoint cannot be written or read
  /// @throws IllegalStateException in one line, when training fails or ranks differ
  public TrainingResult train(List<S> samples, Validation validation, Checkpoints checkpoints)
      throws IOException {
    TrainingState state = train(samples, validation, checkpoints, Integer.MAX_VALUE);
    return new TrainingResult(state.curve(), state.bestEpoch(), state.bestScore());
  }

  /// Trains on from the checkpoint as far as an epoch of the schedule, and leaves the weights of
  /// that epoch in the model, not those of the best validation: for trainings that take turns. A
  /// checkpoint that is further is what is left in the model, as it is.
  ///
  /// @param epochs done in the end, counted from the start of the training
  /// @param checkpoints that keep a state
  /// @throws IOException as [#train]
  public void trainUntil(
      int epochs, List<S> samples, Validation validation, Checkpoints checkpoints)
      throws IOException {
    var _ = train(samples, validation, checkpoints, epochs);
  }

  /// @param until epochs; where it is not the end, nobody asks for the best weights
  private TrainingState train(
      List<S> samples, Validation validation, Checkpoints checkpoints, int until)
      throws IOException {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing to train on: there are no samples");
    }
    Parameters parameters = model.parameters();
    require(exchange.agree(parameters.size()), "models of different sizes");
    exchange.broadcast(parameters.flat());
    try (var learning = new LearningState(parameters, config);
        var gradients = new GradientWorkers<>(model, config, exchange);
        BestWeights best = checkpoints.best(parameters)) {
      var loop =
          new TrainingLoop<>(
              config, progress, exchange, validation, checkpoints, learning, gradients, best);
      long stepsPerEpoch = batches(samples, 0).size();
      require(exchange.agree(stepsPerEpoch), "different samples");
      var schedule =
          new Schedule(config.learningRate(), config.warmUp(), config.length(stepsPerEpoch));
      TrainingState state = checkpoints.load(learning);
      boolean together = exchange.agree(learning.adam().steps());
      together &= exchange.agree(Double.doubleToLongBits(state.lossSum()));
      require(together, "different checkpoints");
      progress.begun(state, (double) schedule.total() / stepsPerEpoch);
      while (!loop.finished(state) && state.epoch() < until) {
        model.epochIs(state.epoch());
        if (state.step() == 0) {
          model.epochBegins(samples, state.epoch());
        }
        state = loop.epoch(batches(samples, state.epoch()), schedule, state);
      }
      if (until < Integer.MAX_VALUE) {
        return state;
      }
      if (state.bestEpoch() == 0) {
        throw new IllegalStateException("no validation gave a score: " + state.curve());
      }
      if (exchange.rank() == 0) {
        best.restore(state);
      }
      exchange.broadcast(parameters.flat());
      return state;
    }
  }

  private static void require(boolean agreed, String what) {
    if (!agreed) {
      throw new IllegalStateException("the ranks of this training have " + what);
    }
  }

  private List<List<List<S>>> batches(List<S> samples, int epoch) {
    int slices = Math.multiplyExact(config.workers(), exchange.size());
    return Batches.epoch(samples, model, config.batch(), slices, config.seed(), epoch);
  }
}

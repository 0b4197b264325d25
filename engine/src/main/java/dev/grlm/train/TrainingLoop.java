package dev.grlm.train;

import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The steps of a [Trainer], and what happens between them. Confined to one thread.
///
/// @param <S> a training sample
final class TrainingLoop<S> {
  private final TrainerConfig config;
  private final TrainingProgress progress;
  private final GradientExchange exchange;
  private final Trainer.Validation validation;
  private final Checkpoints checkpoints;
  private final LearningState learning;
  private final GradientWorkers<S> gradients;
  private final BestWeights best;

  TrainingLoop(
      TrainerConfig config,
      TrainingProgress progress,
      GradientExchange exchange,
      Trainer.Validation validation,
      Checkpoints checkpoints,
      LearningState learning,
      GradientWorkers<S> gradients,
      BestWeights best) {
    this.config = config;
    this.progress = progress;
    this.exchange = exchange;
    this.validation = validation;
    this.checkpoints = checkpoints;
    this.learning = learning;
    this.gradients = gradients;
    this.best = best;
  }

  /// Whether no step is left, or patience is spent.
  boolean finished(TrainingState state) {
    return state.worseSince() >= config.patience() || scheduleEnds(state.epoch());
  }

  private boolean scheduleEnds(int epochs) {
    return config.steps() > 0 ? stepsLeft() <= 0 : epochs >= config.epochs();
  }

  private long stepsLeft() {
    return config.steps() - learning.adam().steps();
  }

  /// The rest of an epoch, or what of it the schedule has left.
  ///
  /// @param steps all of the epoch's, each in slices
  TrainingState epoch(List<List<List<S>>> steps, Schedule schedule, TrainingState from)
      throws IOException {
    TrainingState state = from;
    int end = steps.size();
    if (config.steps() > 0) {
      end = (int) Math.min(end, state.step() + stepsLeft());
    }
    while (state.step() < end) {
      List<List<S>> slices = steps.get(state.step());
      double rate = schedule.rate(place(state, steps.size(), schedule));
      state = state.stepped(step(slices, state, rate), gradients.weight(slices));
      progress.stepDone(
          state.epoch(), state.step(), steps.size(), state.predictions(), state.loss());
      if (state.step() < end && checkpointDue()) {
        save(state);
      }
    }
    return end(state);
  }

  /// The step of the schedule that comes next, counted from 0. An epoch may have some steps more or
  /// fewer than the first; a schedule by epochs goes by its share.
  private long place(TrainingState state, int steps, Schedule schedule) {
    if (config.steps() > 0) {
      return learning.adam().steps();
    }
    double epochs = state.epoch() + (double) state.step() / steps;
    return Math.round(epochs / config.epochs() * schedule.total());
  }

  private double step(List<List<S>> slices, TrainingState state, double rate) {
    double loss = gradients.step(slices, state.epoch(), state.step());
    double norm = norm(gradients.gradient());
    if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the gradient is not finite in epoch %d, step %d (loss %s); lower the learning rate"
              .formatted(state.epoch() + 1, state.step() + 1, loss));
    }
    double scale = config.clip() > 0 && norm > config.clip() ? config.clip() / norm : 1;
    learning.adam().step(gradients.gradient(), rate, scale);
    return loss;
  }

  /// Euclidean norm. Chunks are summed in double: a float32 sum over a billion squares stands still
  /// before its end.
  static double norm(Tensor gradient) {
    double squares = 0;
    long size = gradient.numel();
    for (long from = 0; from < size; from += AdamW.CHUNK) {
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        long count = Math.min(AdamW.CHUNK, size - from);
        double part = gradient.narrow(0, from, count).to(ScalarType.Float).norm().item_double();
        squares += part * part;
      }
    }
    return Math.sqrt(squares);
  }

  private boolean checkpointDue() {
    int every = config.checkpointSteps();
    return every > 0 && learning.adam().steps() % every == 0;
  }

  private TrainingState end(TrainingState state) throws IOException {
    int done = state.epoch() + 1;
    boolean validates = done % config.validateEvery() == 0 || scheduleEnds(done);
    TrainingState next = validates ? validated(state) : state.passed();
    // State and best weights are saved together, so that the one always finds the other.
    save(next);
    progress.epochDone(next);
    return next;
  }

  private TrainingState validated(TrainingState state) throws IOException {
    double score = 0;
    if (exchange.rank() == 0) {
      score = validation.score(state.epoch() + 1);
      TrainingState next = state.passed(score);
      if (next.bestScore() > state.bestScore()) {
        best.keep(next);
      }
    }
    return state.passed(exchange.broadcast(score));
  }

  private void save(TrainingState state) throws IOException {
    if (exchange.rank() == 0) {
      checkpoints.save(state, learning);
    }
  }
}

package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Trains anything [Trainable]: AdamW, warm-up and cosine, clipping, an average of the weights,
/// validation by a score, early stopping, checkpoints at the end of every epoch.
///
/// Every batch is cut into one slice per worker; gradients are summed in worker order, and
/// shuffling and dropout follow from seed, epoch and step. So one seed and one number of workers
/// give bit-identical weights, whether or not the training was interrupted.
///
/// @param <S> a training sample
public final class Trainer<S> {
  /// Scores the present weights on held-out data; higher is better.
  @FunctionalInterface
  public interface Validation {
    double score(int epoch) throws IOException;
  }

  private final Trainable<S> model;
  private final TrainerConfig config;
  private final Parameters parameters;
  private final TrainingProgress progress;

  public Trainer(Trainable<S> model, TrainerConfig config, TrainingProgress progress) {
    this.model = model;
    this.config = config;
    this.parameters = model.parameters();
    this.progress = progress;
  }

  /// Trains and leaves the weights of the best validation in the model.
  ///
  /// @param checkpoints where the state is kept and, if there is one, taken up again
  /// @throws IOException when a checkpoint cannot be written or read
  public TrainingResult train(List<S> samples, Validation validation, Checkpoints checkpoints)
      throws IOException {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing to train on: there are no samples");
    }
    long stepsPerEpoch = batches(samples, 0).size();
    var schedule =
        new Schedule(config.learningRate(), config.warmUp(), stepsPerEpoch * config.epochs());
    var optimizer = new AdamW.Config(config.beta1(), config.beta2(), 1e-8, config.decay());
    try (var adam = new AdamW(optimizer, parameters);
        var average = new WeightAverage(parameters, config.averaging());
        ExecutorService workers =
            Executors.newFixedThreadPool(config.workers(), Trainer::workerThread)) {
      TrainingState state = checkpoints.load(parameters, adam, average);
      while (!state.finished(config)) {
        int epoch = state.epoch();
        double loss = epoch(batches(samples, epoch), epoch, schedule, adam, average, workers);
        boolean validates =
            (epoch + 1) % config.validateEvery() == 0 || epoch + 1 == config.epochs();
        if (validates) {
          double score = average.applied(() -> validation.score(epoch + 1));
          state = state.validated(epoch, loss, score, average);
        } else {
          state = state.passed(epoch, loss);
        }
        checkpoints.save(state, parameters, adam, average);
        progress.epochDone(state);
      }
      if (state.bestEpoch() == 0) {
        throw new IllegalStateException("no validation gave a score: " + state.curve());
      }
      parameters.restore(state.bestWeights());
      return new TrainingResult(state.curve(), state.bestEpoch(), state.bestScore());
    }
  }

  private List<List<List<S>>> batches(List<S> samples, int epoch) {
    return Batches.epoch(samples, model, config.batch(), config.workers(), config.seed(), epoch);
  }

  private double epoch(
      List<List<List<S>>> steps,
      int epoch,
      Schedule schedule,
      AdamW adam,
      WeightAverage average,
      ExecutorService workers) {
    double lossSum = 0;
    long weightSum = 0;
    for (int step = 0; step < steps.size(); step++) {
      List<List<S>> slices = steps.get(step);
      long weight = slices.stream().flatMap(List::stream).mapToLong(model::weight).sum();
      // An epoch may have some steps more or fewer than the first; the schedule goes by its share.
      double epochs = epoch + (double) step / steps.size();
      double rate = schedule.rate(Math.round(epochs / config.epochs() * schedule.total()));
      lossSum += step(tasks(slices, weight, epoch, step), epoch, step, rate, adam, workers);
      average.update();
      weightSum += weight;
      progress.stepDone(epoch, step + 1, steps.size(), weightSum, lossSum / weightSum);
    }
    return lossSum / weightSum;
  }

  private List<Callable<SliceGradient>> tasks(
      List<List<S>> slices, long weight, int epoch, int step) {
    var tasks = new ArrayList<Callable<SliceGradient>>();
    for (int worker = 0; worker < slices.size(); worker++) {
      List<S> slice = slices.get(worker);
      if (!slice.isEmpty()) {
        long seed = ((config.seed() * 31 + epoch) * 1_000_003 + step) * 1_009 + worker;
        tasks.add(() -> SliceGradient.of(model, slice, weight, seed));
      }
    }
    return tasks;
  }

  private double step(
      List<Callable<SliceGradient>> tasks,
      int epoch,
      int step,
      double rate,
      AdamW adam,
      ExecutorService workers) {
    List<SliceGradient> parts = all(workers, tasks);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor sum = parts.getFirst().gradient();
      double loss = parts.getFirst().loss();
      for (SliceGradient part : parts.subList(1, parts.size())) {
        sum.add_(part.gradient());
        loss += part.loss();
      }
      double norm = sum.norm().item_double();
      if (!Double.isFinite(norm) || !Double.isFinite(loss)) {
        throw new IllegalStateException(
            "the gradient is not finite in epoch %d, step %d (loss %s); lower the learning rate"
                .formatted(epoch + 1, step + 1, loss));
      }
      if (config.clip() > 0 && norm > config.clip()) {
        sum.mul_(new Scalar(config.clip() / norm));
      }
      adam.step(sum, rate);
      return loss;
    } finally {
      parts.forEach(SliceGradient::close);
    }
  }

  /// The results in order. Where one task fails, the others' results are closed.
  private static List<SliceGradient> all(
      ExecutorService workers, List<Callable<SliceGradient>> tasks) {
    var results = new ArrayList<SliceGradient>();
    @Nullable Throwable failure = null;
    try {
      for (Future<SliceGradient> future : workers.invokeAll(tasks)) {
        try {
          results.add(future.get());
        } catch (ExecutionException failed) {
          failure = failure == null ? failed.getCause() : failure;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failure = interrupted;
    }
    if (failure == null) {
      return results;
    }
    results.forEach(SliceGradient::close);
    throw failure instanceof InterruptedException
        ? new IllegalStateException("training was interrupted", failure)
        : new IllegalStateException("training failed: " + failure, failure);
  }

  private static Thread workerThread(Runnable work) {
    var thread =
        new Thread(
            () -> {
              torch.set_num_threads(1);
              work.run();
            },
            "grlm-train");
    thread.setDaemon(true);
    return thread;
  }
}

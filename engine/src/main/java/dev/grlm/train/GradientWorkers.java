package dev.grlm.train;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.NativeThreads;
import dev.grlm.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Computes the gradient of a step: this rank's slices on its workers, added in worker order, then
/// over all ranks. Owned by one trainer.
///
/// @param <S> a training sample
final class GradientWorkers<S> implements AutoCloseable {
  private final Trainable<S> model;
  private final TrainerConfig config;
  private final GradientExchange exchange;
  private final List<GradientBuffer> buffers = new ArrayList<>();
  private final NativeThreads threads;
  private final ExecutorService executor;

  GradientWorkers(Trainable<S> model, TrainerConfig config, GradientExchange exchange) {
    this.model = model;
    this.config = config;
    this.exchange = exchange;
    threads = NativeThreads.use(config.footprint().threads());
    Parameters parameters = model.parameters();
    for (int worker = 0; worker < config.workers(); worker++) {
      buffers.add(
          config.workers() == 1
              ? GradientBuffer.inPlace(parameters)
              : GradientBuffer.apart(parameters));
    }
    executor = Executors.newFixedThreadPool(config.workers(), this::thread);
  }

  private Thread thread(Runnable work) {
    var thread =
        new Thread(
            () -> {
              threads.here();
              work.run();
            },
            "grlm-train");
    thread.setDaemon(true);
    return thread;
  }

  /// The gradient of the last step; flat, in the order of the parameters.
  Tensor gradient() {
    return buffers.getFirst().flat();
  }

  /// Predictions of a whole batch.
  long weight(List<List<S>> slices) {
    return slices.stream().flatMap(List::stream).mapToLong(model::weight).sum();
  }

  /// Computes the gradient of the loss per prediction.
  ///
  /// @param slices of the whole batch, one per worker of every rank
  /// @return loss of the whole batch, in nats
  double step(List<List<S>> slices, int epoch, int step) {
    double weight = weight(slices);
    var tasks = new ArrayList<Callable<Double>>();
    for (int worker = 0; worker < config.workers(); worker++) {
      int slice = exchange.rank() * config.workers() + worker;
      long seed = ((config.seed() * 31 + epoch) * 1_000_003 + step) * 1_009 + slice;
      GradientBuffer buffer = buffers.get(worker);
      tasks.add(() -> slice(slices.get(slice), weight, seed, buffer));
    }
    double loss = 0;
    for (double part : all(tasks)) {
      loss += part;
    }
    Tensor sum = gradient();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      for (GradientBuffer buffer : buffers.subList(1, buffers.size())) {
        sum.add_(buffer.flat());
      }
    }
    exchange.sum(sum);
    return exchange.sum(loss);
  }

  private double slice(List<S> slice, double weight, long seed, GradientBuffer buffer) {
    buffer.zero();
    if (slice.isEmpty()) {
      return 0;
    }
    List<List<S>> parts = MicroBatches.of(slice, model::length, config.footprint().microBatch());
    var seeds = new SplittableRandom(seed);
    double loss = 0;
    for (List<S> part : parts) {
      Dropout masks = Dropout.seeded(parts.size() == 1 ? seed : seeds.nextLong());
      try (var _ = new PointerScope()) {
        loss += model.backward(part, weight, masks, buffer);
      }
    }
    return loss;
  }

  /// The results in order.
  private List<Double> all(List<Callable<Double>> tasks) {
    var results = new ArrayList<Double>();
    @Nullable Throwable failure = null;
    try {
      for (Future<Double> future : executor.invokeAll(tasks)) {
        try {
          results.add(future.get());
        } catch (ExecutionException failed) {
          failure = failure == null ? failed.getCause() : failure;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", interrupted);
    }
    if (failure != null) {
      throw new IllegalStateException("training failed: " + failure, failure);
    }
    return results;
  }

  @Override
  public void close() {
    executor.close();
    buffers.forEach(GradientBuffer::close);
    threads.close();
  }
}

package dev.grlm.process;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// The processes that train one model together, on one host or several, and what they exchange:
/// libtorch's own collectives, Gloo in the host's memory and NCCL between cards.
///
/// Every process must make the same calls in the same order. All get bit-identical results: a ring
/// reduces each part of a sum in one place and hands it round.
///
/// A process that is gone makes the calls of the others fail within seconds, one that hangs or
/// whose host is gone within [ProcessSettings#silence], with an `IllegalStateException` of one line
/// that names it as far as it is known; the group is of no use afterwards. Nothing waits longer
/// than [ProcessSettings#exchange]. One thread may use it.
public final class ProcessGroup implements GradientExchange, AutoCloseable {
  /// Bytes of what is exchanged at once; bounds the buffers that the exchange takes beside it.
  static final long CHUNK_BYTES = 16L << 20;

  /// How long this process sleeps between two looks at an exchange that is under way.
  private static final long LOOK_NANOS = 50_000;

  private final ProcessSettings settings;
  private final Device device;
  private final Rendezvous table;
  private final Backend backend;
  private final Heartbeat heartbeat;
  private boolean failed;
  private boolean closed;

  private ProcessGroup(
      ProcessSettings settings,
      Device device,
      Rendezvous table,
      Backend backend,
      List<String> names)
      throws IOException {
    this.settings = settings;
    this.device = device;
    this.table = table;
    this.backend = backend;
    this.heartbeat = new Heartbeat(settings, names, table);
  }

  /// Waits until all processes are here.
  ///
  /// @param device where the tensors are that will be exchanged
  /// @throws IOException in one line, when the processes do not find each other in time
  /// @throws IllegalStateException in one line, when `device` is a card and this build has no NCCL
  public static ProcessGroup join(ProcessSettings settings, Device device) throws IOException {
    Natives.load();
    Processes.endWithLauncher();
    var joining = new FutureTask<>(() -> connect(settings, device));
    // A server that takes the connection and never answers would hold the caller for good.
    Thread.ofPlatform().name("grlm-join").daemon().start(joining);
    try {
      return joining.get(settings.joining().toMillis() * 2 + 2000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException(
          "%s got no answer from %s within %d s"
              .formatted(
                  settings.describe(settings.rank()),
                  settings.address(),
                  2 * settings.joining().toSeconds() + 2),
          late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the processes met", interrupted);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException reason -> throw reason;
        case IllegalStateException reason -> throw reason;
        case null, default -> throw new IOException("cannot join: " + failure.getCause(), failure);
      }
    }
  }

  private static ProcessGroup connect(ProcessSettings settings, Device device) throws IOException {
    Rendezvous table = Rendezvous.open(settings);
    @Nullable Backend backend = null;
    boolean done = false;
    try {
      List<String> names = table.meet();
      backend = Collectives.open(settings, device, table.store());
      var group = new ProcessGroup(settings, device, table, backend, names);
      done = true;
      return group;
    } finally {
      if (!done) {
        if (backend != null) {
          Collectives.close(backend);
        }
        table.close();
      }
    }
  }

  @Override
  public int rank() {
    return settings.rank();
  }

  @Override
  public int size() {
    return settings.size();
  }

  /// Replaces every value by its sum over all processes, in place and in the tensor's own
  /// precision.
  ///
  /// @param values contiguous, of one shape and type everywhere, on the group's device
  @Override
  public void sum(Tensor values) {
    chunked(values, "sum", backend::allreduce);
  }

  /// The sum of one number of each process.
  @Override
  public double sum(double value) {
    return exchanged(value, this::sum);
  }

  /// The number of process 0.
  @Override
  public double broadcast(double value) {
    return exchanged(value, this::broadcast);
  }

  private double exchanged(double value, Consumer<Tensor> exchange) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor host = Tensors.zeros(1).to(ScalarType.Double);
      host.fill_(new Scalar(value));
      Tensor there = device.cuda() ? host.to(device.torch(), ScalarType.Double) : host;
      exchange.accept(there);
      return there.item_double();
    }
  }

  /// Replaces every value by that of process 0, in place.
  ///
  /// @param values contiguous, of one shape and type everywhere, on the group's device
  @Override
  public void broadcast(Tensor values) {
    chunked(values, "broadcast", backend::broadcast);
  }

  /// Returns when all processes have called it.
  public void barrier() {
    sum(0.0);
  }

  private void chunked(Tensor values, String what, Function<TensorVector, Work> collective) {
    if (!values.is_contiguous()) {
      throw new IllegalArgumentException("a tensor must be contiguous for a " + what);
    }
    if (failed || closed) {
      throw new IllegalStateException("the processes have parted; there is no " + what);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor flat = values.detach().view(-1);
      long total = flat.numel();
      long chunk = Math.max(1, CHUNK_BYTES / values.element_size());
      for (long from = 0; from < total; from += chunk) {
        Tensor part = flat.narrow(0, from, Math.min(chunk, total - from));
        await(what, collective, new TensorVector(part));
      }
    }
  }

  private void await(String what, Function<TensorVector, Work> collective, TensorVector part) {
    @Nullable RuntimeException failure = null;
    try {
      Work work = collective.apply(part);
      while (!work.isCompleted() && !heartbeat.alarmed()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      if (work.isCompleted()) {
        // Tells what went wrong, if anything did.
        work._wait();
        return;
      }
    } catch (RuntimeException broken) {
      failure = broken;
    }
    failed = true;
    throw new IllegalStateException(diagnosis(what, failure), failure);
  }

  private String diagnosis(String what, @Nullable RuntimeException failure) {
    @Nullable String lost;
    try {
      lost = heartbeat.verdict();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      lost = null;
    }
    String self = settings.describe(rank());
    return lost == null
        ? self + " failed in a " + what + (failure == null ? "" : ": " + Rendezvous.reason(failure))
        : self + " stops, because " + lost + " is gone or does not answer";
  }

  /// Leaves the group; where all is well, together with the others. After a failure libtorch's part
  /// is left to the end of the process.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (failed) {
      // The exchange that failed may still hold libtorch's threads, which its end would wait for.
      heartbeat.close();
      return;
    }
    try {
      heartbeat.leave();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    heartbeat.close();
    Collectives.close(backend);
    table.close();
  }
}

package dev.grlm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Ranks that are threads of one process.
final class InMemoryExchange implements GradientExchange {
  /// Where all wait for one another, until one of them has failed.
  private static final class Meeting {
    final Object[] brought;
    private int arrived;
    private int meetings;
    private boolean failed;

    Meeting(int size) {
      brought = new Object[size];
    }

    synchronized void await() {
      int present = meetings;
      if (++arrived == brought.length) {
        arrived = 0;
        meetings++;
        notifyAll();
      }
      try {
        while (meetings == present && !failed) {
          wait();
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("interrupted", interrupted);
      }
      if (meetings == present) {
        throw new IllegalStateException("another rank failed");
      }
    }

    synchronized void fail() {
      failed = true;
      notifyAll();
    }
  }

  private final Meeting meeting;
  private final int rank;

  private InMemoryExchange(Meeting meeting, int rank) {
    this.meeting = meeting;
    this.rank = rank;
  }

  /// What one rank does.
  interface Rank<T> {
    T run(GradientExchange exchange) throws Exception;
  }

  /// Runs all ranks. Where one fails, the others fail for it.
  ///
  /// @return what became of each, in order
  static <T> List<Future<T>> run(int size, Rank<T> work) throws InterruptedException {
    var meeting = new Meeting(size);
    try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
      var tasks = new ArrayList<Callable<T>>();
      for (int rank = 0; rank < size; rank++) {
        var exchange = new InMemoryExchange(meeting, rank);
        tasks.add(() -> {
          try {
            return work.run(exchange);
          } catch (Exception | Error failure) {
            meeting.fail();
            throw failure;
          }
        });
      }
      return threads.invokeAll(tasks);
    }
  }

  private Object[] meet(Object mine) {
    meeting.brought[rank] = mine;
    meeting.await();
    return meeting.brought;
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return meeting.brought.length;
  }

  @Override
  public void sum(Tensor flat) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Object[] all = meet(flat);
      Tensor sum = ((Tensor) all[0]).clone();
      for (int other = 1; other < all.length; other++) {
        sum.add_((Tensor) all[other]);
      }
      meeting.await();
      flat.copy_(sum);
    }
  }

  @Override
  public double sum(double value) {
    double sum = 0;
    for (Object other : meet(value)) {
      sum += (Double) other;
    }
    meeting.await();
    return sum;
  }

  @Override
  public void broadcast(Tensor tensor) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Object[] all = meet(tensor);
      if (rank != 0) {
        tensor.copy_((Tensor) all[0]);
      }
    }
    meeting.await();
  }

  @Override
  public double broadcast(double value) {
    double first = (Double) meet(value)[0];
    meeting.await();
    return first;
  }
}

package dev.grlm.neighbor;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Independent pieces of work on several threads. Stateless.
final class Workers {
  private Workers() {}

  /// Does pieces 0 … count − 1, each once; which worker takes which is open.
  static void run(int workers, int count, IntConsumer piece) {
    var next = new AtomicInteger();
    try (var pool = Executors.newFixedThreadPool(workers)) {
      var parts = new ArrayList<Future<?>>();
      for (int worker = 0; worker < workers; worker++) {
        parts.add(
            pool.submit(() -> {
              for (int at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                piece.accept(at);
              }
            }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching neighbors", stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("searching neighbors", failure.getCause());
    }
  }
}

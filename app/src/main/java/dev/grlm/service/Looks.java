package dev.grlm.service;

import dev.grlm.live.Gate;
import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where what looks through much is done: on threads of the system, as many as there are cores. A
/// virtual thread that counts keeps its core until it has done, and hundreds of searches would keep
/// all of them from whoever asks for recommendations; these share the cores with everybody. Callers
/// take turns. Thread-safe.
final class Looks {
  /// Of the requests that may be at work, so many in one may wait here: the others are for those
  /// who do not look.
  private static final int SHARE = 4;

  private static final long IDLE_SECONDS = 10;

  private final Gate gate;
  private final ThreadPoolExecutor threads;

  Looks(ServiceSettings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    this.gate =
        new Gate(
            cores, Math.max(1, settings.mostRequests() / SHARE), settings.requestTime(), "looks");
    this.threads =
        new ThreadPoolExecutor(
            cores,
            cores,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // never more than were let in
            Thread.ofPlatform().name("grlm-look-", 1).daemon().factory());
    threads.allowCoreThreadTimeOut(true); // so that nobody need end them
  }

  /// @throws dev.grlm.live.OverloadedException when too many wait, or the turn does not come in
  ///   time
  Reply answer(String caller, Callable<Reply> look) throws Exception {
    try (Gate.Pass _ = gate.enter(caller)) {
      Future<Reply> answer = threads.submit(Context.current().wrap(look));
      return answer.get();
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case Exception known -> throw known;
        case Error error -> throw error;
        case null, default -> throw failure;
      }
    }
  }
}

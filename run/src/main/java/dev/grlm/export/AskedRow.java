package dev.grlm.export;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.run.RunStages;
import dev.grlm.system.Row;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A row that is asked for every user with a target, in the order of the data, in the batches in
/// which evaluation asks: in other company the last digits of a score may be others. Several
/// threads ask, and no more than a few batches are held at a time.
final class AskedRow {
  /// Places that a batch may have: lists of a whole catalogue are asked for by fewer users at once.
  private static final int PLACES = 1_000_000;

  private final Row row;
  private final Dataset dataset;
  private final Split split;
  private final List<History> users;
  private final int length;
  private final int together;
  private final boolean repeats;
  private final int workers;
  private final RunListener listener;

  AskedRow(
      RunStages stages,
      Dataset dataset,
      FittedRow fitted,
      ExportRequest request,
      RunListener listener)
      throws IOException {
    this.row = fitted.row();
    this.dataset = dataset;
    this.split = request.split();
    this.users = split.evaluated(dataset);
    this.length = request.length(dataset.catalog().size());
    this.together = Math.clamp(PLACES / length, 1, EvaluationSettings.BATCH);
    this.repeats = stages.tables().repeats(stages.config().shared().evaluation());
    this.workers = stages.config().shared().workers();
    this.listener = listener;
  }

  Row row() {
    return row;
  }

  Catalog catalog() {
    return dataset.catalog();
  }

  Split split() {
    return split;
  }

  /// Places that a list may have.
  int length() {
    return length;
  }

  int users() {
    return users.size();
  }

  /// What is made of the answer to one user.
  @FunctionalInterface
  interface Heard<T> {
    void of(History user, T answer) throws IOException;
  }

  /// Asks for all users and hands the answers on in their order, on this thread.
  ///
  /// @param asked gives one answer per query, in order
  /// @throws CancellationException when this thread is interrupted; it stays interrupted
  <T> void each(Function<List<Query>, List<T>> asked, Heard<T> heard) throws IOException {
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      try {
        each(pool, asked, heard);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private <T> void each(ExecutorService pool, Function<List<Query>, List<T>> asked, Heard<T> heard)
      throws IOException {
    var waiting = new ArrayDeque<Future<List<T>>>();
    int begun = 0;
    for (int from = 0; from < users.size(); from += together) {
      while (begun < users.size() && waiting.size() <= workers) {
        List<Query> queries = batch(begun).stream().map(this::query).toList();
        waiting.add(pool.submit(() -> asked.apply(queries)));
        begun += together;
      }
      List<History> batch = batch(from);
      List<T> answers = answer(waiting.remove());
      for (int user = 0; user < batch.size(); user++) {
        heard.of(batch.get(user), answers.get(user));
      }
      listener.progress("export", from + (long) batch.size(), users.size(), row.name());
    }
  }

  private List<History> batch(int from) {
    return users.subList(from, Math.min(from + together, users.size()));
  }

  private Query query(History user) {
    return Query.of(split.context(user), length, repeats);
  }

  private static <T> List<T> answer(Future<List<T>> future) {
    try {
      return future.get();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the export was interrupted");
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
  }
}

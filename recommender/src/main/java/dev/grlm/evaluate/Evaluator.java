package dev.grlm.evaluate;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/// Asks a recommender for every user's next item under the protocol: the targets of a
/// [dev.grlm.data.Split], the whole catalogue, all users with a target, lists of
/// [Metrics#LIST_LENGTH]. The result is the same whatever the number of workers. Thread-safe.
public final class Evaluator {
  private final EvaluationSettings settings;
  private final Dataset dataset;
  private final List<History> users;

  public Evaluator(Dataset dataset, EvaluationSettings settings) {
    this.settings = settings;
    this.dataset = dataset;
    this.users =
        UserSample.of(
            settings.split().evaluated(dataset), settings.maximumUsers(), settings.seed());
  }

  /// The users that are evaluated, in the order of the dataset.
  public List<History> users() {
    return users;
  }

  public Evaluation evaluate(Recommender recommender) {
    return evaluate(recommender, EvaluationProgress.NONE);
  }

  public Evaluation evaluate(Recommender recommender, EvaluationProgress progress) {
    return recommend(recommender, progress).evaluation();
  }

  /// A function that gives a recommender's value in one metric, for choosing settings.
  public ToDoubleFunction<Recommender> objective(Metric metric) {
    return recommender -> evaluate(recommender).value(metric);
  }

  /// The lists themselves.
  ///
  /// @throws IllegalStateException when the recommender breaks its contract
  /// @throws CancellationException when the calling thread is interrupted; it stays interrupted
  public RankedLists recommend(Recommender recommender, EvaluationProgress progress) {
    var run = new Run(recommender, progress);
    int workers = Math.min(settings.workers(), run.batches());
    if (workers <= 1) {
      run.work();
    } else {
      runParallel(run, workers);
    }
    if (run.done < users.size()) {
      throw new CancellationException(
          "evaluation was interrupted after " + run.done + " of " + users.size() + " users");
    }
    return new RankedLists(recommender.name(), settings.split(), users, run.lists());
  }

  private static void runParallel(Run run, int workers) {
    Callable<Void> worker =
        () -> {
          run.work();
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      for (Future<Void> done : pool.invokeAll(Collections.nCopies(workers, worker))) {
        done.get();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new CancellationException("evaluation was interrupted");
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failure);
      }
    }
  }

  /// One pass over the users, shared by the workers, who take a batch at a time.
  private final class Run {
    private final Recommender recommender;
    private final EvaluationProgress progress;
    private final List<List<List<Recommendation>>> byBatch;
    private int nextBatch;
    private int done;

    Run(Recommender recommender, EvaluationProgress progress) {
      this.recommender = recommender;
      this.progress = progress;
      this.byBatch = new ArrayList<>(Collections.nCopies(batches(), List.of()));
    }

    int batches() {
      return Math.ceilDiv(users.size(), settings.batch());
    }

    List<List<Recommendation>> lists() {
      return byBatch.stream().flatMap(List::stream).toList();
    }

    void work() {
      try {
        for (int batch = take(); batch < batches(); batch = take()) {
          finish(batch, answer(batch));
        }
      } catch (RuntimeException | Error failure) {
        stop();
        throw failure;
      }
    }

    private synchronized int take() {
      return Thread.currentThread().isInterrupted() ? batches() : nextBatch++;
    }

    private synchronized void stop() {
      nextBatch = batches();
    }

    private synchronized void finish(int batch, List<List<Recommendation>> lists) {
      byBatch.set(batch, lists);
      done += lists.size();
      progress.update(done, users.size());
    }

    private List<List<Recommendation>> answer(int batch) {
      int from = batch * settings.batch();
      int to = Math.min(from + settings.batch(), users.size());
      List<Query> queries = users.subList(from, to).stream().map(this::query).toList();
      List<List<Recommendation>> lists = recommender.recommend(queries);
      ListChecks.require(recommender.name(), queries, lists, dataset.catalog().size());
      return lists;
    }

    private Query query(History user) {
      return Query.of(settings.split().context(user), Metrics.LIST_LENGTH, settings.repeats());
    }
  }
}

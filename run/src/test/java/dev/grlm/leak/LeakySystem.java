package dev.grlm.leak;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Recommends what was bought after the newest item, and then what is popular. It can be told to
/// count either on more positions than it may.
final class LeakySystem implements RecommenderSystem<LeakySystem.Settings> {
  /// What is counted for one of its parts.
  enum Positions {
    TRAINING,
    UP_TO_VALIDATION,
    ALL;

    int[] of(History history) {
      return switch (this) {
        case TRAINING -> Split.training(history);
        case UP_TO_VALIDATION -> history.prefix(history.testStart());
        case ALL -> history.items();
      };
    }
  }

  /// @param graph positions of the file `graph.json`
  /// @param popularity positions of what is counted when it is opened, and is in no file
  /// @param chosen whether it says that it was chosen on validation
  record Settings(Positions graph, Positions popularity, boolean chosen) {}

  @Override
  public String name() {
    return "leaky";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, Settings> recipes() {
    return new LinkedHashMap<>(
        Map.of("default", new Settings(Positions.TRAINING, Positions.TRAINING, false)));
  }

  @Override
  public void require(SystemRun<Settings> run) {}

  @Override
  public List<Stage> stages(SystemRun<Settings> run) {
    return List.of(
        Stage.of(
            run.stage("count"),
            run.settings(),
            run.datasetFiles(),
            List.of(file(run)),
            () -> {
              int[][] graph = graph(run.dataset(), run.settings().graph());
              AtomicFile.writeText(file(run), writer -> writer.write(Json.line(graph)));
              return new TreeMap<>();
            }));
  }

  private static Path file(SystemRun<Settings> run) {
    return run.folder().resolve("graph.json");
  }

  private static int[][] graph(Dataset dataset, Positions positions) {
    int items = dataset.catalog().size();
    var counts = new int[items][items];
    for (History history : dataset.histories()) {
      int[] counted = positions.of(history);
      for (int place = 1; place < counted.length; place++) {
        counts[counted[place - 1]][counted[place]]++;
      }
    }
    return counts;
  }

  @Override
  public FittedSystem open(SystemRun<Settings> run, List<FittedSystem> opened) throws IOException {
    int[][] graph = Json.read(file(run), int[][].class);
    var popularity = new int[graph.length];
    for (History history : run.dataset().histories()) {
      for (int item : run.settings().popularity().of(history)) {
        popularity[item]++;
      }
    }
    Scorer scorer = new Counts(graph, popularity);
    var recommender = new ScoringRecommender(scorer, ItemOrder.of(run.dataset().catalog()));
    return new Fitted(run.settings().chosen() ? Row.chosen(recommender) : Row.of(recommender));
  }

  private record Counts(int[][] graph, int[] popularity) implements Scorer {
    @Override
    public String name() {
      return "leaky";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return histories.stream().map(this::scores).toList();
    }

    private ScoredItems scores(int[] history) {
      int[] items = IntStream.range(0, popularity.length).toArray();
      var scores = new float[items.length];
      for (int item : items) {
        int followed = history.length == 0 ? 0 : graph[history[history.length - 1]][item];
        scores[item] = followed + popularity[item] / 1_000f;
      }
      return new ScoredItems(items, scores);
    }
  }

  private record Fitted(Row row) implements FittedSystem {
    @Override
    public List<Row> rows() {
      return List.of(row);
    }

    @Override
    public void close() {}
  }
}

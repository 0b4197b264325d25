package dev.grlm.leak;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.io.Json;
import dev.grlm.leak.LeakySystem.Positions;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Names users by the words of what they take, as the public code of IDGenRec does (`indexing.py`),
/// and recommends what shares words with whoever asks. It can be told which of a user's items name
/// the user.
final class UserIdSystem implements RecommenderSystem<UserIdSystem.Settings> {
  /// @param positions of a history that the words are taken of
  record Settings(Positions positions) {}

  @Override
  public String name() {
    return "user-ids";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, Settings> recipes() {
    return new LinkedHashMap<>(Map.of("default", new Settings(Positions.TRAINING)));
  }

  @Override
  public void require(SystemRun<Settings> run) {}

  @Override
  public List<Stage> stages(SystemRun<Settings> run) {
    return List.of(
        Stage.of(
            run.stage("users"),
            run.settings(),
            run.datasetFiles(),
            List.of(file(run)),
            () -> {
              Json.write(file(run), ids(run.dataset(), run.settings().positions()));
              return new TreeMap<>();
            }));
  }

  private static Path file(SystemRun<Settings> run) {
    return run.folder().resolve("user-ids.json");
  }

  private static SortedMap<String, Set<String>> ids(Dataset dataset, Positions positions) {
    var ids = new TreeMap<String, Set<String>>();
    for (History history : dataset.histories()) {
      var words = new TreeSet<String>();
      for (int item : positions.of(history)) {
        words.addAll(words(dataset.catalog(), item));
      }
      ids.put(history.user(), words);
    }
    return ids;
  }

  private static List<String> words(Catalog catalog, int item) {
    return Arrays.asList(catalog.item(item).title().split(" "));
  }

  @Override
  public FittedSystem open(SystemRun<Settings> run, List<FittedSystem> opened) throws IOException {
    Dataset dataset = run.dataset();
    var known = Json.read(file(run));
    var idOfHistory = new HashMap<List<Integer>, Set<String>>();
    for (History history : dataset.histories()) {
      var words = new TreeSet<String>();
      known.path(history.user()).forEach(word -> words.add(word.asText()));
      idOfHistory.putIfAbsent(
          Arrays.stream(Positions.TRAINING.of(history)).boxed().toList(), words);
    }
    var recommender =
        new ScoringRecommender(
            new SharedWords(dataset.catalog(), idOfHistory), ItemOrder.of(dataset.catalog()));
    return new Fitted(Row.of(recommender));
  }

  private record SharedWords(Catalog catalog, Map<List<Integer>, Set<String>> idOfHistory)
      implements Scorer {
    @Override
    public String name() {
      return "user-ids";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return histories.stream().map(this::scores).toList();
    }

    /// Of whoever's training positions the history begins with, as far as they go.
    private Set<String> id(int[] history) {
      List<Integer> asked = Arrays.stream(history).boxed().toList();
      for (int length = asked.size(); length > 0; length--) {
        Set<String> known = idOfHistory.get(asked.subList(0, length));
        if (known != null) {
          return known;
        }
      }
      return Set.of();
    }

    private ScoredItems scores(int[] history) {
      Set<String> id = id(history);
      int[] items = IntStream.range(0, catalog.size()).toArray();
      var scores = new float[items.length];
      for (int item : items) {
        scores[item] = words(catalog, item).stream().filter(id::contains).count();
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

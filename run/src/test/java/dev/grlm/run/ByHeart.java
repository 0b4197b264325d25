package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Learns by heart what stood behind which items in training, on top of what the earlier run knew,
/// and knows nothing else.
final class ByHeart implements RecommenderSystem<ByHeart.Settings> {
  static final String NAME = "by-heart";

  /// @param nothing there is nothing to choose
  record Settings(boolean nothing) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, Settings> recipes() {
    return new LinkedHashMap<>(Map.of("default", new Settings(true)));
  }

  @Override
  public void require(SystemRun<Settings> run) {}

  @Override
  public List<Stage> stages(SystemRun<Settings> run) {
    return List.of(
        Stage.of(
            run.stage("learn"),
            run.settings(),
            run.datasetFiles(),
            List.of(file(run.run())),
            () -> {
              Json.write(file(run.run()), learnt(run));
              return new TreeMap<>();
            }));
  }

  private static Path file(RunFolder run) {
    return run.system(NAME).resolve("learnt.json");
  }

  private static Map<String, String> learnt(SystemRun<Settings> run) throws IOException {
    Map<String, String> learnt = new TreeMap<>();
    if (run.inputs().earlier().isPresent()) {
      learnt.putAll(read(file(new RunFolder(run.inputs().earlier().get()))));
    }
    Catalog catalog = run.dataset().catalog();
    for (History history : run.dataset().histories()) {
      int[] items = Split.training(history);
      for (int place = 1; place < items.length; place++) {
        learnt.put(key(catalog, history.prefix(place)), catalog.item(items[place]).id());
      }
    }
    return learnt;
  }

  private static Map<String, String> read(Path file) throws IOException {
    var read = new TreeMap<String, String>();
    Json.read(file).properties().forEach(one -> read.put(one.getKey(), one.getValue().asText()));
    return read;
  }

  private static String key(Catalog catalog, int[] items) {
    return Arrays.stream(items).mapToObj(item -> catalog.item(item).id()).toList().toString();
  }

  @Override
  public FittedSystem open(SystemRun<Settings> run, List<FittedSystem> opened) throws IOException {
    return new Fitted(Row.of(new Memory(run.dataset().catalog(), read(file(run.run())))));
  }

  private record Memory(Catalog catalog, Map<String, String> learnt) implements Recommender {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public List<List<Recommendation>> recommend(List<Query> queries) {
      return queries.stream().map(query -> list(query.history())).toList();
    }

    private List<Recommendation> list(int[] history) {
      String next = learnt.get(key(catalog, history));
      return next == null ? List.of() : List.of(Recommendation.scored(catalog.indexOf(next), 1));
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

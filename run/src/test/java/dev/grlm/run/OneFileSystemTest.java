package dev.grlm.run;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.io.AtomicFile;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How much a system of one's own takes: this file.
class OneFileSystemTest extends SystemContract {
  @Override
  protected RecommenderSystem<?> system() {
    return new Successors();
  }

  @Override
  protected List<String> settings() {
    return List.of("successors.steps=2");
  }

  /// Counts what came how many steps after each item.
  static final class Successors implements RecommenderSystem<Successors.Settings> {
    /// @param steps that are looked ahead
    record Settings(int steps) {}

    @Override
    public String name() {
      return "successors";
    }

    @Override
    public RowKind kind() {
      return RowKind.SYSTEM;
    }

    @Override
    public SequencedMap<String, Settings> recipes() {
      return new LinkedHashMap<>(Map.of("default", new Settings(1)));
    }

    @Override
    public void require(SystemRun<Settings> run) throws IOException {
      if (run.settings().steps() < 1) {
        throw new IOException("steps must be at least 1, is " + run.settings().steps());
      }
    }

    @Override
    public List<Stage> stages(SystemRun<Settings> run) {
      return List.of(
          Stage.of(
              run.stage("count"),
              run.settings(),
              run.datasetFiles(),
              List.of(file(run)),
              () -> {
                int[][] counts = counts(run.dataset(), run.settings().steps());
                run.listener().progress(run.stage("count"), 1, 1, "");
                AtomicFile.writeText(
                    file(run),
                    writer -> {
                      for (int[] row : counts) {
                        writer.write(IntStream.of(row).mapToObj(Integer::toString).toList() + "\n");
                      }
                    });
                return new TreeMap<>(Map.of("items", (long) counts.length));
              }));
    }

    private static Path file(SystemRun<Settings> run) {
      return run.folder().resolve("counts.txt");
    }

    private static int[][] counts(Dataset dataset, int steps) {
      var counts = new int[dataset.catalog().size()][dataset.catalog().size()];
      for (History history : dataset.histories()) {
        int[] items = Split.training(history);
        for (int from = 0; from < items.length; from++) {
          for (int to = from + 1; to < Math.min(items.length, from + steps + 1); to++) {
            counts[items[from]][items[to]] += steps + 1 - (to - from);
          }
        }
      }
      return counts;
    }

    @Override
    public FittedSystem open(SystemRun<Settings> run, List<FittedSystem> opened)
        throws IOException {
      List<float[]> rows = Files.readAllLines(file(run)).stream().map(Successors::row).toList();
      return new Fitted(rows, ItemOrder.of(run.dataset().catalog()));
    }

    private static float[] row(String line) {
      String[] cells = line.replaceAll("[\\[\\] ]", "").split(",", -1);
      var row = new float[cells.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = Float.parseFloat(cells[i]);
      }
      return row;
    }

    private record Fitted(List<float[]> counts, ItemOrder order) implements FittedSystem, Scorer {

      @Override
      public String name() {
        return "successors";
      }

      @Override
      public List<ScoredItems> scores(List<int[]> histories) {
        return histories.stream().map(this::scores).toList();
      }

      private ScoredItems scores(int[] history) {
        int[] items =
            history.length == 0 ? new int[0] : IntStream.range(0, counts.size()).toArray();
        return new ScoredItems(
            items, history.length == 0 ? new float[0] : counts.get(history[history.length - 1]));
      }

      @Override
      public List<Row> rows() {
        return List.of(Row.of(new ScoringRecommender(this, order)));
      }

      @Override
      public void close() {}
    }
  }
}

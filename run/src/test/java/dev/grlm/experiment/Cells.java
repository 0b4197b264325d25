package dev.grlm.experiment;

import dev.grlm.evaluate.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes cells as a finished variant leaves them.
final class Cells {
  private Cells() {}

  /// One row, whose metrics follow from its ranks.
  static void write(Path out, Place place, SequencedMap<String, int[]> ranks) throws IOException {
    write(out, place, ranks, Map.of());
  }

  /// @param ranks by row; 0 for none
  /// @param more figures of every row
  static void write(
      Path out, Place place, SequencedMap<String, int[]> ranks, Map<String, Double> more)
      throws IOException {
    write(out, place, ranks, more, null);
  }

  /// @param persons behind each user; null where every user is one
  static void write(
      Path out,
      Place place,
      SequencedMap<String, int[]> ranks,
      Map<String, Double> more,
      @Nullable List<String> persons)
      throws IOException {
    var lines = new ArrayList<String>();
    lines.add("user\t" + String.join("\t", ranks.keySet()));
    int users = ranks.firstEntry().getValue().length;
    for (int user = 0; user < users; user++) {
      int at = user;
      lines.add(
          "u"
              + user
              + "\t"
              + ranks.values().stream()
                  .map(own -> own[at] == 0 ? "" : Integer.toString(own[at]))
                  .collect(Collectors.joining("\t")));
    }
    Path file = Files.write(Files.createTempFile(out, "ranks", ".tsv"), lines);
    var figures = new LinkedHashMap<String, SequencedMap<String, Double>>();
    ranks.forEach((row, own) -> {
      var values = new LinkedHashMap<String, Double>();
      for (Metric metric : Metric.values()) {
        values.put(
            metric.word(), IntStream.of(own).mapToDouble(metric::gain).average().orElseThrow());
      }
      values.putAll(more);
      figures.put(row, values);
    });
    new Cell(users, figures, List.of(), new LinkedHashMap<>(), 1.5, null, persons)
        .write(out, place, file, List.of());
    Files.delete(file);
  }

  static SequencedMap<String, int[]> row(String name, int... ranks) {
    var rows = new LinkedHashMap<String, int[]>();
    rows.put(name, ranks);
    return rows;
  }
}

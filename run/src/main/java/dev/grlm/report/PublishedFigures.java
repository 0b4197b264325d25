package dev.grlm.report;

import dev.grlm.data.Dataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// What others published, from `published.tsv` beside this class: a row for each data set, system
/// and variant of it, a column for each figure, blank where none is stated, and where it stands. A
/// data set is recognised by its size, see `published-datasets.tsv`. Immutable and thread-safe.
public final class PublishedFigures {
  /// The paper's own system, by its name in the table.
  public static final String GRLM = "GRLM (Qwen3-4B)";

  /// The variant of a system that its authors put forward.
  public static final String FULL = "full";

  private static final int FIRST_METRIC = 4;
  private static final PublishedFigures SHIPPED = shipped();

  private final List<Row> rows;
  private final List<Size> sizes;

  /// What was published of one variant of a system on one data set.
  ///
  /// @param dataset as in `beauty`
  /// @param inReport whether it stands in every report on the data set
  /// @param metrics by name, as in `recall@5`
  /// @param source where it stands
  public record Row(
      String dataset,
      String system,
      String variant,
      boolean inReport,
      Map<String, Double> metrics,
      String source) {
    public Row {
      metrics = Map.copyOf(metrics);
      if (dataset.isBlank() || system.isBlank() || variant.isBlank() || source.isBlank()) {
        throw new IllegalArgumentException(
            "a published row needs data set, system, variant and source: '%s', '%s', '%s', '%s'"
                .formatted(dataset, system, variant, source));
      }
      if (metrics.isEmpty()) {
        throw new IllegalArgumentException(
            "nothing was published of %s, %s on %s".formatted(system, variant, dataset));
      }
      metrics.forEach((metric, value) -> {
        if (!(value > 0 && value <= 1)) {
          throw new IllegalArgumentException(
              "%s of %s on %s is %s".formatted(metric, system, dataset, value));
        }
      });
    }
  }

  /// A data set as it was published on.
  private record Size(String dataset, long users, long items, long interactions) {
    boolean isOf(Dataset other) {
      return other.leftOneOut()
          && other.catalog().size() == items
          && other.histories().size() == users
          && other.interactions() == interactions;
    }
  }

  private PublishedFigures(List<Row> rows, List<Size> sizes) {
    this.rows = List.copyOf(rows);
    this.sizes = List.copyOf(sizes);
  }

  /// Those that come with the program.
  public static PublishedFigures all() {
    return SHIPPED;
  }

  private static PublishedFigures shipped() {
    List<List<String>> sizes = table("published-datasets.tsv");
    return new PublishedFigures(
        rows(table("published.tsv")),
        sizes.subList(1, sizes.size()).stream()
            .map(cells ->
                new Size(
                    cells.get(0),
                    Long.parseLong(cells.get(1)),
                    Long.parseLong(cells.get(2)),
                    Long.parseLong(cells.get(3))))
            .toList());
  }

  /// @param table cells of the header, then of each line
  /// @throws IllegalArgumentException when a line has another number of cells, says nothing, or
  ///   says what another line says
  static List<Row> rows(List<List<String>> table) {
    List<String> header = table.getFirst();
    var rows = new LinkedHashMap<List<String>, Row>();
    for (List<String> cells : table.subList(1, table.size())) {
      if (cells.size() != header.size()) {
        throw new IllegalArgumentException("%d cells expected: %s".formatted(header.size(), cells));
      }
      var metrics = new LinkedHashMap<String, Double>();
      for (int column = FIRST_METRIC; column < header.size() - 1; column++) {
        if (!cells.get(column).isEmpty()) {
          metrics.put(header.get(column), Double.parseDouble(cells.get(column)));
        }
      }
      boolean inReport = cells.get(3).equals("yes");
      var row =
          new Row(cells.get(0), cells.get(1), cells.get(2), inReport, metrics, cells.getLast());
      if (rows.put(cells.subList(0, 3), row) != null) {
        throw new IllegalArgumentException("two rows of " + cells.subList(0, 3));
      }
    }
    return List.copyOf(rows.values());
  }

  private static List<List<String>> table(String name) {
    try (InputStream stream = PublishedFigures.class.getResourceAsStream(name);
        var reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
      var table = new ArrayList<List<String>>();
      reader.lines().forEach(line -> table.add(Arrays.asList(line.split("\t", -1))));
      return table;
    } catch (IOException broken) {
      throw new UncheckedIOException(name, broken);
    }
  }

  /// In the order of the table.
  public List<Row> rows() {
    return rows;
  }

  /// In the order of the table.
  public List<Row> of(String dataset) {
    return rows.stream().filter(row -> row.dataset().equals(dataset)).toList();
  }

  /// The name of a data set that somebody published on, by its size and protocol.
  public Optional<String> name(Dataset dataset) {
    return sizes.stream().filter(size -> size.isOf(dataset)).map(Size::dataset).findFirst();
  }

  /// One figure; empty where it is not stated.
  public OptionalDouble value(String dataset, String system, String variant, String metric) {
    return rows.stream()
        .filter(row ->
            row.dataset().equals(dataset)
                && row.system().equals(system)
                && row.variant().equals(variant)
                && row.metrics().containsKey(metric))
        .mapToDouble(row -> row.metrics().getOrDefault(metric, Double.NaN))
        .findFirst();
  }

  /// One figure of the paper's own system; empty where it is not stated.
  public OptionalDouble value(String dataset, String variant, String metric) {
    return value(dataset, GRLM, variant, metric);
  }

  /// What stands in a report on a data set; nothing for one that nobody published on.
  List<Report.Published> inReport(Dataset dataset) {
    return name(dataset).stream()
        .flatMap(name -> of(name).stream())
        .filter(Row::inReport)
        .map(row -> new Report.Published(row.system(), row.source(), row.metrics()))
        .toList();
  }
}

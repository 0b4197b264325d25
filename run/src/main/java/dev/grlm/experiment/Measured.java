package dev.grlm.experiment;

import dev.grlm.evaluate.Evaluation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Figures by row and key. Immutable.
///
/// @param rows in the order of the table; a row that the report lacks is one more line
/// @param ranks of rows whose targets are not those of the report, or which ask otherwise, each
///   called as [#ranks(String, String)] says; from them follow intervals and differences
public record Measured(
    SequencedMap<String, SequencedMap<String, Double>> rows, List<Evaluation> ranks) {
  public static final Measured NOTHING = new Measured(new LinkedHashMap<>());

  public Measured {
    var copy = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.forEach((row, figures) ->
        copy.put(row, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures))));
    rows = Collections.unmodifiableSequencedMap(copy);
    ranks = List.copyOf(ranks);
  }

  public Measured(SequencedMap<String, SequencedMap<String, Double>> rows) {
    this(rows, List.of());
  }

  /// The name of ranks.
  ///
  /// @param ranking what the key of a [Column] has before its metric; empty for the row's own
  public static String ranks(String row, String ranking) {
    return ranking.isEmpty() ? row : row + " (" + ranking + ")";
  }

  /// Figures of one row.
  public static Measured of(String row, Map<String, Double> figures) {
    var rows = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.put(row, new LinkedHashMap<>(figures));
    return new Measured(rows);
  }

  /// With the figures of `other` beside these.
  public Measured and(Measured other) {
    var all = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.forEach((row, figures) -> all.put(row, new LinkedHashMap<>(figures)));
    other.rows.forEach(
        (row, figures) -> all.computeIfAbsent(row, _ -> new LinkedHashMap<>()).putAll(figures));
    return new Measured(all, Stream.concat(ranks.stream(), other.ranks.stream()).toList());
  }
}

package dev.grlm.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Figures by row and key. Immutable.
///
/// @param rows in the order of the table; a row that the report lacks is one more line
public record Measured(SequencedMap<String, SequencedMap<String, Double>> rows) {
  public static final Measured NOTHING = new Measured(new LinkedHashMap<>());

  public Measured {
    var copy = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.forEach((row, figures) ->
        copy.put(row, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures))));
    rows = Collections.unmodifiableSequencedMap(copy);
  }

  /// Figures of one row.
  public static Measured of(String row, Map<String, Double> figures) {
    var rows = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.put(row, new LinkedHashMap<>(figures));
    return new Measured(rows);
  }

  /// With the figures of `other` beside these.
  Measured and(Measured other) {
    var all = new LinkedHashMap<String, SequencedMap<String, Double>>();
    rows.forEach((row, figures) -> all.put(row, new LinkedHashMap<>(figures)));
    other.rows.forEach(
        (row, figures) -> all.computeIfAbsent(row, _ -> new LinkedHashMap<>()).putAll(figures));
    return new Measured(all);
  }
}

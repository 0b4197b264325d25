package dev.grlm.experiment;

import dev.grlm.io.Json;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The numbers of a record as figures.
public final class Numbered {
  private Numbered() {}

  /// @param group before the dot of every key
  /// @param record written as JSON; what is no number is passed over
  public static SequencedMap<String, Double> figures(String group, Object record) {
    var figures = new LinkedHashMap<String, Double>();
    Json.tree(record)
        .properties()
        .forEach(value -> {
          if (value.getValue().isNumber()) {
            figures.put(group + "." + value.getKey(), value.getValue().asDouble());
          }
        });
    return figures;
  }
}

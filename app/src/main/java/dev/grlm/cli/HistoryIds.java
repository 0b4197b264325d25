package dev.grlm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Reads the item ids of `--history`. An id may hold anything, commas and quotes too, so that what
/// is written is looked up before it is taken apart.
final class HistoryIds {
  private HistoryIds() {}

  /// @param written values of the option, in order: an id, several separated by commas, or a list
  ///   in JSON
  /// @param known whether an item has this id
  /// @throws IllegalArgumentException in one line, when a value can be read in two ways or is a
  ///   broken list
  static List<String> of(List<String> written, Predicate<String> known) {
    var ids = new ArrayList<String>();
    for (String value : written) {
      ids.addAll(of(value, known));
    }
    return List.copyOf(ids);
  }

  private static List<String> of(String value, Predicate<String> known) {
    List<String> parts = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    if (known.test(value)) {
      if (parts.size() > 1 && parts.stream().allMatch(known)) {
        throw new IllegalArgumentException(
            "--history %s is the id of one item and those of %d; say which as a list in JSON: %s or %s"
                .formatted(value, parts.size(), Json.line(List.of(value)), Json.line(parts)));
      }
      return List.of(value);
    }
    if (value.startsWith("[")) {
      return list(value);
    }
    if (parts.contains("")) {
      throw new IllegalArgumentException("--history '%s': an id is empty".formatted(value));
    }
    return parts;
  }

  private static List<String> list(String value) {
    JsonNode list;
    try {
      list = Json.parse(value);
    } catch (IOException broken) {
      throw new IllegalArgumentException(
          "--history %s: %s".formatted(value, broken.getMessage()), broken);
    }
    var ids = new ArrayList<String>();
    for (JsonNode id : list) {
      if (!id.isTextual() && !id.isIntegralNumber()) {
        throw new IllegalArgumentException("--history: %s is no id of an item".formatted(id));
      }
      ids.add(id.asText());
    }
    return ids;
  }
}

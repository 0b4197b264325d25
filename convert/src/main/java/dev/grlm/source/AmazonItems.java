package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Item;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes items of lines of metadata.
final class AmazonItems {
  private static final String FEATURES = "features";

  private final AmazonEdition edition;
  private final String domain;

  AmazonItems(AmazonEdition edition, String domain) {
    this.edition = edition;
    this.domain = domain;
  }

  /// Hands on the item, or a fault where it has no usable id.
  void read(ObjectNode line, Sink sink, EventCells.Faults faults) throws IOException {
    String key = edition.names().item();
    if (AmazonCells.isFaultyId(line, key, faults)) {
      return;
    }
    String id = EventCells.id(AmazonCells.cell(line, key), key, Reasons.NO_ITEM, faults);
    if (id != null) {
      sink.item(item(line, id));
    }
  }

  private Item item(ObjectNode line, String id) {
    Paths paths = categories(line);
    String features = joined(line, List.of(FEATURES, "feature"));
    return new Item(
        id,
        joined(line, List.of("title")),
        joined(line, List.of(edition.brandKey())),
        paths.first,
        paths.more,
        joined(line, List.of("description")),
        domain,
        features.isEmpty() ? Map.of() : Map.of(FEATURES, features));
  }

  /// The first of `keys` that holds text, its parts joined by blanks.
  private static String joined(ObjectNode line, List<String> keys) {
    for (String key : keys) {
      String text = String.join(" ", AmazonCells.texts(line.path(key)));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /// @param more what the other paths name and the first does not
  private record Paths(List<String> first, List<String> more) {}

  private Paths categories(ObjectNode line) {
    for (String key : edition.categoryKeys()) {
      Paths paths = paths(line.path(key));
      if (!paths.first.isEmpty()) {
        return paths;
      }
    }
    return new Paths(List.of(), List.of());
  }

  /// One path, or a list of paths.
  private static Paths paths(JsonNode categories) {
    if (!categories.path(0).isArray()) {
      return new Paths(AmazonCells.texts(categories), List.of());
    }
    List<List<String>> paths =
        categories.valueStream().map(AmazonCells::texts).filter(path -> !path.isEmpty()).toList();
    if (paths.isEmpty()) {
      return new Paths(List.of(), List.of());
    }
    Set<String> more = new LinkedHashSet<>();
    paths.stream().skip(1).forEach(more::addAll);
    paths.getFirst().forEach(more::remove);
    return new Paths(paths.getFirst(), List.copyOf(more));
  }
}

package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Makes items of lines of metadata.
final class AmazonItems {
  private static final String FEATURES = "features";

  private final AmazonEdition edition;
  private final String domain;
  private final EventCells cells;

  AmazonItems(AmazonEdition edition, String domain, EventCells cells) {
    this.edition = edition;
    this.domain = domain;
    this.cells = cells;
  }

  /// Hands on the item, or a fault where it has no usable id.
  void read(ObjectNode line, Sink sink, EventCells.Faults faults) throws IOException {
    String key = edition.names().item();
    if (AmazonCells.isFaultyId(line, key, faults)) {
      return;
    }
    String id = cells.item(AmazonCells.cell(line, key), key, faults);
    if (id != null) {
      sink.item(item(line, id));
    }
  }

  private Item item(ObjectNode line, String id) {
    CategoryPaths paths = categories(line);
    String features = joined(line, List.of(FEATURES, "feature"));
    return new Item(
        id,
        joined(line, List.of("title")),
        joined(line, List.of(edition.brandKey())),
        paths.first(),
        paths.more(),
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

  private CategoryPaths categories(ObjectNode line) {
    for (String key : edition.categoryKeys()) {
      CategoryPaths paths = paths(line.path(key));
      if (!paths.first().isEmpty()) {
        return paths;
      }
    }
    return CategoryPaths.NONE;
  }

  /// One path, or a list of paths.
  private static CategoryPaths paths(JsonNode categories) {
    return CategoryPaths.of(
        categories.path(0).isArray()
            ? categories.valueStream().map(AmazonCells::texts).toList()
            : List.of(AmazonCells.texts(categories)));
  }
}

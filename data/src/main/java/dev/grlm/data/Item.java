package dev.grlm.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One thing that can be recommended. Text that is missing is an empty string or an empty list,
/// never null.
///
/// @param id unique in the catalogue, as the input wrote it
/// @param categories from the root down
/// @param moreCategories names on further category paths
/// @param fields every other textual key of the input, by name
public record Item(
    String id,
    String title,
    String brand,
    List<String> categories,
    List<String> moreCategories,
    String description,
    String domain,
    Map<String, String> fields) {

  public Item {
    Objects.requireNonNull(id, "id");
    categories = List.copyOf(categories);
    moreCategories = List.copyOf(moreCategories);
    fields = Map.copyOf(fields);
  }

  /// An item of which only the title is known.
  public static Item titled(String id, String title) {
    return new Item(id, title, "", List.of(), List.of(), "", "", Map.of());
  }

  /// What a field says, by its name in `items.jsonl`; categories joined from the root down, further
  /// ones by commas. Empty where the item says nothing of it.
  public String field(String name) {
    return switch (name) {
      case "title" -> title;
      case "brand" -> brand;
      case "description" -> description;
      case "domain" -> domain;
      case "categories" -> String.join(" > ", categories);
      case "more_categories" -> String.join(", ", moreCategories);
      default -> fields.getOrDefault(name, "");
    };
  }

  /// The parts of the text that stages read: title, brand, categories, more categories,
  /// description, then `textFields` in the given order; empty parts are left out.
  public List<String> textParts(List<String> textFields) {
    var parts = new ArrayList<String>();
    parts.add(title);
    parts.add(brand);
    parts.addAll(categories);
    parts.addAll(moreCategories);
    parts.add(description);
    for (String field : textFields) {
      parts.add(fields.getOrDefault(field, ""));
    }
    parts.removeIf(String::isBlank);
    return List.copyOf(parts);
  }

  /// [#textParts(List)] joined by ` . `, so that no word pair spans two parts.
  public String text(List<String> textFields) {
    return String.join(" . ", textParts(textFields));
  }
}

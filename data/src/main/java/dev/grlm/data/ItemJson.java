package dev.grlm.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// An item as a JSON object: read leniently, written in one way.
///
/// A text may be a string, a number, or a list of them, which is joined by blanks. A list of
/// categories may be one string, a list of strings (from the root down), or a list of such lists;
/// of the latter the first is the item's path and the names of the others are further categories. A
/// key with null is a missing key. For one thread, because of its counts.
public final class ItemJson {
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String BRAND = "brand";
  private static final String CATEGORIES = "categories";
  private static final String MORE_CATEGORIES = "more_categories";
  private static final String DESCRIPTION = "description";
  private static final String DOMAIN = "domain";
  private static final Set<String> OWN_KEYS =
      Set.of(ID, TITLE, BRAND, CATEGORIES, MORE_CATEGORIES, DESCRIPTION, DOMAIN);
  private static final int SHOWN_CHARACTERS = 80;

  private final Counts counts;
  private final Map<String, String> shared = new HashMap<>();

  /// @param counts gets what is dropped or noticed
  public ItemJson(Counts counts) {
    this.counts = counts;
  }

  /// An item that carries its own id, a string or a whole number.
  ///
  /// @throws IOException with the value, when there is no id or a key has a value of a wrong kind
  public Item read(JsonNode object) throws IOException {
    requireObject(object);
    JsonNode id = object.path(ID);
    if (id.isMissingNode() || id.isNull()) {
      throw new IOException("no item id: there is no key '" + ID + "'");
    }
    if (!id.isTextual() && !id.isIntegralNumber()) {
      throw new IOException("the item id is neither text nor a whole number: " + shown(id));
    }
    return read(id.asText(), object);
  }

  /// An item whose id stands outside the object; a key `id` inside is not looked at.
  ///
  /// @throws IOException with the value, when a key has a value of a wrong kind
  public Item read(String id, JsonNode object) throws IOException {
    requireObject(object);
    List<List<String>> paths = paths(CATEGORIES, object);
    Stream<String> others = paths.stream().skip(1).flatMap(List::stream);
    Stream<String> more = paths(MORE_CATEGORIES, object).stream().flatMap(List::stream);
    var item =
        new Item(
            Ids.checked("item", id),
            text(TITLE, object),
            shared(text(BRAND, object)),
            paths.isEmpty() ? List.of() : paths.getFirst(),
            Stream.concat(others, more).toList(),
            text(DESCRIPTION, object),
            shared(text(DOMAIN, object)),
            fields(object));
    counts.add(Counts.ITEMS_WITHOUT_TITLE, item.title().isBlank() ? 1 : 0);
    counts.add(Counts.ITEMS_WITHOUT_TEXT, item.textParts(List.of()).isEmpty() ? 1 : 0);
    return item;
  }

  /// The inverse of [#read(JsonNode)]; parts that are empty are left out, except the title.
  ///
  /// @throws IOException naming item and field, when a further field has the name of an own key
  public static ObjectNode write(Item item) throws IOException {
    ObjectNode object = Json.object();
    object.put(ID, Ids.checked("item", item.id()));
    object.put(TITLE, item.title());
    putText(object, BRAND, item.brand());
    putList(object, CATEGORIES, item.categories());
    putList(object, MORE_CATEGORIES, item.moreCategories());
    putText(object, DESCRIPTION, item.description());
    putText(object, DOMAIN, item.domain());
    for (var field : new TreeMap<>(item.fields()).entrySet()) {
      if (OWN_KEYS.contains(field.getKey())) {
        throw new IOException(
            "item '" + item.id() + "' has a further field named '" + field.getKey() + "'");
      }
      object.put(field.getKey(), field.getValue());
    }
    return object;
  }

  private static void putText(ObjectNode object, String key, String text) {
    if (!text.isEmpty()) {
      object.put(key, text);
    }
  }

  private static void putList(ObjectNode object, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      object.set(key, Json.tree(texts));
    }
  }

  private static void requireObject(JsonNode object) throws IOException {
    if (!object.isObject()) {
      throw new IOException("an item must be a JSON object, found " + shown(object));
    }
  }

  private String text(String key, JsonNode object) throws IOException {
    JsonNode value = object.path(key);
    if (isAbsent(value)) {
      return "";
    }
    if (!isText(value)) {
      throw new IOException("'" + key + "' is not text: " + shown(value));
    }
    return joined(value);
  }

  /// Every key that is not an own one; a value that is not text is counted and dropped.
  private Map<String, String> fields(JsonNode object) {
    var fields = new LinkedHashMap<String, String>();
    for (var property : object.properties()) {
      JsonNode value = property.getValue();
      if (OWN_KEYS.contains(property.getKey()) || isAbsent(value)) {
        continue;
      }
      if (isText(value)) {
        fields.put(repaired(property.getKey()), joined(value));
      } else {
        counts.add(Counts.FIELDS_NOT_TEXT);
      }
    }
    return fields;
  }

  private List<List<String>> paths(String key, JsonNode object) throws IOException {
    JsonNode value = object.path(key);
    if (isAbsent(value)) {
      return List.of();
    }
    boolean nested = value.isArray() && !value.isEmpty() && all(value, JsonNode::isArray);
    var paths = new ArrayList<List<String>>();
    for (JsonNode path : nested ? value : List.of(value)) {
      if (!isText(path)) {
        throw new IOException("'" + key + "' is not a list of text: " + shown(value));
      }
      paths.add(texts(path).stream().map(this::shared).toList());
    }
    return paths;
  }

  /// One string for all equal ones: a large catalogue has few brands and categories.
  private String shared(String text) {
    String known = shared.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private String joined(JsonNode text) {
    return String.join(" ", texts(text));
  }

  private List<String> texts(JsonNode text) {
    if (!text.isArray()) {
      return List.of(repaired(text.asText()));
    }
    var texts = new ArrayList<String>();
    for (JsonNode element : text) {
      if (!isAbsent(element)) {
        texts.add(repaired(element.asText()));
      }
    }
    return texts;
  }

  private String repaired(String text) {
    if (Texts.wellFormed(text)) {
      return text;
    }
    counts.add(Counts.BROKEN_TEXTS);
    return Texts.repaired(text);
  }

  private static boolean isText(JsonNode value) {
    return value.isArray() ? all(value, ItemJson::isScalarText) : isScalarText(value);
  }

  private static boolean isScalarText(JsonNode value) {
    return value.isTextual() || value.isNumber() || value.isNull();
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static boolean all(JsonNode array, Predicate<JsonNode> condition) {
    for (JsonNode element : array) {
      if (!condition.test(element)) {
        return false;
      }
    }
    return true;
  }

  private static String shown(JsonNode value) {
    return shown(Json.line(value));
  }

  /// The beginning of a long value, for a message.
  static String shown(String value) {
    return value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
  }
}

package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Files with JSON objects, whose keys are the columns. Of an object within an object, or within a
/// list, a key is the column `outer.inner`; a row whose list of objects is asked for is as many
/// rows as the list has elements.
final class JsonTables implements TableKind {
  private static final int LINES_WITH_ALL_KEYS = 20;

  @Override
  public boolean holds(Head head) {
    String start = head.first().stripLeading();
    return start.startsWith("{") || (start.startsWith("[") && JsonValues.isIn(head));
  }

  @Override
  public List<String> names(Head head, Columns columns, List<String> given) {
    List<JsonNode> objects = holds(head) ? first(head, LINES_WITH_ALL_KEYS) : List.of();
    return objects.size() == 1 && isColumns(objects.getFirst()) ? List.of() : keys(objects);
  }

  /// Whether the object holds columns instead of one row, each an object from row to cell.
  static boolean isColumns(JsonNode object) {
    return object.size() > 1
        && object
            .valueStream()
            .allMatch(value -> value.isObject() && value.path("0").isValueNode() && value.has("0"));
  }

  private static List<JsonNode> first(Head head, int most) {
    if (JsonValues.isIn(head)) {
      return JsonValues.first(head, most);
    }
    var objects = new ArrayList<JsonNode>();
    for (String line : head.lines().subList(0, Math.min(most, head.lines().size()))) {
      JsonNode object = line.stripLeading().startsWith("{") ? JsonLines.object(line) : null;
      if (object != null) {
        objects.add(object);
      }
    }
    return objects;
  }

  private static List<String> keys(List<JsonNode> objects) {
    var keys = new TreeSet<String>();
    for (JsonNode object : objects) {
      object
          .properties()
          .forEach(entry -> {
            JsonNode value = entry.getValue();
            keys.add(entry.getKey());
            JsonNode inner = value.isArray() ? value.path(0) : value;
            if (inner.isObject() && !JsonLines.isWrapped(inner)) {
              inner.fieldNames().forEachRemaining(name -> keys.add(entry.getKey() + "." + name));
            }
          });
    }
    return List.copyOf(keys);
  }

  @Override
  public ColumnSample sample(Head head, Columns columns, List<String> given) {
    List<JsonNode> objects = first(head, ColumnSample.ROWS);
    List<Column> keys = columns(names(head, columns, given));
    List<List<String>> rows =
        objects.stream()
            .map(object -> new Row(keys, object, null))
            .map(row -> IntStream.range(0, keys.size()).mapToObj(row::text).toList())
            .toList();
    return new ColumnSample(keys.stream().map(Column::name).toList(), rows);
  }

  @Override
  public void read(
      Head head, Columns columns, List<String> given, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    List<String> names = names(head, columns, given);
    List<Column> keys = columns(names);
    var learning = new Learning(taker, sample(head, columns, given), head.partition());
    try {
      learning.header(names);
    } catch (IOException failure) {
      throw SourceStreams.failure(head.file(), failure);
    }
    @Nullable String list = list(keys, first(head, LINES_WITH_ALL_KEYS), learning);
    JsonLines.read(
        head,
        columns.conventions().charset(),
        sink,
        meter,
        (object, faults) -> {
          JsonNode elements = list == null ? null : object.path(list);
          if (elements == null || !elements.isArray()) {
            learning.row(new Row(keys, object, null), faults);
            return;
          }
          for (JsonNode element : elements) {
            learning.row(new Row(keys, object, element), faults);
          }
        });
    learning.end();
  }

  /// The key of the list of objects of which a key is asked for, or null.
  private static @Nullable String list(List<Column> keys, List<JsonNode> objects, RowTaker taker) {
    for (int place = 0; place < keys.size(); place++) {
      String outer = keys.get(place).outer;
      boolean listed = objects.stream().anyMatch(object -> object.path(outer).path(0).isObject());
      if (!keys.get(place).inner.isEmpty() && listed && taker.uses(place)) {
        return outer;
      }
    }
    return null;
  }

  /// @param inner a key of the value under `outer`, or empty: the value itself
  private record Column(String name, String outer, String inner) {}

  private static List<Column> columns(List<String> names) {
    return names.stream()
        .map(name -> {
          int point = name.indexOf('.');
          boolean nested = point > 0 && names.contains(name.substring(0, point));
          return nested
              ? new Column(name, name.substring(0, point), name.substring(point + 1))
              : new Column(name, name, "");
        })
        .toList();
  }

  /// The values of one object.
  ///
  /// @param element of the list of objects that is gone through, or null
  private record Row(List<Column> keys, JsonNode object, @Nullable JsonNode element)
      implements TableRow {
    private JsonNode value(int place) {
      Column column = keys.get(place);
      JsonNode outer = object.path(column.outer);
      if (column.inner.isEmpty()) {
        return outer;
      }
      return (outer.isArray() ? element == null ? outer.path(0) : element : outer)
          .path(column.inner);
    }

    @Override
    public String text(int place) {
      return JsonLines.text(value(place));
    }

    @Override
    public List<List<String>> paths(int place) {
      JsonNode value = value(place);
      if (!value.isArray()) {
        return List.of(TableRow.path(JsonLines.text(value)));
      }
      return value.path(0).isArray()
          ? value.valueStream().map(JsonLines::texts).toList()
          : List.of(JsonLines.texts(value));
    }

    @Override
    public @Nullable List<String> list(int place) {
      JsonNode value = value(place);
      return value.isArray()
          ? value.valueStream().flatMap(element -> elements(element).stream()).toList()
          : null;
    }

    /// What is neither text nor number is an empty text, so that it is missed.
    private static List<String> elements(JsonNode element) {
      return element.isArray() ? JsonLines.texts(element) : List.of(JsonLines.text(element));
    }
  }
}

package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/// Files with a JSON object a line, whose keys are the columns.
final class JsonTables implements TableKind {
  private static final int LINES_WITH_ALL_KEYS = 20;

  @Override
  public boolean holds(Head head) {
    return head.first().startsWith("{");
  }

  @Override
  public List<String> names(Head head, Columns columns) {
    var keys = new TreeSet<String>();
    head.lines().stream()
        .limit(LINES_WITH_ALL_KEYS)
        .map(line -> line.startsWith("{") ? JsonLines.object(line) : null)
        .forEach(object -> {
          if (object != null) {
            object.fieldNames().forEachRemaining(keys::add);
          }
        });
    return List.copyOf(keys);
  }

  @Override
  public void read(Head head, Columns columns, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    List<String> keys = names(head, columns);
    try {
      taker.header(keys);
    } catch (IOException failure) {
      throw SourceStreams.failure(head.file(), failure);
    }
    JsonLines.read(
        head.file(), sink, meter, (object, line) -> taker.row(new Row(keys, object), line::fault));
  }

  /// The values of one object.
  private record Row(List<String> keys, JsonNode object) implements TableRow {
    private JsonNode value(int place) {
      return object.path(keys.get(place));
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
  }
}

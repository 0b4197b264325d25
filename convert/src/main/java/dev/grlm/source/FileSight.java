package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says of a file what was seen in it, what is missing, and which option reads it. Goes on behind
/// the file's name. Stateless.
final class FileSight {
  private static final int SHOWN = 100;

  private FileSight() {}

  /// Why nothing can be read of the file.
  static String complaint(Head head, Columns columns) {
    @Nullable Content content = Content.of(head.start());
    if (content != null && content != Content.BINARY) {
      return content.words();
    }
    if (head.hasLoneReturns() && !head.start().startsWith("PAR1")) {
      return "ends its lines with carriage returns alone; tr '\\r' '\\n' < FILE > NEW makes lines"
          + " of them";
    }
    String json = json(head);
    if (!json.isEmpty()) {
      return json;
    }
    try {
      TableFile table = TableFile.of(head, columns);
      if (table != null) {
        return table(head, table, columns);
      }
    } catch (IOException broken) {
      return stripped(head, String.valueOf(broken.getMessage()));
    }
    return content != null ? content.words() : text(head, columns);
  }

  private static String stripped(Head head, String message) {
    String start = head.file() + ": ";
    return message.startsWith(start) ? message.substring(start.length()) : message;
  }

  /// Why a file beside those that are read is not, or nothing where that is plain.
  static String unused(Head head, Columns columns) {
    @Nullable Content content = Content.of(head.start());
    if (content != null && content != Content.BINARY) {
      return "it " + content.words();
    }
    try {
      TableFile table = TableFile.of(head, columns);
      if (table == null) {
        return "";
      }
      ColumnNames names = table.columnNames();
      String there = " (its columns: " + shortened(String.join(", ", table.names())) + ")";
      if (names.namesItem() && !names.holdsEvents()) {
        return "it has the item's id and no column of titles" + title(table) + there;
      }
      return isRow(table.names()) ? "" : "it holds neither events nor items" + there;
    } catch (IOException broken) {
      return stripped(head, String.valueOf(broken.getMessage()));
    }
  }

  private static String title(TableFile table) {
    return table.names().stream()
        .filter(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(name|title|caption).*"))
        .findFirst()
        .map(name -> "; '" + name + "' looks like one: --title-col " + name)
        .orElse("");
  }

  /// JSON whose objects are no rows.
  private static String json(Head head) {
    if (!Table.JSONL.kind().holds(head)) {
      return "";
    }
    JsonNode first = JsonLines.first(head);
    if (first == null) {
      List<JsonNode> values = JsonValues.first(head, 1);
      first = values.isEmpty() ? null : values.getFirst();
    }
    if (first == null) {
      return "begins like JSON and holds no whole object in its beginning: '" + shown(head) + "'";
    }
    List<JsonNode> values = first.valueStream().toList();
    if (JsonTables.isColumns(first)) {
      return "holds one JSON object of columns (pandas writes it so); write rows:"
          + " to_json(orient='records', lines=True)";
    }
    boolean numbered = first.properties().stream().allMatch(entry -> isNumber(entry.getKey()));
    if (values.size() > 0 && values.stream().allMatch(FileSight::isTokens)) {
      return "holds one JSON object from item to its identifier, which is another system's result";
    }
    if (values.size() > 0 && numbered && values.stream().allMatch(JsonNode::isArray)) {
      return "holds one JSON object from user to a list (LC-Rec's layout), which is not read; write"
          + " a line 'user item item …' per user into sequential_data.txt beside NAME.item.json"
          + " (format grlm)";
    }
    if (values.size() > 0 && numbered && values.stream().allMatch(JsonNode::isObject)) {
      return "holds one JSON object from item to its texts; the events are missing"
          + " (sequential_data.txt beside NAME.item.json is format grlm)";
    }
    return "";
  }

  /// A list like `["<a_1>", "<b_2>"]`.
  private static boolean isTokens(JsonNode value) {
    return value.isArray() && value.size() > 0 && value.path(0).asText().startsWith("<");
  }

  private static boolean isNumber(String key) {
    return WholeNumbers.isWhole(key);
  }

  private static String table(Head head, TableFile table, Columns columns) {
    List<String> names = table.names();
    List<String> asked = columns.conventions().header();
    if (!asked.isEmpty() && table.given().isEmpty()) {
      return "has "
          + names.size()
          + " columns, --columns names "
          + asked.size()
          + "; its first line is '"
          + shown(head)
          + "'";
    }
    ColumnNames found = table.columnNames();
    if (columns.fields().isEmpty() && table.given().isEmpty() && isRow(names)) {
      return "has no header: its first line is '"
          + shown(head)
          + "'; --columns names its "
          + names.size()
          + " columns, for example --columns "
          + HeaderGuess.of(names);
    }
    if (found.holdsItems()) {
      return "holds items ("
          + shortened(String.join(", ", names))
          + "); the events are missing, or say their columns with --user-col NAME and --item-col"
          + " NAME";
    }
    if (found.holdsEvents()) {
      return "is a table with the columns "
          + shortened(String.join(", ", names))
          + "; leave --format out";
    }
    return "has " + missing(found, names);
  }

  private static String missing(ColumnNames found, List<String> names) {
    boolean user = found.place(Field.USER) < 0;
    boolean item = found.place(Field.ITEM) < 0;
    String words =
        user && item && !found.says(Field.USER) && !found.says(Field.ITEM)
            ? "no column for user and none for item among "
                + names
                + "; say which with --user-col NAME --item-col NAME"
            : Stream.of(
                    user ? found.missing(Field.USER, "--user-col") : "",
                    item ? found.missing(Field.ITEM, "--item-col") : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    String inner = names.stream().filter(name -> isInner(name, names)).findFirst().orElse("");
    return inner.isEmpty()
        ? words
        : words + " (a name like " + inner + " makes a row of each element of a list)";
  }

  private static boolean isInner(String name, List<String> names) {
    int point = name.indexOf('.');
    return point > 0 && names.contains(name.substring(0, point));
  }

  /// Whether a first line is a row and no header: a cell of it is a number, a time, an address or a
  /// list.
  static boolean isRow(List<String> cells) {
    return cells.stream().map(String::strip).anyMatch(FileSight::isValue);
  }

  private static boolean isValue(String cell) {
    return Times.isNumber(cell)
        || ColumnSample.isTime(cell)
        || cell.contains("://")
        || SpelledList.of(cell) != null;
  }

  private static String text(Head head, Columns columns) {
    String first = head.first().strip();
    if (first.isEmpty()) {
      return "holds nothing in its beginning";
    }
    if (Stream.of(first.split("\\s+")).allMatch(Times::isNumber) && first.contains(" ")) {
      return "has lines of numbers with blanks between ('"
          + shown(head)
          + "'): 'user item item …' is read as sequential_data.txt beside NAME.item.json (format"
          + " grlm), columns with --separator ' ' --columns user,item,…";
    }
    String header = columns.conventions().header().isEmpty() ? "" : ", or not so many columns";
    return "has no separators (, ; | or tab) in its first line"
        + header
        + ": '"
        + shown(head)
        + "'; --separator says what stands between the columns";
  }

  private static String shown(Head head) {
    String line = head.lines().stream().filter(text -> !text.isBlank()).findFirst().orElse("");
    return shortened(line)
        .codePoints()
        .map(point -> Character.isISOControl(point) && point != '\t' ? 0xFFFD : point)
        .mapToObj(point -> point == '\t' ? "\\t" : Character.toString(point))
        .collect(Collectors.joining());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

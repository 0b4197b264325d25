package dev.grlm.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether an excerpt that a document shows looks like the file it is said to be of: the same keys
/// and kinds of values, not the same values. `…` stands for further keys or elements, or for a
/// value of any kind; a text that ends with it for any text.
final class Excerpt {
  private static final String MORE = "…";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  private Excerpt() {}

  /// What is different, a line each.
  static List<String> problems(String language, String excerpt, String file) throws IOException {
    return switch (language) {
      case "json" -> compare(parse(excerpt), Json.parse(file), "");
      case "jsonl" -> lines(excerpt, file);
      case "tsv" -> table(excerpt, file);
      default -> excerptOf(excerpt, file);
    };
  }

  private static List<String> lines(String excerpt, String file) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (String line : file.lines().toList()) {
      found.add(Json.parse(line));
    }
    var problems = new ArrayList<String>();
    for (String line : excerpt.lines().toList()) {
      JsonNode shown = parse(line);
      List<List<String>> each = found.stream().map(real -> compare(shown, real, "")).toList();
      if (each.stream().noneMatch(List::isEmpty)) {
        problems.add("no line is like " + line + ": " + nearest(each));
      }
    }
    return problems;
  }

  private static List<String> nearest(List<List<String>> each) {
    return each.stream()
        .min((left, right) -> Integer.compare(left.size(), right.size()))
        .orElse(List.of("the file is empty"));
  }

  private static List<String> table(String excerpt, String file) {
    List<String[]> shown = cells(excerpt);
    List<String[]> real = cells(file);
    var problems = new ArrayList<String>();
    if (!List.of(shown.getFirst()).equals(List.of(real.getFirst()))) {
      problems.add("the header is " + String.join(" ", real.getFirst()));
    }
    for (String[] row : shown.subList(1, shown.size())) {
      boolean like =
          real.subList(1, real.size()).stream().anyMatch(other -> kinds(other).equals(kinds(row)));
      if (!like) {
        problems.add("no row is like " + String.join(" ", row));
      }
    }
    return problems;
  }

  private static List<String[]> cells(String text) {
    return text.lines().map(line -> line.split("\t", -1)).toList();
  }

  private static List<Boolean> kinds(String[] row) {
    return Stream.of(row).map(cell -> NUMBER.matcher(cell).matches()).toList();
  }

  /// Source text: the parts between `…` stand there in this order, blanks and line ends aside.
  private static List<String> excerptOf(String excerpt, String file) {
    String text = inOneLine(file);
    int from = 0;
    for (String part : excerpt.split(MORE, -1)) {
      String wanted = inOneLine(part);
      int place = text.indexOf(wanted, from);
      if (place < 0) {
        return List.of("this is not in there: " + wanted);
      }
      from = place + wanted.length();
    }
    return List.of();
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static List<String> compare(JsonNode shown, JsonNode real, String path) {
    if (shown.isTextual() && shown.asText().equals(MORE)) {
      return List.of();
    }
    if (kind(shown) != kind(real)) {
      return List.of(path + " is " + kind(real) + ", not " + kind(shown));
    }
    var problems = new ArrayList<String>();
    if (shown.isObject()) {
      shown.properties().stream()
          .filter(entry -> !entry.getKey().equals(MORE))
          .forEach(entry -> {
            String key = path + "." + entry.getKey();
            JsonNode value = real.get(entry.getKey());
            problems.addAll(
                value == null
                    ? List.of(key + " is not there")
                    : compare(entry.getValue(), value, key));
          });
      real.fieldNames()
          .forEachRemaining(key -> {
            if (!shown.has(MORE) && !shown.has(key)) {
              problems.add(path + "." + key + " is there, too");
            }
          });
    } else if (shown.isArray()) {
      for (JsonNode element : shown) {
        List<List<String>> each = new ArrayList<>();
        real.forEach(other -> each.add(compare(element, other, path + "[]")));
        if (each.stream().noneMatch(List::isEmpty) && !element.asText().equals(MORE)) {
          problems.addAll(nearest(each));
        }
      }
    }
    return problems;
  }

  private static JsonNodeType kind(JsonNode node) {
    return node.getNodeType();
  }

  /// JSON in which `…` may stand where a key, a value or an element may.
  private static JsonNode parse(String text) throws IOException {
    var json = new StringBuilder();
    var open = new ArrayDeque<Character>();
    boolean quoted = false;
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (quoted) {
        quoted = sign != '"' || text.charAt(i - 1) == '\\';
        json.append(sign);
        continue;
      }
      switch (sign) {
        case '"' -> quoted = true;
        case '{', '[' -> open.push(sign);
        case '}', ']' -> open.pop();
        default -> {}
      }
      if (sign == '…') {
        boolean key = Objects.equals(open.peek(), '{') && before != ':';
        json.append(key ? "\"…\": true" : "\"…\"");
      } else {
        json.append(sign);
      }
      before = Character.isWhitespace(sign) ? before : sign;
    }
    return Json.parse(json.toString());
  }
}

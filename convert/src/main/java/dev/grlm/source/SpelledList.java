package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list that a table holds as text: `["a", "b"]` of JSON, `['a', 'b']` of Python, `[1 2 3]` of
/// NumPy, `[a,b]` without quotes.
final class SpelledList {
  private SpelledList() {}

  /// The elements that are not blank, or null where `text` is no list.
  static @Nullable List<String> of(String text) {
    if (text.isEmpty() || (text.charAt(0) != '[' && text.charAt(0) != ' ')) {
      return null;
    }
    String list = text.strip();
    return list.startsWith("[") && list.endsWith("]") ? elements(list) : null;
  }

  /// As [#of] for names, which RecBole's files also write without brackets: `'Sports', 'Balls'`.
  static @Nullable List<String> ofNames(String text) {
    String list = text.strip();
    if (list.length() > 2 && list.startsWith("'") && list.endsWith("'")) {
      JsonNode parsed = parsed("[" + list + "]");
      return parsed == null ? null : JsonLines.texts(parsed);
    }
    return of(text);
  }

  private static List<String> elements(String list) {
    JsonNode parsed = parsed(list);
    if (parsed != null) {
      return JsonLines.texts(parsed);
    }
    String inside = list.substring(1, list.length() - 1).strip();
    return Arrays.stream(inside.split(inside.indexOf(',') >= 0 ? "," : "\\s+"))
        .map(String::strip)
        .map(SpelledList::unquoted)
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private static String unquoted(String element) {
    boolean quoted = isBetween(element, "'") || isBetween(element, "\"");
    return quoted ? element.substring(1, element.length() - 1) : element;
  }

  private static boolean isBetween(String element, String quote) {
    return element.length() > 1 && element.startsWith(quote) && element.endsWith(quote);
  }

  private static @Nullable JsonNode parsed(String list) {
    try {
      return Json.parse(list);
    } catch (IOException notJson) {
      try {
        return PythonLiteral.parse(list);
      } catch (IOException neither) {
        return null;
      }
    }
  }
}

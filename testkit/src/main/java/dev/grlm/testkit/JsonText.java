package dev.grlm.testkit;

/// As much of JSON as a test server needs.
final class JsonText {
  private JsonText() {}

  /// `text` as a JSON string.
  static String quoted(String text) {
    var json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '"', '\\' -> json.append('\\').append(letter);
        case '\n' -> json.append("\\n");
        default -> {
          if (letter < ' ') {
            json.append("\\u%04x".formatted((int) letter));
          } else {
            json.append(letter);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  /// The first string in `json` whose key is `key`; empty where there is none.
  static String string(String json, String key) {
    String mark = "\"" + key + "\":\"";
    int start = json.indexOf(mark);
    if (start < 0) {
      return "";
    }
    var text = new StringBuilder();
    for (int i = start + mark.length(); json.charAt(i) != '"'; i++) {
      char letter = json.charAt(i);
      if (letter != '\\') {
        text.append(letter);
        continue;
      }
      char escaped = json.charAt(++i);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escaped);
      }
    }
    return text.toString();
  }
}

package dev.grlm.page;

import java.util.List;
import java.util.Locale;

/// Small pieces of markup. Output is well-formed XML as well as HTML.
public final class Html {
  private Html() {}

  /// Text that may stand in an element or in a quoted attribute. Control characters, which neither
  /// HTML nor XML can hold, become U+FFFD.
  public static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(writable(point) ? point : 0xFFFD);
          }
        });
    return out.toString();
  }

  private static boolean writable(int point) {
    boolean space = point == '\t' || point == '\n' || point == '\r';
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return space || !(Character.isISOControl(point) || surrogate || (point & 0xFFFE) == 0xFFFE);
  }

  /// `collisionGroups` as `collision groups`.
  public static String words(String key) {
    return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  public static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /// A section of a page.
  ///
  /// @param title text
  /// @param body markup
  public static String section(String id, String title, String body) {
    return "<section id=\"%s\">\n<h2>%s</h2>\n%s</section>\n".formatted(id, escape(title), body);
  }

  public static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>\n";
  }

  public static String note(String text) {
    return "<p class=\"note\">" + escape(text) + "</p>\n";
  }

  /// A small word beside a name.
  public static String tag(String kind, String text) {
    return " <span class=\"tag " + kind + "\">" + escape(text) + "</span>";
  }

  /// The symbols of an identifier in slot order; nothing where there are none.
  public static String terms(List<String> symbols) {
    if (symbols.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("<span class=\"terms\">");
    for (String symbol : symbols) {
      out.append("<span>").append(escape(symbol)).append("</span> ");
    }
    return out.append("</span>").toString();
  }
}

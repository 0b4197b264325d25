package dev.grlm.clean;

import java.util.Locale;
import org.jsoup.parser.Tag;

/// Tells the tags of HTML from other things that people write with angle brackets, such as
/// `<Limited Edition>` or `a < b`. Immutable.
final class Markup {
  private static final int LONGEST_NAME = 20;
  private static final String COMMENT = "<!--";
  private static final String END_OF_COMMENT = "-->";
  private static final String DECLARATION = "<!doctype";

  private final String text;
  private final int lastEnd;
  private final int lastCommentEnd;

  Markup(String text) {
    this.text = text;
    this.lastEnd = text.lastIndexOf('>');
    this.lastCommentEnd = text.lastIndexOf(END_OF_COMMENT);
  }

  /// Whether there is a tag of a known name, a comment or a document type.
  boolean isThere() {
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      if (end(at) > 0) {
        return true;
      }
    }
    return false;
  }

  /// The text with every other angle bracket that opens something as an entity.
  String only() {
    var out = new StringBuilder(text.length());
    int done = 0;
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', done)) {
      int end = end(at);
      out.append(text, done, at).append(end > 0 ? text.substring(at, end) : "&lt;");
      done = end > 0 ? end : at + 1;
    }
    return out.append(text, done, text.length()).toString();
  }

  /// Place behind the markup that begins at `start`, or -1 where none does.
  private int end(int start) {
    if (text.startsWith(COMMENT, start)) {
      int content = start + COMMENT.length();
      return content > lastCommentEnd
          ? -1
          : text.indexOf(END_OF_COMMENT, content) + END_OF_COMMENT.length();
    }
    if (start > lastEnd) {
      return -1;
    }
    boolean declared = text.regionMatches(true, start, DECLARATION, 0, DECLARATION.length());
    return declared || isTag(start) ? text.indexOf('>', start) + 1 : -1;
  }

  /// Whether a known name stands behind the bracket, and an end of the name behind it.
  private boolean isTag(int start) {
    int from = start + 1 < text.length() && text.charAt(start + 1) == '/' ? start + 2 : start + 1;
    int to = from;
    while (to < text.length() && to - from <= LONGEST_NAME && isOfName(text.charAt(to))) {
      to++;
    }
    boolean ends =
        to < text.length()
            && (text.charAt(to) == '>'
                || text.charAt(to) == '/'
                || Character.isWhitespace(text.charAt(to)));
    return ends && to > from && Tag.isKnownTag(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}

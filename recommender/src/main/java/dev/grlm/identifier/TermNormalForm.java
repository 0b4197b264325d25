package dev.grlm.identifier;

import java.text.Normalizer;
import java.util.Locale;

/// The one way in which a term is written (docs/decisions/0013#3): NFC, lower case, no surrounding
/// blanks, brackets, quotes or commas, blanks inside as `-`.
///
/// Commas and square brackets inside become `-` as well, because `[a, b]` could not be read back
/// otherwise. The form of a form is itself.
public final class TermNormalForm {
  private static final String SURROUNDING = "[](){}\"'`´“”„‘’‚«»,";
  private static final String INNER_SEPARATORS = "[],";

  private TermNormalForm() {}

  /// The normal form of `text`; empty when nothing is left of it.
  public static String of(String text) {
    // Lower-casing can leave a decomposed letter behind, so that the composition comes last.
    String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    String composed = Normalizer.normalize(lower, Normalizer.Form.NFC);
    int[] points = composed.codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && surrounds(points[from])) {
      from++;
    }
    while (to > from && surrounds(points[to - 1])) {
      to--;
    }
    return joined(points, from, to);
  }

  private static String joined(int[] points, int from, int to) {
    var form = new StringBuilder(to - from);
    boolean inBlanks = false;
    for (int place = from; place < to; place++) {
      boolean blank = isBlank(points[place]);
      if (blank || INNER_SEPARATORS.indexOf(points[place]) >= 0) {
        if (!blank || !inBlanks) {
          form.append('-');
        }
      } else {
        form.appendCodePoint(points[place]);
      }
      inBlanks = blank;
    }
    return form.toString();
  }

  private static boolean surrounds(int point) {
    return isBlank(point) || SURROUNDING.indexOf(point) >= 0;
  }

  /// Blanks in the widest sense: no-break spaces, controls and the byte order mark, too.
  private static boolean isBlank(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point)
        || point == 0xFEFF
        || point == 0x200B;
  }
}

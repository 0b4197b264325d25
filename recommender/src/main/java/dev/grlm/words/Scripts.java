package dev.grlm.words;

import java.lang.Character.UnicodeScript;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which scripts a text is written in. Digits, signs and emoji are of none.
public final class Scripts {
  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      Collections.unmodifiableSet(
          EnumSet.of(
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA,
              UnicodeScript.THAI,
              UnicodeScript.LAO,
              UnicodeScript.KHMER,
              UnicodeScript.MYANMAR));

  /// Nothing before it is in a script without blanks.
  private static final char FIRST_WITHOUT_BLANKS = '\u0E00';

  private static final int HALF_AND_FULL_WIDTH = 0xFF01;
  private static final int LAST_OF_FULL_WIDTH = 0xFFEF;
  private static final Pattern WORD_BREAK = Pattern.compile("_");

  private Scripts() {}

  /// Those of the letters, in Unicode's order.
  public static Set<UnicodeScript> of(CharSequence text) {
    Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      UnicodeScript script = of(point);
      if (isOne(script)) {
        found.add(script);
      }
      at += Character.charCount(point);
    }
    return found;
  }

  /// That of the first letter; [UnicodeScript#COMMON] where there is none.
  public static UnicodeScript first(CharSequence text) {
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      UnicodeScript script = of(point);
      if (isOne(script)) {
        return script;
      }
      at += Character.charCount(point);
    }
    return UnicodeScript.COMMON;
  }

  private static UnicodeScript of(int point) {
    // By far the most frequent case.
    return point < 0x80 && !Character.isLetter(point)
        ? UnicodeScript.COMMON
        : UnicodeScript.of(point);
  }

  private static boolean isOne(UnicodeScript script) {
    return script != UnicodeScript.COMMON
        && script != UnicodeScript.INHERITED
        && script != UnicodeScript.UNKNOWN;
  }

  /// Whether words follow each other without blanks in a script.
  static boolean withoutBlanks(UnicodeScript script) {
    return WITHOUT_BLANKS.contains(script);
  }

  /// Whether both ends of a text are in a script without blanks.
  ///
  /// @param text not empty
  public static boolean withoutBlanks(String text) {
    return withoutBlanks(UnicodeScript.of(text.codePointAt(0)))
        && withoutBlanks(UnicodeScript.of(text.codePointBefore(text.length())));
  }

  /// Whether a dictionary must tell where the words of a text end, or its letters are of half or
  /// full width.
  public static boolean needDictionary(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit >= FIRST_WITHOUT_BLANKS) {
        int point = text.codePointAt(at);
        if ((point >= HALF_AND_FULL_WIDTH && point <= LAST_OF_FULL_WIDTH)
            || withoutBlanks(UnicodeScript.of(point))) {
          return true;
        }
      }
    }
    return false;
  }

  /// A script as people write it: `Latin`, `Canadian aboriginal`.
  static String name(UnicodeScript script) {
    String words = WORD_BREAK.matcher(script.name().toLowerCase(Locale.ROOT)).replaceAll(" ");
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}

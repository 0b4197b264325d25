package dev.grlm.identifier;

import dev.grlm.words.Quantities;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/// How many items have a term that tells a reader little about them. The rules go by characters and
/// units alone, for any catalogue; a few such terms are right (`3d`, `uv`, `spf-30`).
///
/// @param withDigit items with a digit in a term
/// @param withNumber items with a term of digits and signs alone
/// @param withUnit items with a unit or a quantity in a term ([Quantities])
/// @param withShort items with a term of one or two letters, in scripts whose words are longer
public record Readability(int withDigit, int withNumber, int withUnit, int withShort) {
  /// Letters of an alphabet with vowels: a word of one or two is rare and mostly an abbreviation.
  /// Two letters are a word in Hebrew or Thai, one is in Chinese.
  private static final Set<UnicodeScript> ALPHABETS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.GEORGIAN);

  private static final int SHORT = 2;

  public static Readability of(Identifiers identifiers) {
    return new Readability(
        items(identifiers, term -> term.codePoints().anyMatch(Character::isDigit)),
        items(identifiers, Quantities::isNumber),
        items(identifiers, Quantities::holdsUnit),
        items(identifiers, Readability::isShort));
  }

  private static int items(Identifiers identifiers, Predicate<String> fault) {
    return (int)
        identifiers.all().stream().filter(id -> id.symbols().stream().anyMatch(fault)).count();
  }

  /// One or two letters of an alphabet and nothing else.
  public static boolean isShort(String term) {
    return !term.isEmpty()
        && term.codePointCount(0, term.length()) <= SHORT
        && term.codePoints().allMatch(point -> ALPHABETS.contains(UnicodeScript.of(point)));
  }
}

package dev.grlm.words;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with a unit: `8-oz`, `1.7-fl-oz`, `250-мл`, `2-pack`. They say how much there is of a
/// thing, not what it is. Words are in lower case.
///
/// A symbol such as `oz` is a unit wherever it stands; a word that is something else, too (`pack`,
/// `foot`, `m`), only behind a number. What is not in the lists is no unit: `b12`, `4k`, `3d` and
/// `10x` are names.
public final class Quantities {
  /// Symbols and words that are nothing but units; those of SI are the same in all languages.
  private static final Set<String> UNITS =
      words(
          """
          oz fl floz ml cl dl kg mg mcg µg lb lbs mm cm km µm sq ct pcs pk qty
          ounce ounces gram grams gramme grammes milliliter milliliters millilitre millilitres
          liter liters litre litres inch inches kilogram kilograms centimeter centimeters
          gallon gallons pint pints quart quarts watt watts volt volts mah ghz mhz gb mb tb
          мл кг мг мм см шт гр 毫升 公斤 千克 厘米 毫米 มล กก ซม มม
          """);

  /// Units behind a number, else perhaps something else.
  private static final Set<String> BEHIND_A_NUMBER =
      words(
          """
          g l m w v k gr hz yd ft qt gal pc fluid pound pounds foot feet yard yards meter meters
          metre metres pack packs pak paks count counts piece pieces pair pairs
          stück zoll pfund gramm packung pièces pouces pulgadas piezas unidades onzas gramos litros
          pezzi grammi litri pollici peças gramas stuks gram bitar kpl szt
          г л м вт штук штуки грамм литр литра дюймов
          克 升 米 个 個 片 支 枚 本 件 包 条 개 매 병 그램 ชิ้น กรัม ลิตร
          """);

  /// What is counted in `pack of 6`.
  private static final Set<String> PACKS = Set.of("pack", "packs", "set", "lot", "case", "packung");

  private static final Pattern JOINED = Pattern.compile("(\\p{Nd}[\\p{Nd}.,/]*)(\\p{L}+)");

  private Quantities() {}

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().split("\\s+", -1)));
  }

  /// Digits with their punctuation.
  public static boolean isNumber(String word) {
    return word.codePoints().anyMatch(Character::isDigit)
        && word.codePoints().noneMatch(Character::isLetter);
  }

  /// A unit wherever it stands.
  public static boolean isUnit(String word) {
    return UNITS.contains(word);
  }

  /// A unit when it stands behind a number.
  public static boolean isUnitBehindNumber(String word) {
    return UNITS.contains(word) || BEHIND_A_NUMBER.contains(word);
  }

  /// A pack of so many, when `of` and a number follow.
  public static boolean isPack(String word) {
    return PACKS.contains(word);
  }

  /// `8oz` as `8-oz`; empty for any other word. One digit with one letter is a name: `5g`.
  public static Optional<String> apart(String word) {
    Matcher parts = JOINED.matcher(word);
    if (!parts.matches() || !isUnitBehindNumber(parts.group(2))) {
      return Optional.empty();
    }
    boolean name = parts.group(1).length() == 1 && parts.group(2).length() == 1;
    return name ? Optional.empty() : Optional.of(parts.group(1) + "-" + parts.group(2));
  }

  /// Does the term hold a unit: one that is nothing else, or one behind or joined with a number?
  ///
  /// @param term words with hyphens between them
  public static boolean holdsUnit(String term) {
    List<String> words = List.of(term.split("-", -1));
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      boolean behind = at > 0 && isNumber(words.get(at - 1)) && isUnitBehindNumber(word);
      if (behind || isUnit(word) || apart(word).isPresent()) {
        return true;
      }
      if (at + 2 < words.size() && isPack(word) && isNumber(words.get(at + 2))) {
        return true;
      }
    }
    return false;
  }
}

package dev.grlm.systems.grlm.extract;

import dev.grlm.words.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a quantity one word: `8 oz`, `8oz` and `8-oz` are `8-oz`, `1/2 inch` is `1/2-inch`, and
/// `pack of 3` is `pack-of-3` in any language that has a stop word between.
final class QuantityWords {
  /// A word of a text before it has a stem.
  ///
  /// @param between what is written between the word before and this one; `.` where there is none
  record Piece(String surface, String between) {
    /// Only blanks or hyphens, or nothing.
    boolean attached() {
      return between.chars().allMatch(c -> c == '-' || Character.isWhitespace(c));
    }
  }

  private final List<Piece> pieces;
  private final Predicate<String> stopWord;
  private int at;

  private QuantityWords(List<Piece> pieces, Predicate<String> stopWord) {
    this.pieces = pieces;
    this.stopWord = stopWord;
  }

  static List<Piece> joined(List<Piece> pieces, Predicate<String> stopWord) {
    var words = new QuantityWords(pieces, stopWord);
    var joined = new ArrayList<Piece>(pieces.size());
    while (words.at < pieces.size()) {
      String between = pieces.get(words.at).between();
      joined.add(new Piece(words.next(), between));
    }
    return joined;
  }

  private String next() {
    String surface = pieces.get(at++).surface();
    if (Quantities.isNumber(surface)) {
      return withUnits(fraction(surface));
    }
    if (isPack(surface)) {
      at += 2;
      return surface + "-" + surface(at - 2) + "-" + surface(at - 1);
    }
    return Quantities.apart(surface).map(this::withUnits).orElse(surface);
  }

  private String fraction(String number) {
    boolean follows =
        at < pieces.size()
            && pieces.get(at).between().equals("/")
            && Quantities.isNumber(surface(at));
    return follows ? number + "/" + surface(at++) : number;
  }

  private String withUnits(String number) {
    var quantity = new StringBuilder(number);
    while (isAttached(at) && Quantities.isUnitBehindNumber(surface(at))) {
      quantity.append('-').append(surface(at++));
    }
    return quantity.toString();
  }

  private boolean isPack(String surface) {
    return Quantities.isPack(surface)
        && isAttached(at)
        && isAttached(at + 1)
        && stopWord.test(surface(at))
        && Quantities.isNumber(surface(at + 1));
  }

  private boolean isAttached(int place) {
    return place < pieces.size() && pieces.get(place).attached();
  }

  private String surface(int place) {
    return pieces.get(place).surface();
  }
}

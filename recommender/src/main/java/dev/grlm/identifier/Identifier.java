package dev.grlm.identifier;

import java.util.HashSet;
import java.util.List;

/// The symbols that stand for an item, in slot order. Equality by value is collision detection.
public record Identifier(List<String> symbols) {
  public Identifier {
    symbols = List.copyOf(symbols);
  }

  public static Identifier of(String... symbols) {
    return new Identifier(List.of(symbols));
  }

  public int length() {
    return symbols.size();
  }

  public String symbol(int slot) {
    return symbols.get(slot);
  }

  /// `length` distinct, non-empty symbols.
  public boolean wellFormed(int length) {
    return symbols.size() == length
        && symbols.stream().noneMatch(String::isBlank)
        && new HashSet<>(symbols).size() == length;
  }

  /// Distinct, non-empty symbols, as many as are allowed.
  public boolean wellFormed(Lengths lengths) {
    return lengths.allow(length()) && wellFormed(length());
  }

  /// The canonical text: brackets, comma and space (docs/decisions/0013#3).
  @Override
  public String toString() {
    return "[" + String.join(", ", symbols) + "]";
  }
}

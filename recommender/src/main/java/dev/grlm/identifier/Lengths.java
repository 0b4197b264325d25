package dev.grlm.identifier;

import java.util.Collection;

/// How many symbols identifiers of one kind have.
///
/// @param longest symbols of the longest one
/// @param fixed whether all have so many
public record Lengths(int longest, boolean fixed) {
  public static Lengths exactly(int length) {
    return new Lengths(length, true);
  }

  /// At least one and no more than `longest`.
  public static Lengths upTo(int longest) {
    return new Lengths(longest, false);
  }

  /// Those that the identifiers have; of none at all, none.
  public static Lengths of(Collection<Identifier> identifiers) {
    int longest = identifiers.stream().mapToInt(Identifier::length).max().orElse(0);
    boolean fixed = identifiers.stream().allMatch(one -> one.length() == longest);
    return new Lengths(longest, fixed);
  }

  public boolean allow(int length) {
    return fixed ? length == longest : length >= 1 && length <= longest;
  }

  /// As in a sentence: `5` or `1 to 6`.
  @Override
  public String toString() {
    return fixed ? Integer.toString(longest) : "1 to " + longest;
  }
}

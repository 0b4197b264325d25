package dev.grlm.coded;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The setting of systems that name items by words from which validation chooses what the length of
/// an identifier counts.
public final class LengthExponents {
  public static final String KEY = "lengthExponents";

  private LengthExponents() {}

  /// @return a copy
  /// @throws IllegalArgumentException naming the setting and its values
  public static List<Double> checked(List<Double> exponents) {
    if (exponents.isEmpty()
        || exponents.stream().anyMatch(one -> !(one >= 0) || one.isInfinite())) {
      throw new IllegalArgumentException(
          KEY + " must be finite and not negative, at least one: " + exponents);
    }
    return List.copyOf(exponents);
  }

  /// What of a system's settings decides how it answers: where there is something to choose, the
  /// choice is a file.
  ///
  /// @param decoder the same of its decoder's
  public static SortedMap<String, Object> asked(
      Map<String, Object> decoder, List<Double> exponents) {
    var asked = new TreeMap<>(decoder);
    if (exponents.size() == 1) {
      asked.put("lengthExponent", exponents.getFirst());
    }
    return asked;
  }
}

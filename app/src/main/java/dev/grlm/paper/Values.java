package dev.grlm.paper;

import java.util.List;
import java.util.Locale;

/// What an experiment was told to try.
final class Values {
  private Values() {}

  /// @param otherwise where nothing was told
  /// @param what they are, for a message
  /// @throws IllegalArgumentException naming the value that is no positive whole number
  static List<Integer> counts(List<String> told, List<Integer> otherwise, String what) {
    if (told.isEmpty()) {
      return otherwise;
    }
    return told.stream().map(value -> count(value, what)).toList();
  }

  /// @throws IllegalArgumentException naming what is no positive whole number
  static int count(String value, String what) {
    try {
      int count = Integer.parseInt(value);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      // refused below
    }
    throw new IllegalArgumentException(what + " is a whole number above 0, not '" + value + "'");
  }

  /// Whether all of them are whole numbers.
  static boolean areCounts(List<String> told) {
    return told.stream().allMatch(value -> value.matches("[0-9]+"));
  }

  /// The last name of a path, as a variant is called.
  static String slug(String path) {
    String name = path.replaceAll("/+$", "").replaceAll(".*/", "");
    String slug =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9.]+", "-")
            .replaceAll("^[.-]+|[.-]+$", "");
    return slug.isEmpty() ? "value" : slug;
  }
}

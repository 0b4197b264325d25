package dev.grlm.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Leave-one-out: per user the last item is the test target, the last but one the validation
/// target, the rest is training. A user with fewer than [#MINIMUM_LENGTH] items only trains.
public enum Split {
  VALIDATION(2),
  TEST(1);

  /// Shortest history that has a target in every split.
  public static final int MINIMUM_LENGTH = 3;

  private final int fromEnd;

  Split(int fromEnd) {
    this.fromEnd = fromEnd;
  }

  /// @throws IllegalArgumentException naming the word, when it is neither `validation` nor `test`
  public static Split parse(String word) {
    for (Split split : values()) {
      if (split.word().equals(word)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "unknown split '" + word + "'; it is one of " + Arrays.toString(values()));
  }

  /// `validation` or `test`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The item to be predicted.
  public int target(History history) {
    return history.item(history.length() - fromEnd);
  }

  /// Everything before the target.
  public int[] context(History history) {
    return history.prefix(history.length() - fromEnd);
  }

  /// Users that have a target, in order.
  public static List<History> evaluated(Dataset dataset) {
    return dataset.histories().stream().filter(h -> h.length() >= MINIMUM_LENGTH).toList();
  }

  /// The positions that models may be fitted on: all but the last two; a user without targets gives
  /// all.
  public static int[] training(History history) {
    return history.length() < MINIMUM_LENGTH
        ? history.items()
        : history.prefix(history.length() - 2);
  }
}

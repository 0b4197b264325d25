package dev.grlm.evaluate;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether an item of the history may be recommended again. One answer for every row of a report.
public enum RepeatPolicy {
  /// What validation says: allow when at least [#THRESHOLD] of the targets are repeats.
  AUTO,
  ALLOW,
  FORBID;

  /// Share of validation targets from which repeats are worth recommending.
  public static final double THRESHOLD = .01;

  /// @throws IllegalArgumentException naming the word, when it is none of `auto`, `allow`, `forbid`
  public static RepeatPolicy parse(String word) {
    for (RepeatPolicy policy : values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "unknown repeat policy '"
            + word
            + "'; it is one of "
            + Arrays.stream(values()).map(RepeatPolicy::word).toList());
  }

  /// `auto`, `allow` or `forbid`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The answer for this dataset.
  public boolean allows(Dataset dataset) {
    return switch (this) {
      case AUTO -> repeatShare(dataset) >= THRESHOLD;
      case ALLOW -> true;
      case FORBID -> false;
    };
  }

  /// Share of validation targets that stand in their own history; 0 without any user.
  public static double repeatShare(Dataset dataset) {
    List<History> users = Split.VALIDATION.evaluated(dataset);
    long repeats = users.stream().filter(RepeatPolicy::repeats).count();
    return users.isEmpty() ? 0 : (double) repeats / users.size();
  }

  private static boolean repeats(History history) {
    int target = Split.VALIDATION.target(history);
    return Arrays.stream(Split.VALIDATION.context(history)).anyMatch(item -> item == target);
  }
}

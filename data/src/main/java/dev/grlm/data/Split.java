package dev.grlm.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which item of a [History] is to be predicted: the first of its validation or test part, after
/// everything before it. A user has no target where the part is empty or nothing stands before it.
///
/// Leave-one-out is the case of parts of one item each. With parts cut by time, what a model is
/// fitted on, and all that it is asked after, is older than the cut.
public enum Split {
  VALIDATION,
  TEST;

  /// Shortest history that has a target in every split of leave-one-out.
  public static final int MINIMUM_LENGTH = History.SHORTEST_CUT;

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

  private int start(History history) {
    return this == VALIDATION ? history.validationStart() : history.testStart();
  }

  private int end(History history) {
    return this == VALIDATION ? history.testStart() : history.length();
  }

  /// Whether there is an item to be predicted, and one before it.
  public boolean hasTarget(History history) {
    int start = start(history);
    return start >= 1 && start < end(history);
  }

  /// The item to be predicted, of a history that [has one][#hasTarget].
  public int target(History history) {
    return history.item(start(history));
  }

  /// Everything before the target.
  public int[] context(History history) {
    return history.prefix(start(history));
  }

  /// Users that have a target, in order.
  public List<History> evaluated(Dataset dataset) {
    return dataset.histories().stream().filter(this::hasTarget).toList();
  }

  /// The items that models may be fitted on: the training part.
  public static int[] training(History history) {
    return history.prefix(history.validationStart());
  }
}

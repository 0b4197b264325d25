package dev.grlm.service;

import dev.grlm.journal.LiveEvent;
import dev.grlm.live.Feedback;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a user did, and after which answer.
///
/// @param after id of the answer, null where it is not said
record Happened(LiveEvent event, Feedback.Kind kind, @Nullable String after) {
  private static final List<String> KINDS =
      Arrays.stream(Feedback.Kind.values()).map(Happened::label).toList();

  static String label(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /// @param label null for a purchase
  /// @throws Problem 400 when there is no such kind
  static Feedback.Kind kind(@Nullable String label) {
    if (label == null) {
      return Feedback.Kind.PURCHASE;
    }
    return Arrays.stream(Feedback.Kind.values())
        .filter(kind -> label(kind).equals(label))
        .findFirst()
        .orElseThrow(
            () -> Problem.badRequest("'kind' must be one of " + KINDS + ", is '" + label + "'"));
  }
}

package dev.grlm.live;

import java.time.Duration;

/// How long it is known what was shown.
///
/// @param mostLists lists that are kept; of more the oldest are dropped. 0 counts nothing
/// @param window after which a list is dropped, and what is done then counts for none
public record FeedbackSettings(int mostLists, Duration window) {
  public static final FeedbackSettings DEFAULT =
      new FeedbackSettings(100_000, Duration.ofHours(24));

  public FeedbackSettings {
    if (mostLists < 0) {
      throw new IllegalArgumentException(
          "the number of shown lists must not be negative, is " + mostLists);
    }
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("the time of feedback must be positive, is " + window);
    }
  }
}

package dev.grlm.evaluate;

import dev.grlm.data.Counts;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What the times of a data set say of its order. The unit of times is nowhere said; it is told by
/// the latest of them.
///
/// @param neighbors events of the training parts that have one before them
/// @param ties those of them at the very time of the one before: their order is not by time but
///   that of the input
public record EventTimes(long neighbors, long ties) {
  /// From this share on their order can carry a result.
  private static final double MANY = .01;

  private static final long SECONDS_A_DAY = 86_400;

  /// In seconds, March 1973; a thousand times as much is the year 5138, or 1973 in milliseconds.
  private static final long EARLIEST = 100_000_000L;

  /// Empty where the times are not known.
  public static Optional<EventTimes> of(Dataset dataset) {
    if (!dataset.timed()) {
      return Optional.empty();
    }
    long neighbors = 0;
    long ties = 0;
    for (History history : dataset.histories()) {
      for (int place = 1; place < history.validationStart(); place++) {
        neighbors++;
        ties += history.time(place - 1) == history.time(place) ? 1 : 0;
      }
    }
    return Optional.of(new EventTimes(neighbors, ties));
  }

  /// A day in the unit of the times: seconds, milliseconds, microseconds or nanoseconds since 1970.
  /// Empty where the latest is before March 1973 in seconds.
  static OptionalLong day(Dataset dataset) {
    long latest =
        dataset.histories().stream()
            .filter(history -> history.length() > 0)
            .mapToLong(history -> history.time(history.length() - 1))
            .max()
            .orElse(0);
    if (latest < EARLIEST) {
      return OptionalLong.empty();
    }
    long seconds = latest;
    long day = SECONDS_A_DAY;
    while (seconds / EARLIEST >= 1_000) {
      seconds /= 1_000;
      day *= 1_000;
    }
    return OptionalLong.of(day);
  }

  /// What a reader of a report must know of ties: that their order was drawn, or how many there
  /// are. Empty where there are none, or nobody knows.
  public static String note(Dataset dataset) {
    Long drawn = dataset.counts().get(Counts.TIES_DRAWN);
    if (drawn == null) {
      return of(dataset).map(EventTimes::sentence).orElse("");
    }
    return String.format(
        Locale.ROOT,
        "Ties are shuffled: %,d of %,d events are at the time of another one of their user, and the order of these, and so which of them are targets, was drawn by the seed.",
        drawn,
        dataset.interactions());
  }

  /// Where the order is that of the input; empty without a tie.
  public String sentence() {
    if (ties == 0) {
      return "";
    }
    String advice =
        ties < MANY * neighbors ? "" : " A run that is fitted with --ties shuffle does without it.";
    return String.format(
            Locale.ROOT,
            "Of %,d neighbouring events in training %,d (%.1f %%) are at one time, so that their order is that of the input and no knowledge of time.",
            neighbors,
            ties,
            100.0 * ties / neighbors)
        + advice;
  }
}

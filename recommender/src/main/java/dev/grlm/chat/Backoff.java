package dev.grlm.chat;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;

/// How long a retry waits: uniformly between nothing and a limit that doubles each time ("full
/// jitter"), so that clients which failed together do not come back together.
///
/// @param first the limit before the first retry
record Backoff(Duration first) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /// What a server may ask to wait; beyond it a prompt is given up.
  static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  /// @param retry 0 for the first
  /// @param seed of the prompt; equal seeds wait equally
  Duration pause(int retry, long seed) {
    long limit = Math.min(LONGEST.toNanos(), first.toNanos() << Math.min(retry, 20));
    limit = limit < 0 ? LONGEST.toNanos() : limit;
    var random = new SplittableRandom(new SplittableRandom(seed + retry).nextLong());
    return Duration.ofNanos((long) (random.nextDouble() * limit));
  }

  /// Reads `Retry-After`, which is a number of seconds or a date (RFC 9110, 10.2.3).
  ///
  /// @return empty where it is neither; never negative
  static Optional<Duration> asked(String header, Instant now) {
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

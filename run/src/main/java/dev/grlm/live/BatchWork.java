package dev.grlm.live;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is done with the questions that a worker takes at once.
final class BatchWork {
  private BatchWork() {}

  /// @param part questions of one arm, which are decoded together
  /// @param now the state of the arm; is released
  /// @param arm null without an experiment
  /// @param longestHistory items of a history that are looked at
  /// @param heard is told when they are decoded
  static List<Timed> of(
      List<Waiting> part,
      State now,
      @Nullable String arm,
      int longestHistory,
      Consumer<Timing> heard) {
    try {
      long begun = System.nanoTime();
      State.Decoded decoded = now.answers(part, longestHistory, arm);
      long answered = System.nanoTime();
      long longest = part.stream().mapToLong(Waiting::since).min().orElse(begun);
      heard.accept(new Timing(longest, begun, decoded.decoded(), answered, part.size()));
      return IntStream.range(0, part.size())
          .mapToObj(i ->
              new Timed(
                  decoded.answers().get(i),
                  new Timing(part.get(i).since(), begun, decoded.decoded(), answered, part.size())))
          .toList();
    } finally {
      now.inUse().release();
    }
  }
}

package dev.grlm.live;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is done with the questions that a worker takes at once: those of each arm of an experiment
/// are decoded together.
final class BatchWork {
  private BatchWork() {}

  /// @param armOf a question, null without an experiment
  /// @param acquired the state of an arm, to be released
  /// @param longestHistory items of a history that are looked at
  /// @param heard is told of every part that was decoded together
  static List<Timed> of(
      List<Waiting> batch,
      Function<Ask, @Nullable String> armOf,
      Function<@Nullable String, State> acquired,
      int longestHistory,
      Consumer<Timing> heard) {
    String[] arms =
        batch.stream()
            .map(one -> Objects.requireNonNullElse(armOf.apply(one.ask()), ""))
            .toArray(String[]::new);
    var answers = new Timed[batch.size()];
    for (String arm : Arrays.stream(arms).distinct().toList()) {
      int[] places = IntStream.range(0, arms.length).filter(i -> arms[i].equals(arm)).toArray();
      List<Waiting> part = Arrays.stream(places).mapToObj(batch::get).toList();
      String named = arm.isEmpty() ? null : arm;
      List<Timed> answered = part(part, acquired.apply(named), named, longestHistory, heard);
      for (int i = 0; i < places.length; i++) {
        answers[places[i]] = answered.get(i);
      }
    }
    return List.of(answers);
  }

  private static List<Timed> part(
      List<Waiting> part,
      State now,
      @Nullable String arm,
      int longestHistory,
      Consumer<Timing> heard) {
    try {
      long begun = System.nanoTime();
      State.Decoded decoded =
          now.answers(part.stream().map(Waiting::ask).toList(), longestHistory, arm);
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

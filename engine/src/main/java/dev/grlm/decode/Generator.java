package dev.grlm.decode;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Continues prompts token by token, many at a time; one that has ended takes no part in further
/// steps. Immutable; thread-safe if the detokenizer is.
///
/// @param <C> contexts of the model
public final class Generator<C> {
  private final LanguageModel<C> model;
  private final Sampling sampling;
  private final Stops stops;

  public Generator(LanguageModel<C> model, Sampling sampling, Stops stops) {
    this.model = model;
    this.sampling = sampling;
    this.stops = stops;
  }

  /// Continues all contexts, which are numbered from 0.
  public List<GeneratedTokens> generate(List<? extends C> contexts) {
    return generate(contexts, LongStream.range(0, contexts.size()).toArray());
  }

  /// Continues all contexts.
  ///
  /// @param numbers by which random numbers are told apart: who cuts work into batches gives each
  ///   context its number in the whole of it, and gets the same texts from any batches
  public List<GeneratedTokens> generate(List<? extends C> contexts, long[] numbers) {
    if (numbers.length != contexts.size()) {
      throw new IllegalArgumentException(
          contexts.size() + " contexts, but numbers for " + numbers.length);
    }
    List<PartialSequence> all = Arrays.stream(numbers).mapToObj(this::started).toList();
    try (Session session = model.open(contexts)) {
      List<PartialSequence> live = all;
      while (true) {
        grow(session, live);
        List<PartialSequence> grown = live;
        int[] unfinished =
            IntStream.range(0, grown.size()).filter(row -> !grown.get(row).ended()).toArray();
        if (unfinished.length == 0) {
          return all.stream().map(PartialSequence::finished).toList();
        }
        live = Arrays.stream(unfinished).mapToObj(grown::get).toList();
        session.advance(unfinished, live.stream().mapToInt(PartialSequence::newest).toArray());
      }
    }
  }

  private PartialSequence started(long number) {
    return new PartialSequence(
        stops,
        switch (sampling) {
          case Sampling.Greedy _ -> (_, from, _) -> from;
          case Sampling.Drawn drawn -> {
            SplittableRandom random = drawn.numbers(number);
            yield (logits, from, to) -> drawn.choose(logits, from, to, random.nextDouble());
          }
        });
  }

  /// One more token for every row.
  private void grow(Session session, List<PartialSequence> rows) {
    Session.Candidates best = session.best(considered());
    for (int row = 0; row < rows.size(); row++) {
      rows.get(row).take(best, row);
    }
  }

  private int considered() {
    return switch (sampling) {
      case Sampling.Greedy _ -> 1;
      case Sampling.Drawn drawn -> drawn.topK() == 0 ? Integer.MAX_VALUE : drawn.topK();
    };
  }
}

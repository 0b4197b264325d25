package dev.grlm.signal;

import dev.grlm.recommend.ScoredItems;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Items that many had, whoever asks: s(j) = √(how often j stands in training positions ÷ how often
/// the most popular item does).
final class PopularSignal extends ComputedSignal {
  /// The answer to every history.
  private final ScoredItems popular;

  /// @param items size of the catalogue
  /// @param popular the answer to every history; see [#scores(long\[\])]
  PopularSignal(String name, double floor, Words words, int items, ScoredItems popular) {
    super(name, floor, words, items);
    this.popular = popular;
  }

  /// @param counts of each item
  static ScoredItems scores(long[] counts) {
    double most = Arrays.stream(counts).max().orElse(0);
    int[] items = IntStream.range(0, counts.length).filter(item -> counts[item] > 0).toArray();
    float[] scores = new float[items.length];
    for (int place = 0; place < items.length; place++) {
      scores[place] = (float) Math.sqrt(counts[items[place]] / most);
    }
    return new ScoredItems(items, scores);
  }

  @Override
  ScoredItems from(Answers answers) {
    return popular;
  }
}

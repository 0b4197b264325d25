package dev.grlm.decode;

import java.util.SplittableRandom;

/// How the next symbol is chosen when text is generated. What a run uses is what its configuration
/// says: the flags in a checkpoint's `generation_config.json` are not read anywhere here.
public sealed interface Sampling {
  /// Always the most probable symbol; of equal ones the smallest.
  record Greedy() implements Sampling {}

  /// Draws from the softmax of logits / temperature, cut to the `topK` best symbols, and of those
  /// to the fewest best ones that together have at least probability `topP`, in this order. Of
  /// equal symbols the smaller ones are the better ones.
  ///
  /// The random number of a request at a step follows from `seed`, the number of the request and
  /// the step alone; so a draw depends on other requests of the batch only as far as the model's
  /// rounding does.
  ///
  /// @param temperature above 0; 1 is the model's own distribution
  /// @param topK 0 for no limit
  /// @param topP in (0, 1]; 1 for no limit
  record Drawn(double temperature, int topK, double topP, long seed) implements Sampling {
    public Drawn {
      if (!(temperature > 0) || Double.isInfinite(temperature)) {
        throw new IllegalArgumentException(
            "the temperature must be positive and finite: " + temperature);
      }
      if (topK < 0) {
        throw new IllegalArgumentException("top-k must not be negative: " + topK);
      }
      if (!(topP > 0 && topP <= 1)) {
        throw new IllegalArgumentException("top-p must be in (0, 1]: " + topP);
      }
    }

    /// Gives one number in [0, 1) per step.
    SplittableRandom numbers(long request) {
      long start = new SplittableRandom(seed).nextLong();
      return new SplittableRandom(new SplittableRandom(start + request).nextLong());
    }

    /// Among symbols in order, best first.
    ///
    /// @param logits up to a constant
    /// @param number in [0, 1)
    /// @return place of the chosen one, in from … to − 1
    int choose(float[] logits, int from, int to, double number) {
      int limit = topK == 0 ? to - from : Math.min(topK, to - from);
      var cumulative = new double[limit];
      double sum = 0;
      for (int i = 0; i < limit; i++) {
        sum += Math.exp((logits[from + i] - (double) logits[from]) / temperature);
        cumulative[i] = sum;
      }
      int last = 0;
      while (last < limit - 1 && cumulative[last] < topP * sum) {
        last++;
      }
      double target = number * cumulative[last];
      int place = 0;
      while (place < last && cumulative[place] <= target) {
        place++;
      }
      return from + place;
    }
  }
}

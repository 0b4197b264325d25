package dev.grlm.lm.t5;

import dev.grlm.lm.TinyModels;
import java.util.List;
import java.util.SplittableRandom;

/// Small models with weights large enough that every part of the computation shows in the logits.
public final class TinyT5 {
  public static final int VOCABULARY = 23;

  /// Of 5 codes, 4 and 6: tokens 1 to 15; 16 to 22 are for the encoder alone.
  public static final List<Integer> LEVELS = List.of(5, 4, 6);

  private TinyT5() {}

  /// With a gate states are not scaled, as in version 1.1. Stacks of different heights, heads that
  /// do not fill the width, and so few near positions that short sequences reach the far ones.
  public static T5Config config(boolean gated, boolean tied, List<Integer> levels) {
    return new T5Config(
        VOCABULARY,
        12,
        5,
        20,
        3,
        2,
        3,
        8,
        12,
        0,
        1e-6,
        1,
        gated,
        tied,
        tied && !gated,
        0,
        0,
        1,
        levels,
        0);
  }

  /// Reads passages, of which it knows four places.
  public static T5Config passages(boolean gated, boolean tied, List<Integer> levels) {
    return config(gated, tied, levels).withPassages(4);
  }

  /// Gains are drawn, too: at 1 they would hide a gain that is not applied.
  public static T5 model(T5Config config, long seed) {
    var model = new T5(config, seed);
    TinyModels.shake(model.parameters(), seed);
    return model;
  }

  /// Padding among them: it is a token like any other where it is read.
  public static int[] tokens(int length, long seed) {
    return new SplittableRandom(seed).ints(length, 0, VOCABULARY).toArray();
  }

  /// An answer that the model has symbols for.
  public static int[] answer(T5Config config, int length, long seed) {
    var random = new SplittableRandom(seed);
    var answer = new int[length];
    for (int depth = 0; depth < length; depth++) {
      answer[depth] = random.nextInt(config.symbols(depth));
    }
    return answer;
  }
}

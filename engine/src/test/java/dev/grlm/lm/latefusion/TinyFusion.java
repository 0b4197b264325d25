package dev.grlm.lm.latefusion;

import dev.grlm.lm.TinyModels;
import java.util.List;
import java.util.SplittableRandom;

/// Small models and things for tests, with weights so large that no two outputs are nearly the
/// same.
final class TinyFusion {
  static final int THINGS = 9;

  /// Of different lengths, one longer than what is read, one with a thing twice.
  static final List<int[]> HISTORIES =
      List.of(new int[] {3, 1, 4}, new int[] {8}, new int[] {2, 7, 1, 8, 2, 5});

  /// Every passage there is.
  static final LateFusionConfig ALL =
      new LateFusionConfig(List.of(5, 4, 6), true, 3, 8, 2, 1, 2, 12, 4, 0);

  /// What things are called and nothing else.
  static final LateFusionConfig NAMES =
      new LateFusionConfig(List.of(5, 4, 6), false, 0, 8, 1, 0, 2, 12, 4, 0);

  private TinyFusion() {}

  static LateFusion model(LateFusionConfig config) {
    var model = new LateFusion(config, 3);
    TinyModels.shake(model.parameters(), 3);
    return model;
  }

  /// The first thing is like none. Names have one to three symbols, and 0 is where they end.
  static Passages passages(LateFusionConfig config) {
    var random = new SplittableRandom(5);
    var symbols = new int[THINGS][config.slots()];
    var similar = new int[THINGS][];
    var texts = new float[THINGS * config.textWidth()];
    for (int thing = 0; thing < THINGS; thing++) {
      for (int slot = 0; slot < config.slots(); slot++) {
        boolean ended = slot > thing % 3;
        symbols[thing][slot] = ended ? 0 : random.nextInt(1, config.slotSizes().get(slot));
      }
      similar[thing] = random.ints(thing % 4, 0, THINGS).toArray();
    }
    for (int i = 0; i < texts.length; i++) {
      texts[i] = random.nextInt(-2, 3) / 2f;
    }
    return new Passages(symbols, similar, config.textWidth(), texts);
  }
}

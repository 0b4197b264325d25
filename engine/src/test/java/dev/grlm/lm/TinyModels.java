package dev.grlm.lm;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Small models and steps for tests.
public final class TinyModels {
  /// Of the steps that [#loud] models know.
  public static final long UNIVERSE_SEED = 2;

  private TinyModels() {}

  /// Slots of 5, 4 and 3 symbols, 6 steps with a number, 7 words, no dropout.
  public static TwoLevelConfig config() {
    return new TwoLevelConfig(List.of(5, 4, 3), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, false);
  }

  /// As [#config], choosing symbols with the known steps in view.
  public static TwoLevelConfig looking() {
    return new TwoLevelConfig(List.of(5, 4, 3), 6, 7, 8, 2, 2, 12, 10, 4, 0, 0, 0, true);
  }

  /// With weights so large that no two outputs are nearly the same, gains and biases too.
  public static TwoLevelDecoder loud(TwoLevelConfig config, long seed) {
    var model = new TwoLevelDecoder(config, universe(config, config.steps(), UNIVERSE_SEED), seed);
    shake(model.parameters(), seed);
    return model;
  }

  /// Adds N(0, 0.3²) to every weight.
  public static void shake(Parameters parameters, long seed) {
    var random = new Random(seed);
    float[] values = parameters.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.3 * random.nextGaussian());
    }
    Tensors.overwrite(parameters.flat(), values);
  }

  /// `count` random steps that fit `config`, numbered from 0.
  public static List<Step> universe(TwoLevelConfig config, int count, long seed) {
    var random = new Random(seed);
    var steps = new ArrayList<Step>();
    for (int id = 0; id < count; id++) {
      var symbols = new int[config.slots()];
      for (int slot = 0; slot < symbols.length; slot++) {
        symbols[slot] = random.nextInt(config.slotSizes().get(slot));
      }
      steps.add(new Step(id, symbols));
    }
    return steps;
  }
}

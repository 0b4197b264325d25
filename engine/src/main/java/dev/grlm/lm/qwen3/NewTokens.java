package dev.grlm.lm.qwen3;

import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Tokens that a model is to learn beside those that it knows. Each gets a row of the embedding,
/// and of a head that is not the embedding, around the mean of the rows of all known tokens: the
/// mean, plus what is drawn from N(0, `initializer_range`²). So a new token is at first as likely
/// as a word is on average, and no two are alike.
///
/// @param first number of the first; all tokens before it are known. A published model has rows
///   behind its last token that stand for nothing: they are used first
/// @param count how many there are
/// @param seed of what is drawn
public record NewTokens(int first, int count, long seed) {
  private static final int SOME = 8_192;

  /// @throws IllegalArgumentException when there is none, or none before them
  public NewTokens {
    if (first < 1 || count < 1) {
      throw new IllegalArgumentException(
          "new tokens follow known ones: %d from %d on".formatted(count, first));
    }
  }

  /// Rows that a model needs for all its tokens.
  int rows() {
    return Math.addExact(first, count);
  }

  /// Overwrites the rows of the new tokens.
  void draw(Parameters weights, Qwen3Config config) {
    draw(weights.tensor(Qwen3Folder.EMBEDDING), config, 1);
    if (!config.tied()) {
      draw(weights.tensor(Qwen3Folder.HEAD), config, 2);
    }
  }

  private void draw(Tensor table, Qwen3Config config, int which) {
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + which);
    var values = new float[Math.multiplyExact(count, config.width())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * config.initializerRange());
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor mean = mean(table, config.width());
      Tensor noise = Tensors.beside(mean, Tensors.floats(values, count, config.width()));
      table.narrow(0, first, count).copy_(noise.add(mean));
    }
  }

  /// Of the known rows, in float32; some at a time, because a table in half precision is copied.
  private Tensor mean(Tensor table, int width) {
    Tensor sum = Tensors.beside(table, Tensors.zeros(width));
    for (int from = 0; from < first; from += SOME) {
      try (var _ = new PointerScope()) {
        Tensor some = table.narrow(0, from, Math.min(SOME, first - from));
        sum.add_(some.to(ScalarType.Float).sum(0));
      }
    }
    return sum.div(new Scalar((double) first));
  }
}

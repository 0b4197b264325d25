package dev.grlm.embed;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Path;

/// A checkpoint folder in the files of Qwen3: a tokenizer of some hundred pieces and a decoder with
/// drawn weights.
public final class TinyCheckpoint {
  private TinyCheckpoint() {}

  /// @param tokenizer trained on what it shall read
  /// @param width of the model
  public static Path write(Path folder, TinyBytePair tokenizer, int width, long seed)
      throws IOException {
    tokenizer.write(folder, TinyBytePair.Template.HYBRID);
    var config =
        new Qwen3Config(
            tokenizer.size() + 3, // as published models, with rows that stand for no token
            width,
            2 * width,
            2,
            4,
            2,
            16,
            1_024,
            10_000,
            1e-6,
            0.05,
            true,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID,
            Qwen3Config.NO_ID);
    try (var model = new Qwen3(config, 0, seed)) {
      model.save(folder);
    }
    return folder;
  }
}

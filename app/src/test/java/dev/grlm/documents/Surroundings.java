package dev.grlm.documents;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.testkit.ForeignData;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What a reader of some documents has already: exports of other systems, and checkpoints.
final class Surroundings {
  /// As they are published; here with random weights.
  private static final List<String> CHECKPOINTS =
      List.of("Qwen3-0.6B", "Qwen3-4B-Instruct-2507", "Qwen3-Embedding-0.6B");

  private Surroundings() {}

  static void write(Path folder) throws IOException {
    for (String word : ForeignData.ALL.keySet()) {
      ForeignData.write(word, folder.resolve("dumps").resolve(word));
    }
    for (String name : CHECKPOINTS) {
      TinyBytePair tokenizer = TinyBytePair.shop();
      tokenizer.write(folder.resolve(name), TinyBytePair.Template.HYBRID);
      try (var model = new Qwen3(config(tokenizer.size()), 0, 7)) {
        model.save(folder.resolve(name));
      }
    }
  }

  private static Qwen3Config config(int tokens) {
    return new Qwen3Config(
        tokens,
        16,
        32,
        1,
        2,
        1,
        8,
        4_096,
        10_000,
        1e-6,
        0.05,
        true,
        Qwen3Config.NO_ID,
        Qwen3Config.NO_ID,
        Qwen3Config.NO_ID);
  }
}

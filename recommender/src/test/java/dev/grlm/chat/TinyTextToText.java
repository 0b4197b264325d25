package dev.grlm.chat;

import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.testkit.TinyUnigram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A T5 folder with a tokenizer and drawn weights: its answers are noise, but always the same
/// noise.
public final class TinyTextToText {
  private TinyTextToText() {}

  /// @param words that are one piece each
  public static void write(Path folder, List<String> words, long seed) throws IOException {
    TinyUnigram.write(folder, words);
    T5Config shape =
        T5Config.ofLevels(List.of(), 16, 8, 32, 1, 2)
            .withVocabularySize(TinyUnigram.size(words.size()))
            .withEndId(TinyUnigram.END)
            .withTied(true);
    try (var model = new T5(shape, seed)) {
      model.save(folder);
    }
  }
}

package dev.grlm.run;

import dev.grlm.codec.InstructionPrompts;
import dev.grlm.embed.TinyCheckpoint;
import dev.grlm.systems.lcrec.LcRecSystem;
import dev.grlm.testkit.TinyBytePair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A small checkpoint for the [CyclicShop] whose tokenizer has whole words for what the prompts
/// say, so that sequences, and with them tests, are short.
final class CyclicCheckpoint {
  private CyclicCheckpoint() {}

  /// As [#write], for the questions that LC-Rec asks.
  static Path ofCodes(Path folder, int width) throws IOException {
    try (InputStream words = LcRecSystem.class.getResourceAsStream("templates.txt")) {
      var text = new StringBuilder();
      text.append(new String(words.readAllBytes(), StandardCharsets.UTF_8).repeat(4));
      for (int item = 0; item < CyclicShop.ITEMS; item++) {
        text.append(' ').append(CyclicShop.title(item));
      }
      return TinyCheckpoint.write(folder, TinyBytePair.train(text.toString(), 500), width, 3);
    }
  }

  static Path write(Path folder, int width) throws IOException {
    var text = new StringBuilder();
    for (String task : List.of("next.txt", "name.txt")) {
      try (InputStream words = InstructionPrompts.class.getResourceAsStream(task)) {
        text.append(new String(words.readAllBytes(), StandardCharsets.UTF_8).repeat(4));
      }
    }
    for (int item = 0; item < CyclicShop.ITEMS; item++) {
      text.append("Product: [").append(CyclicShop.title(item).replace(" ", ", "));
      text.append("] Title: ").append(CyclicShop.title(item)).append('\n');
    }
    return TinyCheckpoint.write(folder, TinyBytePair.train(text.toString(), 500), width, 3);
  }
}

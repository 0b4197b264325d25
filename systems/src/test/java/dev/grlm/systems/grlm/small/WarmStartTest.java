package dev.grlm.systems.grlm.small;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmStartTest {
  private static final int WIDTH = 4;

  @TempDir private Path folder;

  private static TwoLevelDecoder decoder(int terms, int items, int words, long seed) {
    return new TwoLevelDecoder(
        new TwoLevelConfig(List.of(terms, 2), items, words, WIDTH, 1, 2, 8, 8, 3, 0, 0, 0, false),
        seed);
  }

  private static float[] row(TwoLevelDecoder model, String name, int row) {
    float[] values = Tensors.toFloats(model.parameters().tensor(name));
    int width = name.endsWith(".bias") ? 1 : WIDTH;
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /// The new model has another order of terms, a term, an item and a word more, and one word less.
  @Test
  void rowsGoByWhatTheyStandForAndTheRestByShape() throws IOException {
    var before =
        new WarmStart.Names(
            List.of(List.of("lamp", "mug"), List.of("blue", "red")),
            List.of("big", "old"),
            List.of("i1", "i2"));
    var now =
        new WarmStart.Names(
            List.of(List.of("cup", "mug", "lamp"), List.of("blue", "red")),
            List.of("new", "big"),
            List.of("i1", "i2", "i3"));
    try (TwoLevelDecoder old = decoder(2, 2, 2, 1);
        TwoLevelDecoder drawn = decoder(3, 3, 2, 2);
        TwoLevelDecoder model = decoder(3, 3, 2, 2)) {
      old.save(folder);
      long taken = WarmStart.apply(folder.resolve("model.safetensors"), before, model, now);
      String terms = "slots.0.embedding";
      assertThat(row(model, terms, 0)).as("cup").isEqualTo(row(drawn, terms, 0));
      assertThat(row(model, terms, 1)).as("mug").isEqualTo(row(old, terms, 1));
      assertThat(row(model, terms, 2)).as("lamp").isEqualTo(row(old, terms, 0));
      assertThat(row(model, "steps.embedding", 1)).isEqualTo(row(old, "steps.embedding", 1));
      assertThat(row(model, "steps.embedding", 2)).isEqualTo(row(drawn, "steps.embedding", 2));
      assertThat(row(model, "words.embedding", 0)).isEqualTo(row(drawn, "words.embedding", 0));
      assertThat(row(model, "words.embedding", 1)).isEqualTo(row(old, "words.embedding", 0));
      for (String name : List.of("slots.1.embedding", "positions.embedding", "slots.0.up.weight")) {
        assertThat(Tensors.toFloats(model.parameters().tensor(name)))
            .as(name)
            .isEqualTo(Tensors.toFloats(old.parameters().tensor(name)));
      }
      long left = (WIDTH + 1) + WIDTH + WIDTH; // cup with its bias, i3, the word "new"
      assertThat(taken).isEqualTo(model.parameters().size() - left);
    }
  }
}

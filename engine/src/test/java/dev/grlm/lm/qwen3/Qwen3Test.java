package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen3Test {
  @TempDir Path folder;

  /// Logits of the real positions of each sequence: T × V.
  static float[][] logits(Qwen3 model, List<int[]> sequences, Dropout masks) {
    var batch = TokenBatch.of(sequences);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor states = model.hiddenStates(batch, masks);
      var all = new float[sequences.size()][];
      for (int row = 0; row < all.length; row++) {
        all[row] =
            Tensors.toFloats(
                model.logits(states.select(0, row).narrow(0, 0, batch.lengths()[row])));
      }
      return all;
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 4, true", "4, 2, 6, true", "4, 1, 2, true", "2, 1, 10, false"})
  void agreesWithPlainLoopsOverDoubles(int heads, int shared, int headWidth, boolean tied) {
    try (Qwen3 model =
        TinyQwen3.model(TinyQwen3.config(heads, shared, headWidth, tied), heads + shared)) {
      List<int[]> sequences =
          List.of(TinyQwen3.tokens(9, 1), TinyQwen3.tokens(1, 2), TinyQwen3.tokens(5, 3));
      var reference = new ScalarQwen3(model);
      float[][] found = logits(model, sequences, Dropout.none());
      for (int row = 0; row < found.length; row++) {
        double[][] expected = reference.logits(sequences.get(row));
        assertThat(found[row]).hasSize(expected.length * TinyQwen3.VOCABULARY);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < found[row].length; i++) {
          double value = expected[i / TinyQwen3.VOCABULARY][i % TinyQwen3.VOCABULARY];
          largest = Math.max(largest, Math.abs(value));
          difference = Math.max(difference, Math.abs(value - found[row][i]));
        }
        assertThat(largest).isGreaterThan(0.5);
        assertThat(difference).isLessThan(1e-4 * largest);
      }
    }
  }

  @Test
  void dropoutChangesTrainingOnly() {
    try (var model = new Qwen3(TinyQwen3.config(4, 2, 4, true), 0.5, 1)) {
      List<int[]> sequences = List.of(TinyQwen3.tokens(6, 1));
      float[] still = logits(model, sequences, Dropout.none())[0];
      assertThat(logits(model, sequences, Dropout.seeded(1))[0]).isNotEqualTo(still);
      assertThat(logits(model, sequences, Dropout.seeded(1))[0])
          .isEqualTo(logits(model, sequences, Dropout.seeded(1))[0])
          .isNotEqualTo(logits(model, sequences, Dropout.seeded(2))[0]);
    }
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(2, 2, 4, true), 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logits(model, List.of(new int[65]), Dropout.none()))
          .withMessage("a sequence of 65 tokens exceeds the 64 positions");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logits(model, List.of(new int[] {0, 23}), Dropout.none()))
          .withMessage("token 23 is not in the vocabulary of 23");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logits(model, List.of(new int[] {0}, new int[0]), Dropout.none()))
          .withMessage("sequence 1 has no tokens");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void savedAndLoadedGivesTheSameBits(boolean tied) throws IOException {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, tied), 5)) {
      model.save(folder);
      SafeTensors.File file = SafeTensors.read(folder.resolve("model.safetensors"));
      assertThat(file.metadata()).isEqualTo(Map.of("format", "pt"));
      assertThat(file.names())
          .contains(
              "model.embed_tokens.weight",
              "model.layers.1.self_attn.q_proj.weight",
              "model.layers.1.self_attn.k_norm.weight",
              "model.layers.0.input_layernorm.weight",
              "model.layers.0.post_attention_layernorm.weight",
              "model.layers.0.mlp.down_proj.weight",
              "model.norm.weight")
          .hasSize(tied ? 24 : 25);
      assertThat(file.shape("model.layers.0.self_attn.o_proj.weight")).containsExactly(12, 24);
      assertThat(file.shape("model.layers.0.self_attn.k_proj.weight")).containsExactly(12, 12);
      try (Qwen3 loaded = Qwen3.load(folder, 0)) {
        List<int[]> sequences = List.of(TinyQwen3.tokens(9, 1), TinyQwen3.tokens(3, 2));
        assertThat(loaded.config()).isEqualTo(model.config());
        assertThat(logits(loaded, sequences, Dropout.none()))
            .isDeepEqualTo(logits(model, sequences, Dropout.none()));
      }
    }
  }

  @Test
  void namesTheTensorThatDoesNotFit() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 5)) {
      model.save(folder);
    }
    SafeTensors.File saved = SafeTensors.read(file);
    var tensors = new LinkedHashMap<String, Floats>();
    for (String name : saved.names()) {
      tensors.put(name, new Floats(saved.shape(name), saved.floats(name)));
    }
    String norm = "model.layers.1.self_attn.q_norm.weight";
    String embedding = "model.embed_tokens.weight";
    var head = new Floats(saved.shape(embedding), saved.floats(embedding));

    var misshapen = new LinkedHashMap<>(tensors);
    misshapen.put(norm, new Floats(new long[] {2, 3}, new float[6]));
    SafeTensors.write(file, misshapen, Map.of());
    assertLoadFails(file + ": tensor '" + norm + "' has shape [2, 3]; expected [6]");

    var fewer = new LinkedHashMap<>(tensors);
    fewer.remove(norm);
    SafeTensors.write(file, fewer, Map.of());
    assertLoadFails(file + ": tensor '" + norm + "' is missing; expected shape [6]");

    var more = new LinkedHashMap<>(tensors);
    more.put("model.rotary", new Floats(new long[] {1}, new float[1]));
    SafeTensors.write(file, more, Map.of());
    assertLoadFails(file + ": tensor 'model.rotary' is not one of this model's weights");

    var repeated = new LinkedHashMap<>(tensors);
    repeated.put("lm_head.weight", head);
    SafeTensors.write(file, repeated, Map.of());
    Qwen3.load(folder, 0).close();
    repeated.put("lm_head.weight", new Floats(new long[] {1}, new float[1]));
    SafeTensors.write(file, repeated, Map.of());
    assertLoadFails(
        file
            + ": tensor 'lm_head.weight' differs from 'model.embed_tokens.weight',"
            + " but config.json says they are tied");

    Files.delete(file);
    assertLoadFails(file + ": no such file; there is config.json");
  }

  private void assertLoadFails(String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Qwen3.load(folder, 0))
        .withMessage(message);
  }

  @Test
  void startsWithTheDeviationOfTheConfig() {
    try (var model = new Qwen3(TinyQwen3.config(4, 4, 6, true), 0, 3)) {
      float[] values = Tensors.toFloats(model.parameters().tensor("model.embed_tokens.weight"));
      double square = 0;
      for (float value : values) {
        square += value * value;
      }
      assertThat(Math.sqrt(square / values.length)).isCloseTo(0.3, within(0.05));
    }
  }
}

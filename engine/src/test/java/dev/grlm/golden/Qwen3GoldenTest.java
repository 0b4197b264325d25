package dev.grlm.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import dev.grlm.text.BytePairTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logits, loss, gradients, adapters and embeddings as `transformers` and `peft` compute them from
/// the same folders.
class Qwen3GoldenTest {
  private static final double TOLERANCE = 1e-4;
  private static final String ADAPTER = "adapter";

  @TempDir Path saved;

  private static List<TokenSample> samples(JsonNode expected) {
    var samples = new ArrayList<TokenSample>();
    for (JsonNode sample : expected.get("samples")) {
      samples.add(
          new TokenSample(
              Golden.ints(sample.get("input_ids")), sample.get("first_target").asInt()));
    }
    return samples;
  }

  private static float[] logits(Qwen3 model, int[] tokens) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return Tensors.toFloats(
          model.logits(model.hiddenStates(TokenBatch.of(List.of(tokens)), Dropout.none())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"untied", "tied", "yarn"})
  void computesTheSameLogits(String name) throws IOException {
    try (Qwen3 model = Qwen3.load(Golden.folder(name), 0)) {
      requireLogits(name, model);
    }
  }

  /// Stored in bfloat16 and held so, with float32 arithmetic.
  @Test
  void computesTheSameLogitsFromHalfPrecision() throws IOException {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    try (Qwen3 model = Qwen3.load(Golden.folder("tied"), half, 0)) {
      requireLogits("tied", model);
    }
  }

  private static void requireLogits(String name, Qwen3 model) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(Golden.folder(name + "/expected.safetensors"));
    List<TokenSample> samples = samples(Golden.json(name + "/expected.json"));
    assertThat(samples).hasSize(2);
    for (int i = 0; i < samples.size(); i++) {
      String key = "logits." + i;
      Golden.requireClose(
          name + " " + key, logits(model, samples.get(i).tokens()), tensors.floats(key), TOLERANCE);
    }
  }

  /// Of the mean over all targets of the batch.
  @ParameterizedTest
  @ValueSource(strings = {"untied", "tied", "yarn"})
  void computesTheSameLossAndGradients(String name) throws IOException {
    JsonNode expected = Golden.json(name + "/expected.json");
    SafeTensors.File tensors = SafeTensors.read(Golden.folder(name + "/expected.safetensors"));
    List<TokenSample> samples = samples(expected);
    int targets = samples.stream().mapToInt(TokenSample::targets).sum();
    try (Qwen3 model = Qwen3.load(Golden.folder(name), 0);
        var _ = new PointerScope()) {
      Tensor loss =
          new TokenObjective(model).loss(samples, Dropout.none()).div(new Scalar(targets));
      double mean = expected.get("mean_loss").asDouble();
      assertThat(loss.item_double()).isCloseTo(mean, within(TOLERANCE * mean));
      int gradients = Golden.requireGradients(name, loss, model.parameters(), tensors, TOLERANCE);
      assertThat(tensors.names()).hasSize(gradients + samples.size());
    }
  }

  @Test
  void readsAnAdapter() throws IOException {
    SafeTensors.File tensors = SafeTensors.read(Golden.folder(ADAPTER + "/expected.safetensors"));
    int[] tokens = Golden.ints(Golden.json(ADAPTER + "/expected.json").get("input_ids"));
    try (Qwen3 model = Qwen3.load(Golden.folder("untied"), 0)) {
      float[] plain = tensors.floats("plain_logits");
      float[] adapted = tensors.floats("logits");
      assertThat(Golden.difference(adapted, plain)).isGreaterThan(0.1);
      Golden.requireClose("without adapter", logits(model, tokens), plain, TOLERANCE);
      model.loadAdapters(Golden.folder(ADAPTER));
      Golden.requireClose("with adapter", logits(model, tokens), adapted, TOLERANCE);
      model.merge();
      Golden.requireClose("with merged adapter", logits(model, tokens), adapted, TOLERANCE);
    }
  }

  /// The last state of every text, scaled to length 1; the folder has no head and no `model.` in
  /// its names.
  @Test
  void embedsTexts() throws IOException {
    JsonNode expected = Golden.json("embedding/expected.json");
    assertThat(expected).hasSize(5);
    try (Qwen3 model = Qwen3.load(Golden.folder("embedding"), 0);
        var tokenizer = BytePairTokenizer.load(Golden.folder("tokenizer/HYBRID"))) {
      int end = tokenizer.find("<|endoftext|>").orElseThrow();
      var texts = new ArrayList<int[]>();
      for (JsonNode text : expected) {
        int[] tokens = tokenizer.encode(text.get("text").asText());
        int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
        ended[tokens.length] = end;
        assertThat(ended).isEqualTo(Golden.ints(text.get("input_ids")));
        texts.add(ended);
      }
      float[][] pooled = pooled(model, texts);
      for (int i = 0; i < pooled.length; i++) {
        float[] wanted = Golden.floats(expected.get(i).get("embedding"));
        Golden.requireClose("embedding " + i, pooled[i], wanted, 1e-5);
      }
    }
  }

  private static float[][] pooled(Qwen3 model, List<int[]> texts) {
    TokenBatch batch = TokenBatch.of(texts);
    int width = model.config().width();
    float[] states;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      states = Tensors.toFloats(model.hiddenStates(batch, Dropout.none()));
    }
    var pooled = new float[texts.size()][];
    for (int i = 0; i < pooled.length; i++) {
      int from = Math.toIntExact(batch.newest()[i]) * width;
      pooled[i] = Arrays.copyOfRange(states, from, from + width);
      double squares = 0;
      for (float value : pooled[i]) {
        squares += (double) value * value;
      }
      for (int d = 0; d < width; d++) {
        pooled[i][d] = (float) (pooled[i][d] / Math.sqrt(squares));
      }
    }
    return pooled;
  }

  /// Nothing of the config is lost, whatever version wrote it.
  @ParameterizedTest
  @ValueSource(strings = {"untied", "tied", "yarn", "embedding"})
  void savesTheFolderItRead(String name) throws IOException {
    try (Qwen3 model = Qwen3.load(Golden.folder(name), 0)) {
      model.save(saved);
    }
    Path from = Golden.folder(name).resolve("model.safetensors");
    SafeTensors.File read = SafeTensors.read(from);
    SafeTensors.File written = SafeTensors.read(saved.resolve("model.safetensors"));
    assertThat(Set.copyOf(written.names())).isEqualTo(Set.copyOf(read.names()));
    for (String tensor : read.names()) {
      assertThat(written.dataType(tensor)).isEqualTo(read.dataType(tensor));
      assertThat(written.floats(tensor)).isEqualTo(read.floats(tensor));
    }
    assertThat(Json.read(saved.resolve("config.json")))
        .isEqualTo(Golden.json(name + "/config.json"));
  }
}

package dev.grlm.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.io.Json;
import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.lm.t5.T5Objective;
import dev.grlm.lm.t5.T5Sample;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.RelativeBuckets;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Buckets, logits, loss, gradients and answers as `transformers` computes them from the same
/// folders.
class T5GoldenTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path saved;

  private static List<T5Sample> samples(JsonNode expected) {
    var samples = new ArrayList<T5Sample>();
    for (JsonNode sample : expected.get("samples")) {
      samples.add(
          new T5Sample(Golden.ints(sample.get("source")), Golden.ints(sample.get("answer"))));
    }
    assertThat(samples).hasSize(3);
    return samples;
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5", "t5-gated"})
  void sortsDistancesAlike(String name) throws IOException {
    JsonNode buckets = Golden.json(name + "/expected.json").get("buckets");
    try (T5 model = T5.load(Golden.folder(name))) {
      for (String stack : List.of("encoder", "decoder")) {
        var own =
            new RelativeBuckets(
                model.config().buckets(), model.config().maxDistance(), stack.equals("encoder"));
        assertThat(IntStream.rangeClosed(-200, 200).map(own::of).toArray())
            .as(stack)
            .isEqualTo(Golden.ints(buckets.get(stack)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5", "t5-gated"})
  void computesTheSameLogits(String name) throws IOException {
    try (T5 model = T5.load(Golden.folder(name))) {
      requireLogits(name, model);
    }
  }

  /// Stored in bfloat16 and held so, with float32 arithmetic.
  @Test
  void computesTheSameLogitsFromHalfPrecision() throws IOException {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    try (T5 model = T5.load(Golden.folder("t5-gated"), half)) {
      requireLogits("t5-gated", model);
    }
  }

  private static void requireLogits(String name, T5 model) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(Golden.folder(name + "/expected.safetensors"));
    List<T5Sample> samples = samples(Golden.json(name + "/expected.json"));
    for (int i = 0; i < samples.size(); i++) {
      String key = "logits." + i;
      Golden.requireClose(
          name + " " + key, logits(model, samples.get(i)), tensors.floats(key), TOLERANCE);
    }
  }

  private static float[] logits(T5 model, T5Sample sample) {
    int[] answer = sample.answer();
    var read = new int[answer.length];
    System.arraycopy(answer, 0, read, 1, answer.length - 1);
    TokenBatch sources = TokenBatch.of(List.of(sample.source()));
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor encoded = model.encode(sources, Dropout.none());
      Tensor states = model.decode(TokenBatch.of(List.of(read)), sources, encoded, Dropout.none());
      return Tensors.toFloats(model.logits(states.squeeze(0), 0));
    }
  }

  /// Of the mean over all symbols of the batch, padded on both sides.
  @ParameterizedTest
  @ValueSource(strings = {"t5", "t5-gated"})
  void computesTheSameLossAndGradients(String name) throws IOException {
    JsonNode expected = Golden.json(name + "/expected.json");
    SafeTensors.File tensors = SafeTensors.read(Golden.folder(name + "/expected.safetensors"));
    List<T5Sample> samples = samples(expected);
    int symbols = samples.stream().mapToInt(sample -> sample.answer().length).sum();
    try (T5 model = T5.load(Golden.folder(name));
        var _ = new PointerScope()) {
      Tensor loss = new T5Objective(model).loss(samples, Dropout.none()).div(new Scalar(symbols));
      double mean = expected.get("mean_loss").asDouble();
      assertThat(loss.item_double()).isCloseTo(mean, within(TOLERANCE * mean));
      int gradients = Golden.requireGradients(name, loss, model.parameters(), tensors, TOLERANCE);
      assertThat(tensors.names()).hasSize(gradients + samples.size());
    }
  }

  /// Greedily and with beams; it is given one source at a time and we all at once.
  @ParameterizedTest
  @ValueSource(strings = {"t5", "t5-gated"})
  void answersAlike(String name) throws IOException {
    JsonNode cases = Golden.json(name + "/expected.json").get("generated");
    var contexts = new ArrayList<T5Context>();
    cases.forEach(generated -> contexts.add(new T5Context(Golden.ints(generated.get("source")))));
    assertThat(contexts).hasSize(3);
    try (T5 model = T5.load(Golden.folder(name))) {
      var search = new BeamSearch<>(model);
      int tokens = cases.get(0).get("greedy").size();
      List<List<Beam>> greedy = search.free(contexts, tokens, 1);
      List<List<Beam>> beams = search.free(contexts, 6, 4);
      for (int i = 0; i < cases.size(); i++) {
        assertThat(greedy.get(i).getFirst().symbols())
            .isEqualTo(Golden.ints(cases.get(i).get("greedy")));
        JsonNode expected = cases.get(i).get("beams");
        assertThat(beams.get(i)).hasSize(4).hasSize(expected.size());
        for (int rank = 0; rank < 4; rank++) {
          Beam beam = beams.get(i).get(rank);
          assertThat(beam.symbols()).isEqualTo(Golden.ints(expected.get(rank).get("tokens")));
          assertThat(beam.logProbability())
              .isCloseTo(expected.get(rank).get("log_probability").asDouble(), within(1e-4));
        }
      }
    }
  }

  /// Nothing of the config is lost, whatever version wrote it.
  @ParameterizedTest
  @ValueSource(strings = {"t5", "t5-gated"})
  void savesTheFolderItRead(String name) throws IOException {
    try (T5 model = T5.load(Golden.folder(name))) {
      model.save(saved);
    }
    SafeTensors.File read = SafeTensors.read(Golden.folder(name).resolve("model.safetensors"));
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

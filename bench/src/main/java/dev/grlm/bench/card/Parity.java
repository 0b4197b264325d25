package dev.grlm.bench.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.io.Json;
import dev.grlm.lm.TokenBatch;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/// Logits and beams beside those that `transformers` computed on the same device from the same
/// folders. Beside ours in bf16 stands how far its own bf16 is from its own fp32: two ways of
/// rounding cannot be expected to be nearer to each other. Ours in fp16 is held against its fp32.
final class Parity {
  private Parity() {}

  static void measure(Stage stage) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(stage.checkpoints())) {
      folders =
          all.filter(folder -> Files.exists(folder.resolve("expected.json"))).sorted().toList();
    }
    for (Path folder : folders) {
      for (Precision precision : Precision.values()) {
        compare(stage, folder, precision);
      }
    }
  }

  private static void compare(Stage stage, Path folder, Precision precision) throws IOException {
    JsonNode expected = Json.read(folder.resolve("expected.json"));
    SafeTensors.File tensors = SafeTensors.read(folder.resolve("expected.safetensors"));
    var theirs = new Comparison();
    var same = new Comparison();
    var exact = new Comparison();
    try (Qwen3 model = Qwen3.load(folder, stage.in(precision), 0)) {
      JsonNode sequences = expected.get("sequences");
      for (int i = 0; i < sequences.size(); i++) {
        float[] ours = logits(model, ints(sequences.get(i)));
        float[] wide = tensors.floats("fp32." + i);
        float[] rounded = tensors.floats("bf16." + i);
        int vocabulary = model.config().vocabularySize();
        theirs.add(rounded, wide, vocabulary);
        same.add(ours, precision == Precision.BFLOAT16 ? rounded : wide, vocabulary);
        exact.add(ours, wide, vocabulary);
      }
      ObjectNode figures = Json.object();
      same.put("fromTheirs", figures);
      exact.put("fromTheirFp32", figures);
      theirs.put("theirBf16FromTheirFp32", figures);
      if (precision == Precision.FLOAT32) {
        beams(model, expected.get("beams"), figures);
      }
      stage.figures().add("parity", folder.getFileName() + " " + precision.word(), figures);
    }
  }

  private static float[] logits(Qwen3 model, int[] tokens) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return Tensors.toFloats(
          model.logits(model.hiddenStates(TokenBatch.of(List.of(tokens)), Dropout.none())));
    }
  }

  /// All prompts at once, which `transformers` was given one at a time.
  private static void beams(Qwen3 model, JsonNode cases, ObjectNode figures) {
    var prompts = new ArrayList<TokenContext>();
    cases.forEach(one -> prompts.add(new TokenContext(ints(one.get("prompt")))));
    JsonNode first = cases.get(0).get("beams");
    int length = first.get(0).get("tokens").size();
    List<List<Beam>> found = new BeamSearch<>(model).free(prompts, length, first.size());
    int equal = 0;
    int all = 0;
    double apart = 0;
    for (int i = 0; i < cases.size(); i++) {
      JsonNode expected = cases.get(i).get("beams");
      for (int rank = 0; rank < expected.size(); rank++) {
        Beam beam = found.get(i).get(rank);
        all++;
        if (Arrays.equals(beam.symbols(), ints(expected.get(rank).get("tokens")))) {
          equal++;
        }
        double theirs = expected.get(rank).get("logProbability").asDouble();
        apart = Math.max(apart, Math.abs(beam.logProbability() - theirs));
      }
    }
    figures.put("beams", all).put("equalBeams", equal).put("logProbabilityApart", apart);
  }

  private static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).intValue()).toArray();
  }

  /// How far rows of logits are from others.
  private static final class Comparison {
    private double apart;
    private double largest;
    private int rows;
    private int sameBest;

    void add(float[] found, float[] expected, int vocabulary) {
      if (found.length != expected.length) {
        throw new IllegalStateException(found.length + " logits, but " + expected.length);
      }
      for (int from = 0; from < found.length; from += vocabulary) {
        rows++;
        sameBest += best(found, from, vocabulary) == best(expected, from, vocabulary) ? 1 : 0;
      }
      for (int i = 0; i < found.length; i++) {
        double difference = Math.abs((double) found[i] - expected[i]);
        // A value that is none must not pass for one that agrees.
        apart = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(apart, difference);
        largest = Math.max(largest, Math.abs(expected[i]));
      }
    }

    private static int best(float[] values, int from, int count) {
      int best = from;
      for (int i = from; i < from + count; i++) {
        best = values[i] > values[best] ? i : best;
      }
      return best - from;
    }

    void put(String key, ObjectNode figures) {
      figures
          .putObject(key)
          .put("largestDifference", Figures.rounded(apart))
          .put("largestValue", Figures.rounded(largest))
          .put("sameBest", sameBest)
          .put("rows", rows);
    }
  }
}

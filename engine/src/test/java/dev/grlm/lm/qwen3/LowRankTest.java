package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LowRank;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensorsFolder;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowRankTest {
  private static final LowRank.Config SOME =
      new LowRank.Config(3, 6, 0, List.of("q_proj", "v_proj", "down_proj"));
  private static final List<TokenSample> SAMPLES =
      List.of(
          new TokenSample(TinyQwen3.tokens(8, 1), 3), new TokenSample(TinyQwen3.tokens(5, 2), 1));

  @TempDir Path folder;

  private static Qwen3 tiny() {
    return TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 5);
  }

  private static float[] logits(Qwen3 model) {
    return logits(model, Dropout.none());
  }

  private static float[] logits(Qwen3 model, Dropout masks) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TokenBatch batch = TokenBatch.of(List.of(TinyQwen3.tokens(8, 1)));
      return Tensors.toFloats(model.logits(model.hiddenStates(batch, masks)));
    }
  }

  /// Gives the adapters something to say.
  private static void stir(Qwen3 model) {
    Parameters weights = model.trainable();
    var random = new SplittableRandom(9);
    for (String name : weights.shapes().keySet()) {
      var values = new float[Math.toIntExact(weights.tensor(name).numel())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (0.2 * random.nextGaussian());
      }
      Tensors.overwrite(weights.tensor(name), values);
    }
  }

  private static Map<String, float[]> gradients(Qwen3 model) {
    try (var _ = new PointerScope()) {
      Tensor loss = new TokenObjective(model).loss(SAMPLES, Dropout.none());
      return Qwen3GradientTest.gradients(loss, model);
    }
  }

  @Test
  void newAdaptersChangeNothing() {
    try (Qwen3 model = tiny()) {
      float[] before = logits(model);
      model.adapt(LowRank.Config.of(2, 4), 1);
      assertThat(logits(model)).isEqualTo(before);
      assertThat(model.trainable().shapes())
          .hasSize(2 * 7 * 2)
          .containsKey("model.layers.1.self_attn.o_proj.lora_B.weight");
      assertThat(new TokenObjective(model).parameters()).isSameAs(model.trainable());
      float[] drawn =
          Tensors.toFloats(model.trainable().tensor("model.layers.0.mlp.up_proj.lora_A.weight"));
      double bound = 1 / Math.sqrt(12);
      for (float value : drawn) {
        assertThat((double) value).isBetween(-bound, bound);
      }
      assertThat(drawn).hasSize(24).doesNotContain(0);
    }
  }

  /// W' = W + s B A gives dL/dB = s dL/dW' Aᵀ and dL/dA = s Bᵀ dL/dW'.
  @Test
  void gradientIsTheProjectionOfTheDenseOne() throws IOException {
    try (Qwen3 adapted = tiny();
        Qwen3 dense = tiny()) {
      adapted.adapt(SOME, 1);
      stir(adapted);
      adapted.saveAdapters(folder);
      dense.loadAdapters(folder);
      dense.merge();
      Map<String, float[]> full = gradients(dense);
      Map<String, float[]> found = gradients(adapted);
      assertThat(found).hasSize(2 * 3 * 2);
      for (String name : adapted.adapters().orElseThrow().projections()) {
        long[] shape = Tensors.shape(dense.parameters().tensor(name + ".weight"));
        Tensor a = adapted.trainable().tensor(name + ".lora_A.weight");
        Tensor b = adapted.trainable().tensor(name + ".lora_B.weight");
        try (var _ = new PointerScope();
            var _ = new NoGradGuard()) {
          Tensor gradient =
              Tensors.floats(Objects.requireNonNull(full.get(name + ".weight")), shape);
          Tensor byB = gradient.matmul(a.t()).mul(new Scalar(2));
          Tensor byA = b.t().matmul(gradient).mul(new Scalar(2));
          assertThat(found.get(name + ".lora_B.weight"))
              .containsExactly(Tensors.toFloats(byB), within(1e-4f));
          assertThat(found.get(name + ".lora_A.weight"))
              .containsExactly(Tensors.toFloats(byA), within(1e-4f));
        }
      }
      assertThat(full.get("model.layers.0.self_attn.q_proj.weight")).isNotEqualTo(new float[288]);
    }
  }

  @Test
  void theBaseIsFrozenUntilItIsMerged() {
    try (Qwen3 model = tiny();
        var _ = new PointerScope()) {
      float[] before = model.parameters().values();
      model.adapt(SOME, 1);
      assertThat(model.parameters().tensor("model.norm.weight").requires_grad()).isFalse();
      new TokenObjective(model).loss(SAMPLES, Dropout.none()).backward();
      for (String name : model.parameters().shapes().keySet()) {
        assertThat(model.parameters().tensor(name).grad().defined()).as(name).isFalse();
      }
      assertThat(model.parameters().values()).isEqualTo(before);
      model.merge();
      assertThat(model.trainable()).isSameAs(model.parameters());
      assertThat(model.parameters().tensor("model.norm.weight").requires_grad()).isTrue();
    }
  }

  @Test
  void trainingChangesTheAdaptersAlone() throws IOException {
    try (Qwen3 model = tiny()) {
      float[] base = model.parameters().values();
      model.adapt(LowRank.Config.of(4, 8), 1);
      double before = loss(model);
      var trainer =
          new Trainer<>(
              new TokenObjective(model),
              new TrainerConfig(60, 60, 1e-2, 0, 0.9, 0.99, 0, 1, 60, 1, 1, 1),
              TrainingProgress.silent());
      trainer.train(SAMPLES, _ -> 0, Checkpoints.none());
      double after = loss(model);
      assertThat(after).isLessThan(before / 2);
      assertThat(model.parameters().values()).isEqualTo(base);
      model.merge();
      assertThat(loss(model)).isCloseTo(after, within(1e-4));
    }
  }

  private static double loss(Qwen3 model) {
    try (var _ = new PointerScope()) {
      return new TokenObjective(model).loss(SAMPLES, Dropout.none()).item_double();
    }
  }

  @Test
  void mergedIsTheSameModel() {
    try (Qwen3 model = tiny()) {
      float[] plain = logits(model);
      model.adapt(SOME, 1);
      stir(model);
      float[] adapted = logits(model);
      assertThat(adapted).isNotEqualTo(plain);
      model.merge();
      assertThat(model.adapters()).isEmpty();
      float[] merged = logits(model);
      assertThat(merged).containsExactly(adapted, within(1e-5f));
      double[][] expected = new ScalarQwen3(model).logits(TinyQwen3.tokens(8, 1));
      assertThat((double) merged[5]).isCloseTo(expected[0][5], within(1e-4));
    }
  }

  @Test
  void sessionsUseThem() {
    int[] tokens = TinyQwen3.tokens(8, 1);
    try (Qwen3 model = tiny()) {
      model.adapt(SOME, 1);
      stir(model);
      float[] expected = logits(model);
      int last = expected.length - TinyQwen3.VOCABULARY;
      int[] prompt = Arrays.copyOf(tokens, 7);
      try (Session session = model.open(List.of(new TokenContext(prompt)))) {
        session.advance(new int[] {0}, new int[] {tokens[7]});
        float[] found = session.logits(new Session.Allowed(new int[] {0, 2}, new int[] {3, 11}));
        assertThat(found)
            .containsExactly(new float[] {expected[last + 3], expected[last + 11]}, within(1e-4f));
      }
    }
  }

  @Test
  void savedAndLoadedGivesTheSameBits() throws IOException {
    try (Qwen3 model = tiny();
        Qwen3 other = tiny()) {
      model.adapt(SOME, 1);
      stir(model);
      model.saveAdapters(folder);
      SafeTensors.File file = SafeTensors.read(folder.resolve("adapter_model.safetensors"));
      assertThat(file.names())
          .contains("base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight")
          .hasSize(12);
      assertThat(file.shape("base_model.model.model.layers.0.mlp.down_proj.lora_B.weight"))
          .containsExactly(12, 3);
      other.loadAdapters(folder);
      assertThat(other.adapters().orElseThrow().config()).isEqualTo(SOME);
      assertThat(logits(other)).isEqualTo(logits(model));
    }
  }

  @Test
  void adaptsAndMergesWeightsInHalfPrecision() throws IOException {
    try (Qwen3 model = tiny()) {
      model.save(folder, Precision.BFLOAT16, SafeTensorsFolder.SHARD_BYTES);
    }
    try (Qwen3 model = Qwen3.load(folder, new Placement(Device.CPU, Precision.BFLOAT16), 0)) {
      model.adapt(SOME, 1);
      stir(model);
      assertThat(model.trainable().placement()).isEqualTo(Placement.HOST);
      assertThat(gradients(model)).hasSize(12);
      float[] adapted = logits(model);
      model.merge();
      assertThat(logits(model)).containsExactly(adapted, within(0.2f)).isNotEqualTo(adapted);
    }
  }

  @Test
  void dropsItsInputInTrainingOnly() {
    try (Qwen3 model = tiny()) {
      model.adapt(new LowRank.Config(3, 6, 0.5, LowRank.Config.TARGETS), 1);
      stir(model);
      float[] still = logits(model);
      assertThat(logits(model)).isEqualTo(still);
      assertThat(logits(model, Dropout.seeded(1)))
          .isNotEqualTo(still)
          .isEqualTo(logits(model, Dropout.seeded(1)))
          .isNotEqualTo(logits(model, Dropout.seeded(2)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          use_dora          | true         | key 'use_dora' is not supported: true
          rank_pattern      | {"x": 1}     | key 'rank_pattern' is not supported: {"x":1}
          init_lora_weights | "pissa"      | key 'init_lora_weights' is not supported: "pissa"
          surprise          | 1            | key 'surprise' is not supported: 1
          peft_type         | "IA3"        | key 'peft_type' must be "LORA", found "IA3"
          bias              | "all"        | key 'bias' must be "none", found "all"
          r                 | 1.5          | key 'r' must be a whole number, found 1.5
          lora_alpha        |              | key 'lora_alpha' must be a number, found nothing
          target_modules    | "all-linear" | key 'target_modules' must be a list of projections, found "all-linear"
          target_modules    | ["lm_head"]  | no projection is called 'lm_head'; there are [q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj]
          """)
  void namesTheKeyAtFault(String key, String value, String message) throws IOException {
    Path file = folder.resolve("adapter_config.json");
    try (Qwen3 model = tiny()) {
      model.adapt(SOME, 1);
      model.saveAdapters(folder);
    }
    ObjectNode json = (ObjectNode) Json.read(file);
    if (value == null) {
      json.remove(key);
    } else {
      json.set(key, Json.parse(value));
    }
    Json.write(file, json);
    try (Qwen3 model = tiny()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> model.loadAdapters(folder))
          .withMessage(file + ": " + message);
      assertThat(model.adapters()).isEmpty();
    }
  }

  @Test
  void readsWhatPeftWritesAndNamesATensorThatDoesNotFit() throws IOException {
    Path file = folder.resolve("adapter_config.json");
    try (Qwen3 model = tiny()) {
      model.adapt(SOME, 1);
      model.saveAdapters(folder);
      ObjectNode json = (ObjectNode) Json.read(file);
      json.put("init_lora_weights", true).put("use_dora", false).putNull("modules_to_save");
      json.put("peft_version", "0.19").put("qalora_group_size", 16).putObject("alpha_pattern");
      json.putArray("target_modules").add("down_proj").add("q_proj").add("v_proj");
      Json.write(file, json);
      try (Qwen3 other = tiny()) {
        other.loadAdapters(folder);
        assertThat(other.adapters().orElseThrow().config()).isEqualTo(SOME);
      }
      json.put("r", 4);
      Json.write(file, json);
      try (Qwen3 other = tiny()) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> other.loadAdapters(folder))
            .withMessageContaining("lora_A.weight' has shape [3, ")
            .withMessageContaining("; expected [4, ");
      }
      json.put("r", 3).putArray("target_modules").add("q_proj");
      Json.write(file, json);
      try (Qwen3 other = tiny()) {
        assertThatExceptionOfType(IOException.class)
            .isThrownBy(() -> other.loadAdapters(folder))
            .withMessageEndingWith(
                "tensor 'base_model.model.model.layers.0.mlp.down_proj.lora_A.weight'"
                    + " is not one of the model's adapters");
      }
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LowRank.Config.of(0, 1))
        .withMessageContaining("[0, 1.0, 0.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LowRank.Config(1, 1, 0, List.of("q_proj", "q_proj")))
        .withMessage("adapters need different targets: [q_proj, q_proj]");
    try (Qwen3 model = tiny()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(model::merge)
          .withMessage("this model has no adapters");
      model.adapt(SOME, 1);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> model.adapt(SOME, 1))
          .withMessage("this model has adapters already; merge them first");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> model.save(folder))
          .withMessage("merge the adapters, or save them alone");
    }
  }
}

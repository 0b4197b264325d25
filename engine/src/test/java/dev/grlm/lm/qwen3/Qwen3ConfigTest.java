package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.CheckpointConfig;
import dev.grlm.nn.RopeScaling;
import dev.grlm.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen3ConfigTest {
  /// The keys of a small released checkpoint, put down by hand.
  private static final String RELEASED =
      """
      {"architectures": ["Qwen3ForCausalLM"], "attention_bias": false, "attention_dropout": 0.0,
       "bos_token_id": 151643, "eos_token_id": 151645, "head_dim": 128, "hidden_act": "silu",
       "hidden_size": 1024, "initializer_range": 0.02, "intermediate_size": 3072,
       "max_position_embeddings": 40960, "max_window_layers": 28, "model_type": "qwen3",
       "num_attention_heads": 16, "num_hidden_layers": 28, "num_key_value_heads": 8,
       "rms_norm_eps": 1e-06, "rope_scaling": null, "rope_theta": 1000000, "sliding_window": null,
       "tie_word_embeddings": true, "torch_dtype": "bfloat16", "transformers_version": "4.51.0",
       "use_cache": true, "use_sliding_window": false, "vocab_size": 151936}
      """;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("config.json");
  }

  @Test
  void readsAReleasedConfig() throws IOException {
    Files.writeString(file, RELEASED);
    assertThat(Qwen3Config.read(file))
        .isEqualTo(
            new Qwen3Config(
                151936,
                1024,
                3072,
                28,
                16,
                8,
                128,
                40960,
                1e6,
                1e-6,
                0.02,
                true,
                151643,
                151645,
                Qwen3Config.NO_ID));
  }

  @Test
  void readsThetaWhereLaterVersionsKeepIt() throws IOException {
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    json.remove("rope_theta");
    json.putObject("rope_parameters").put("rope_type", "default").put("rope_theta", 5e6);
    Json.write(file, json);
    assertThat(Qwen3Config.read(file).ropeTheta()).isEqualTo(5e6);
  }

  @Test
  void writesWhatItReads() throws IOException {
    Qwen3Config config = TinyQwen3.config(4, 2, 6, false);
    config.write(file);
    assertThat(Qwen3Config.read(file)).isEqualTo(config);
    assertThat(Json.line(Json.read(file)))
        .isEqualTo(
            "{\"architectures\":[\"Qwen3ForCausalLM\"],\"model_type\":\"qwen3\",\"hidden_size\":12,"
                + "\"intermediate_size\":20,\"num_hidden_layers\":2,\"num_attention_heads\":4,"
                + "\"num_key_value_heads\":2,\"head_dim\":6,\"vocab_size\":23,"
                + "\"max_position_embeddings\":64,\"rope_theta\":10000.0,\"rms_norm_eps\":1.0E-6,"
                + "\"initializer_range\":0.3,\"tie_word_embeddings\":false,\"hidden_act\":\"silu\","
                + "\"attention_bias\":false,\"attention_dropout\":0.0,\"use_sliding_window\":false,"
                + "\"torch_dtype\":\"float32\",\"bos_token_id\":1,\"eos_token_id\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          head_dim            |                        | key 'head_dim' must be a whole number, found nothing
          hidden_size         | 12.5                   | key 'hidden_size' must be a whole number, found 12.5
          rope_theta          | "big"                  | key 'rope_theta' must be a number, found "big"
          tie_word_embeddings | 1                      | key 'tie_word_embeddings' must be true or false, found 1
          eos_token_id        | [1, "2"]               | key 'eos_token_id' must be a whole number or a list of them, found [1,"2"]
          eos_token_id        | 1.5                    | key 'eos_token_id' must be a whole number or a list of them, found 1.5
          eos_token_id        | [1, 151936]            | eos_token_id 151936 is not in the vocabulary of 151936
          model_type          | "qwen2"                | key 'model_type' must be "qwen3", found "qwen2"
          architectures       | ["Qwen3MoeModel"]      | key 'architectures' must be "Qwen3ForCausalLM", found "Qwen3MoeModel"
          hidden_act          | "gelu"                 | key 'hidden_act' must be "silu", found "gelu"
          attention_bias      | true                   | key 'attention_bias' is not supported: true
          use_sliding_window  | true                   | key 'use_sliding_window' is not supported: true
          rope_scaling        | {"factor": 2.0}        | key 'rope_scaling.rope_type' must be a text, found nothing
          rope_scaling        | 2.0                    | key 'rope_scaling' must be an object, found 2.0
          rope_scaling        | {"type": "linear", "factor": 2.0} | key 'rope_scaling.type' must be "default" or "yarn", found "linear"
          rope_scaling        | {"type": "yarn", "rope_type": "linear"} | key 'rope_scaling' says both "linear" and "yarn"
          rope_scaling        | {"type": "yarn", "factor": 4, "original_max_position_embeddings": 8, "mscale": 1} | key 'rope_scaling.mscale' is not supported: 1
          rope_scaling        | {"type": "yarn", "factor": 4, "original_max_position_embeddings": 8, "truncate": false} | key 'rope_scaling.truncate' is not supported: false
          rope_scaling        | {"type": "yarn", "factor": 4} | key 'rope_scaling.original_max_position_embeddings' must be a whole number, found nothing
          rope_scaling        | {"type": "yarn", "original_max_position_embeddings": 8} | key 'rope_scaling.factor' must be a number, found nothing
          rope_scaling        | {"type": "yarn", "factor": 0.5, "original_max_position_embeddings": 8} | key 'rope_scaling': factor must be at least 1: 0.5
          rope_scaling        | {"type": "yarn", "factor": 2, "original_max_position_embeddings": 8, "beta_slow": 64} | key 'rope_scaling': beta_slow must be positive and beta_fast no smaller: 64.0, 32.0
          torch_dtype         | "float64"              | key 'torch_dtype' must be float32, bfloat16 or float16, found "float64"
          layer_types         | ["sliding_attention"]  | key 'layer_types' must be "full_attention", found "sliding_attention"
          quantization_config | {"bits": 4}            | key 'quantization_config' says that the weights are quantised; take the folder with those in bf16, fp16 or fp32: {"bits":4}
          num_experts         | 128                    | key 'num_experts' says that this is a mixture of experts: 128
          qk_norm_scale       | 2.5                    | key 'qk_norm_scale' is not known of a qwen3 model; take it out if it changes nothing that the model computes: 2.5
          num_key_value_heads | 3                      | num_key_value_heads 3 does not divide num_attention_heads 16
          head_dim            | 7                      | head_dim must be even and positive: 7
          eos_token_id        | 151936                 | eos_token_id 151936 is not in the vocabulary of 151936
          num_hidden_layers   | 0                      | num_hidden_layers must be positive: 0
          """)
  void namesTheKeyAtFault(String key, String value, String message) throws IOException {
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    if (value == null) {
      json.remove(key);
    } else {
      json.set(key, Json.parse(value));
    }
    Json.write(file, json);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> {
          Qwen3Config.read(file);
          CheckpointConfig.of(file, Json.read(file)).stored();
        })
        .withMessage(file + ": " + message);
  }

  /// As programs that train, merge and upload leave it: none of this changes what is computed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eos_token_id        | [151645, 151643]
          eos_token_id        | [151645]
          pad_token_id        | 151936
          pad_token_id        | null
          rope_scaling        | {}
          rope_scaling        | {"type": null, "factor": null}
          rope_parameters     | {}
          rope_parameters     | null
          rope_parameters     | {"rope_theta": 1000000}
          rope_parameters     | {"rope_theta": 1000000, "rope_type": "default"}
          architectures       |
          architectures       | null
          hidden_act          |
          initializer_range   | null
          torch_dtype         | "torch.bfloat16"
          torch_dtype         | "auto"
          dtype               | "bfloat16"
          dtype               | null
          unsloth_fixed       | true
          unsloth_version     | "2025.9.7"
          _name_or_path       | "unsloth/Qwen3-0.6B"
          _attn_implementation | "sdpa"
          transformers_version | "5.0.0"
          pretraining_tp      | 1
          id2label            | {"0": "LABEL_0"}
          top_p               | 0.95
          use_mrope           | false
          some_new_key        | null
          attention_bias      | null
          """)
  void whatProgramsLeaveBehindChangesNothing(String key, String value) throws IOException {
    Files.writeString(file, RELEASED);
    Qwen3Config released = Qwen3Config.read(file);
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    json.remove(key);
    if (value != null) {
      json.set(key, Json.parse(value));
    }
    Json.write(file, json);
    assertThat(Qwen3Config.read(file)).isEqualTo(released);
    assertThat(CheckpointConfig.of(file, json).stored())
        .isEqualTo(value != null && value.contains("auto") ? null : Precision.BFLOAT16);
  }

  @Test
  void oneEndOrSeveralOrNone() throws IOException {
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    assertThat(CheckpointConfig.of(file, json).ends()).containsExactly(151645);
    json.putArray("eos_token_id").add(3).add(1);
    assertThat(CheckpointConfig.of(file, json).ends()).containsExactly(3, 1);
    json.putNull("eos_token_id");
    assertThat(CheckpointConfig.of(file, json).ends()).isEmpty();
    json.remove("eos_token_id");
    assertThat(CheckpointConfig.of(file, json).ends()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rope_scaling, type", "rope_scaling, rope_type", "rope_parameters, rope_type"})
  void readsScaledPositions(String key, String typeKey) throws IOException {
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    json.remove("rope_theta");
    json.put("rope_theta", 1_000_000);
    ObjectNode scaling = json.putObject(key).put(typeKey, "yarn").put("factor", 4.0);
    scaling.put("original_max_position_embeddings", 32768).put("rope_theta", 1_000_000);
    Json.write(file, json);
    Qwen3Config config = Qwen3Config.read(file);
    assertThat(config.ropeTheta()).isEqualTo(1e6);
    assertThat(config.ropeScaling())
        .isEqualTo(new RopeScaling(4, 32768, 32, 1, 0.1 * Math.log(4) + 1));
    assertThat(config.maxPositions()).isEqualTo(40960);
    assertThat(config.longestSequence()).isEqualTo(131072);
    config.write(file);
    assertThat(Qwen3Config.read(file)).isEqualTo(config);
    scaling.put("attention_factor", 1.5).put("beta_fast", 16).put("beta_slow", 2);
    Json.write(file, json);
    assertThat(Qwen3Config.read(file).ropeScaling())
        .isEqualTo(new RopeScaling(4, 32768, 16, 2, 1.5));
  }

  @Test
  void aTypeOfDefaultScalesNothing() throws IOException {
    ObjectNode json = (ObjectNode) Json.parse(RELEASED);
    json.putObject("rope_scaling").put("type", "default");
    Json.write(file, json);
    assertThat(Qwen3Config.read(file).ropeScaling()).isNull();
    assertThat(Qwen3Config.read(file).longestSequence()).isEqualTo(40960);
  }

  @Test
  void refusesNegativeDeviation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Qwen3Config(9, 4, 4, 1, 1, 1, 2, 8, 1e4, 1e-6, -1, true, -1, -1, -1))
        .withMessage("initializer_range must not be negative: -1.0");
  }
}

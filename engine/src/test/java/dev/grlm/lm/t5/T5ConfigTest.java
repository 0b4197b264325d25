package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class T5ConfigTest {
  /// The keys of a small released checkpoint of version 1.0, put down by hand.
  private static final String RELEASED =
      """
      {"architectures": ["T5ForConditionalGeneration"], "d_ff": 2048, "d_kv": 64, "d_model": 512,
       "decoder_start_token_id": 0, "dropout_rate": 0.1, "eos_token_id": 1,
       "initializer_factor": 1.0, "is_encoder_decoder": true, "layer_norm_epsilon": 1e-06,
       "model_type": "t5", "n_positions": 512, "num_decoder_layers": 6, "num_heads": 8,
       "num_layers": 6, "output_past": true, "pad_token_id": 0,
       "relative_attention_num_buckets": 32, "task_specific_params": {"summarization": {}},
       "vocab_size": 32128}
      """;

  private static final T5Config SMALL =
      new T5Config(
          32128, 512, 64, 2048, 6, 6, 8, 32, 128, 0.1, 1e-6, 1, false, true, true, 0, 0, 1,
          List.of(), 0);

  @TempDir Path folder;

  private T5Config read(String json) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, json);
    return T5Config.read(file);
  }

  private static String with(String key, String value) throws IOException {
    var json = (ObjectNode) Json.parse(RELEASED);
    json.set(key, Json.parse(value));
    return json.toString();
  }

  private static String without(String key) throws IOException {
    var json = (ObjectNode) Json.parse(RELEASED);
    json.remove(key);
    return json.toString();
  }

  @Test
  void readsAReleasedConfig() throws IOException {
    assertThat(read(RELEASED)).isEqualTo(SMALL);
  }

  /// Version 1.1 says how its feed-forward nets are and that the head is not the embedding.
  @Test
  void readsVersionOnePointOne() throws IOException {
    var json = (ObjectNode) Json.parse(RELEASED);
    json.put("feed_forward_proj", "gated-gelu").put("tie_word_embeddings", false);
    json.put("dense_act_fn", "gelu_new").put("is_gated_act", true);
    json.put("relative_attention_max_distance", 64).put("dtype", "float32");
    assertThat(read(json.toString()))
        .isEqualTo(SMALL.withGated(true).withTied(false).withScaled(false).withMaxDistance(64));
  }

  @Test
  void isWrittenAsItIsRead() throws IOException {
    Path file = folder.resolve("written.json");
    T5Config levels = T5Config.ofLevels(List.of(256, 256, 7), 128, 64, 1024, 4, 6).withDropout(0.2);
    for (T5Config config :
        List.of(
            SMALL,
            levels,
            SMALL.withGated(true).withTied(false).withScaled(false),
            SMALL.withScaled(false))) {
      config.write(file);
      assertThat(T5Config.read(file)).isEqualTo(config);
    }
  }

  @Test
  void whatIsNotSaidIsAsTheOriginalHasIt() throws IOException {
    assertThat(read(without("num_decoder_layers"))).isEqualTo(SMALL);
    assertThat(read(without("initializer_factor"))).isEqualTo(SMALL);
    assertThat(read(without("decoder_start_token_id"))).isEqualTo(SMALL);
    assertThat(read(without("eos_token_id"))).isEqualTo(SMALL.withEndId(T5Config.NO_ID));
    assertThat(read(with("pad_token_id", "32128"))).isEqualTo(SMALL.withPaddingId(T5Config.NO_ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model_type | "mt5" | key 'model_type' must be "t5", found "mt5"
          architectures | ["T5EncoderModel"] | key 'architectures' must be "T5ForConditionalGeneration", found "T5EncoderModel"
          is_encoder_decoder | false | key 'is_encoder_decoder' must be true, found false
          is_decoder | true | key 'is_decoder' is not supported: true
          feed_forward_proj | "gated-silu" | key 'feed_forward_proj' must be "relu" or "gated-gelu", found "gated-silu"
          is_gated_act | true | key 'is_gated_act' must be false, as feed_forward_proj, found true
          dense_act_fn | "gelu" | key 'dense_act_fn' must be "relu", found "gelu"
          scale_decoder_outputs | 1 | key 'scale_decoder_outputs' must be true or false, found 1
          d_model | "512" | key 'd_model' must be a whole number, found "512"
          d_model | 0 | d_model must be positive: 0
          dropout_rate | 1 | dropout_rate must be in 0…0.99: 1.0
          num_heads | null | key 'num_heads' must be a whole number, found null
          eos_token_id | 32128 | eos_token_id 32128 is not in the vocabulary of 32128
          decoder_start_token_id | -1 | decoder_start_token_id is missing
          relative_attention_num_buckets | 3 | buckets must be even and at least 4: 3
          relative_attention_max_distance | 16 | maxDistance 16 leaves no place for far distances behind 16 near ones
          levels | 3 | key 'levels' must be a list of whole numbers, found 3
          levels | [3, "4"] | key 'levels' must be a list of whole numbers, found [3,"4"]
          levels | [3, 0] | levels must be positive: [3, 0]
          levels | [32000, 200] | levels [32000, 200] need tokens up to 32200, vocab_size is 32128
          router_z_loss | 0.1 | key 'router_z_loss' is not known of a t5 model; take it out if it changes nothing that the model computes: 0.1
          """)
  void namesTheKeyThatCannotBe(String key, String value, String message) throws IOException {
    String json = with(key, value);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(json))
        .withMessage(folder.resolve("config.json") + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocab_size", "d_kv", "layer_norm_epsilon", "dropout_rate"})
  void namesTheKeyThatIsMissing(String key) throws IOException {
    String json = without(key);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining("key '" + key + "' must be a")
        .withMessageEndingWith("found nothing");
  }

  /// Token 0 is padding, then come the codes of each level.
  @Test
  void levelsHaveTheirOwnTokens() {
    T5Config config = T5Config.ofLevels(List.of(3, 5, 2), 8, 4, 16, 1, 2);
    assertThat(config.vocabularySize()).isEqualTo(11);
    assertThat(new int[] {config.token(0, 0), config.token(0, 2), config.token(1, 0)})
        .containsExactly(1, 3, 4);
    assertThat(new int[] {config.token(1, 4), config.token(2, 0), config.token(2, 1)})
        .containsExactly(8, 9, 10);
    assertThat(config.symbols(1)).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withStartId(9))
        .withMessage("decoder_start_token_id 9 is a code of levels [3, 5, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.token(0, -1))
        .withMessage("code -1 is not one of the 3 of level 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.token(3, 32128))
        .withMessage("token 32128 is not in the vocabulary of 32128");
  }
}

package dev.grlm.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.TinyT5;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.SafeTensorsFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders as a stranger would make them who wants the process to end: each is refused in one line
/// that names a file in it, before what it asks for is taken.
@Timeout(60)
class HostileFolderTest {
  /// More than any of these folders may take; the heap of the tests is 2 GB.
  private static final int HUGE = Integer.MAX_VALUE;

  @TempDir Path folder;

  private Path config() {
    return folder.resolve("config.json");
  }

  private Path weights() {
    return folder.resolve("model.safetensors");
  }

  private void qwen3() throws IOException {
    var config = new Qwen3Config(23, 12, 20, 2, 4, 2, 6, 64, 1e4, 1e-6, 0.02, false, 0, 1, 2);
    try (Qwen3 model = new Qwen3(config, 0, 5)) {
      model.save(folder);
    }
  }

  private void t5() throws IOException {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 5)) {
      model.save(folder);
    }
  }

  private void set(String key, String value) throws IOException {
    var json = (ObjectNode) Json.read(config());
    json.set(key, Json.parse(value));
    Json.write(config(), json);
  }

  private void assertRefused(Throwable thrown) {
    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(thrown.getMessage())
        .startsWith(folder.toString())
        .doesNotContain("\n")
        .hasSizeLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num_hidden_layers",
        "vocab_size",
        "hidden_size",
        "intermediate_size",
        "num_attention_heads",
        "num_key_value_heads",
        "head_dim"
      })
  void aQwen3ThatSaysHugeOrNegativeSizesIsRefused(String key) throws IOException {
    qwen3();
    int even = key.equals("head_dim") ? HUGE - 1 : HUGE;
    for (String value : List.of("" + even, "1000000", "0", "-1", "-2147483648", "2147483648")) {
      set(key, value);
      assertRefused(catchThrowable(() -> Qwen3.load(folder, 0).close()));
    }
  }

  @Test
  void allSizesOfAQwen3AtOnceOverflowNothing() throws IOException {
    qwen3();
    for (String key :
        List.of("num_hidden_layers", "vocab_size", "hidden_size", "intermediate_size")) {
      set(key, "" + HUGE);
    }
    set("num_attention_heads", "1073741824");
    set("num_key_value_heads", "1073741824");
    set("head_dim", "" + (HUGE - 1));
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(config() + ": says a model of ")
        .hasMessageContaining("model.safetensors has 3")
        .hasMessageEndingWith("the two do not belong together");
  }

  @Test
  void aHeadThatDoesNotDivideIsRefused() throws IOException {
    qwen3();
    set("num_key_value_heads", "3");
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .hasMessage(config() + ": num_key_value_heads 3 does not divide num_attention_heads 4");
  }

  @ParameterizedTest
  @CsvSource({"24", "1"})
  void aVocabularyOfAnotherSizeThanTheEmbeddingIsRefused(String size) throws IOException {
    qwen3();
    set("vocab_size", size);
    set("bos_token_id", "0");
    set("eos_token_id", "0");
    set("pad_token_id", "0");
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .hasMessageContaining("tensor 'model.embed_tokens.weight' has shape [23, 12]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num_layers",
        "num_decoder_layers",
        "vocab_size",
        "d_model",
        "d_kv",
        "d_ff",
        "num_heads",
        "relative_attention_num_buckets"
      })
  void aT5ThatSaysHugeOrNegativeSizesIsRefused(String key) throws IOException {
    t5();
    for (String value : List.of("" + (HUGE - 1), "1000000", "0", "-1", "2147483648")) {
      set(key, value);
      assertRefused(catchThrowable(() -> T5.load(folder).close()));
    }
  }

  @Test
  void whatTheMachineHasNoMemoryForIsSaidBefore() throws IOException {
    qwen3();
    SafeTensorsFolder there = SafeTensorsFolder.read(folder);
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    assertThatThrownBy(
            () -> CheckpointSize.require(config(), 3000, there, half, OptionalLong.of(5999)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            config() + ": the weights take 0.0 GB in bfloat16, and cpu has 0.0 GB of memory");
    CheckpointSize.require(config(), 3000, there, half, OptionalLong.of(6000));
    CheckpointSize.require(config(), 3000, there, half, OptionalLong.empty());
  }

  /// A hole in a file costs nothing, and a header may say that it is a model.
  @Test
  void aFileOfHolesIsNoReasonToTakeMemory() throws IOException {
    qwen3();
    long rows = 1L << 31 >> 1;
    set("vocab_size", "" + rows);
    set("hidden_size", "4096");
    String header =
        "{\"model.embed_tokens.weight\":{\"dtype\":\"F32\",\"shape\":[%d,4096],\"data_offsets\":[0,%d]}}"
            .formatted(rows, rows * 4096 * 4);
    raw(header);
    try (var file = new RandomAccessFile(weights().toFile(), "rw")) {
      file.setLength(file.length() + rows * 4096 * 4);
    } catch (IOException noSparseFiles) {
      assertThat(noSparseFiles).hasMessageContaining("large"); // of a disk that takes none
      return;
    }
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "(?s)"
                + config()
                + ": the weights take 17592.2 GB in float32, and cpu has .* GB of memory");
  }

  /// @param header of a file without values
  private void raw(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(weights(), bytes.putLong(text.length).put(text).array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9223372036854775807]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1e400],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":{},\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":[],\"shape\":[0],\"data_offsets\":[0,0]}}",
        "{\"a\":7}",
        "[]",
        "{\"__metadata__\":{\"a\":{}}}"
      })
  void aHeaderThatContradictsItselfOrItsFileIsRefused(String header) throws IOException {
    qwen3();
    raw(header);
    assertRefused(catchThrowable(() -> Qwen3.load(folder, 0).close()));
  }

  @Test
  void tensorsThatOverlapAreRefused() throws IOException {
    qwen3();
    raw(
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
    Files.write(weights(), new byte[4], java.nio.file.StandardOpenOption.APPEND);
    assertThatThrownBy(() -> Qwen3.load(folder, 0)).hasMessageContaining("tensors overlap");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 1_000_000, 99_999_999})
  void aHeaderLongerThanItsFileIsRefused(long length) throws IOException {
    qwen3();
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    Files.write(weights(), bytes.array());
    assertRefused(catchThrowable(() -> Qwen3.load(folder, 0).close()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model.safetensors",
        "/etc/passwd",
        "..",
        ".",
        "..\\\\model.safetensors",
        "a\\u0000b",
        " ",
        "config.json",
        "gone.safetensors"
      })
  void anIndexThatNamesFilesOutsideIsRefused(String name) throws IOException {
    qwen3();
    Files.delete(weights());
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"model.embed_tokens.weight\":\"" + name + "\"}}");
    assertRefused(catchThrowable(() -> Qwen3.load(folder, 0).close()));
  }

  @Test
  void nestedJsonIsRefused() throws IOException {
    qwen3();
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    raw(deep);
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .hasMessageStartingWith(weights() + ": header: broken JSON")
        .hasMessageEndingWith("nested deeper than 1000");
    Files.writeString(config(), deep);
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .hasMessage(config() + ": broken JSON: nested deeper than 1000");
    assertThatThrownBy(() -> T5.load(folder))
        .hasMessage(config() + ": broken JSON: nested deeper than 1000");
  }

  @Test
  void aTextFileOfAbsurdSizeIsNotRead() throws IOException {
    try (var file = new RandomAccessFile(config().toFile(), "rw")) {
      file.setLength(3_000_000_000L);
    }
    assertThatThrownBy(() -> Qwen3.load(folder, 0))
        .isInstanceOf(IOException.class)
        .hasMessage(
            config()
                + ": has 3000000000 bytes, more than the 100000000 that are read of such a file");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightsThatAreNoNumbersAreRefused(float value) throws IOException {
    qwen3();
    for (String name : List.of("model.embed_tokens.weight", "model.norm.weight")) {
      Path kept = Files.copy(weights(), folder.resolve("kept"));
      change(name, value);
      assertThatThrownBy(() -> Qwen3.load(folder, 0))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "%s: tensor '%s' has values that are infinite or no numbers; fetch or fit it again"
                  .formatted(weights(), name));
      Files.delete(weights());
      Files.move(kept, weights());
    }
  }

  @Test
  void soAreThoseOfAT5() throws IOException {
    t5();
    change("shared.weight", Float.NaN);
    assertThatThrownBy(() -> T5.load(folder))
        .hasMessageStartingWith(weights() + ": tensor 'shared.weight' has values");
  }

  /// One value in the middle of a tensor.
  private void change(String name, float value) throws IOException {
    SafeTensors.File file = SafeTensors.read(weights());
    var tensors = new LinkedHashMap<String, Floats>();
    for (String tensor : file.names()) {
      float[] values = file.floats(tensor);
      if (tensor.equals(name)) {
        values[values.length / 2] = value;
      }
      tensors.put(tensor, new Floats(file.shape(tensor), values));
    }
    SafeTensors.write(weights(), tensors, Map.of());
  }
}

package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.tensor.SafeTensors.Floats;
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
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsFolderTest {
  private static final String FIRST = "model-00001-of-00003.safetensors";
  private static final String SECOND = "model-00002-of-00003.safetensors";

  @TempDir Path folder;

  /// Of 8, 8, 40 and 4 bytes: with 16 bytes a shard, three shards.
  private static SequencedMap<String, Floats> tensors() {
    var tensors = new LinkedHashMap<String, Floats>();
    tensors.put("b", new Floats(new long[] {2}, new float[] {1, 2}));
    tensors.put("a", new Floats(new long[] {2}, new float[] {3, 4}));
    tensors.put("large", new Floats(new long[] {10}, new float[10]));
    tensors.put("c", new Floats(new long[] {1}, new float[] {5}));
    return tensors;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path index() {
    return folder.resolve("model.safetensors.index.json");
  }

  @Test
  void writesShardsAndReadsThem() throws IOException {
    SafeTensorsFolder.write(folder, tensors(), 16);
    assertThat(files())
        .containsExactly(
            FIRST, SECOND, "model-00003-of-00003.safetensors", "model.safetensors.index.json");
    assertThat(Json.line(Json.read(index())))
        .isEqualTo(
            "{\"metadata\":{\"total_size\":60},\"weight_map\":{\"a\":\"%1$s\",\"b\":\"%1$s\","
                    .formatted(FIRST)
                + "\"c\":\"model-00003-of-00003.safetensors\",\"large\":\"%s\"}}"
                    .formatted(SECOND));
    SafeTensorsFolder read = SafeTensorsFolder.read(folder);
    assertThat(read.names()).containsExactly("a", "b", "c", "large");
    assertThat(read.listing()).isEqualTo(index());
    for (Map.Entry<String, Floats> tensor : tensors().entrySet()) {
      assertThat(read.file(tensor.getKey()).floats(tensor.getKey()))
          .isEqualTo(tensor.getValue().data());
    }
    assertThat(read.file("a").metadata()).isEqualTo(Map.of("format", "pt"));
  }

  @Test
  void leavesNothingOfTheModelBefore() throws IOException {
    SafeTensorsFolder.write(folder, tensors(), 16);
    SafeTensorsFolder.write(folder, tensors(), 60);
    assertThat(files()).containsExactly("model.safetensors");
    assertThat(SafeTensorsFolder.read(folder).names()).containsExactly("b", "a", "large", "c");
    SafeTensorsFolder.write(folder, tensors(), 56);
    assertThat(files())
        .containsExactly(
            "model-00001-of-00002.safetensors",
            "model-00002-of-00002.safetensors",
            "model.safetensors.index.json");
    SafeTensorsFolder.write(folder, tensors(), 16);
    assertThat(files()).hasSize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeTensorsFolder.write(folder, tensors(), 0))
        .withMessage("a shard needs at least one byte: 0");
  }

  private void assertReadFails(String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensorsFolder.read(folder))
        .withMessage(message);
  }

  private void map(String tensor, String shard) throws IOException {
    ObjectNode json = (ObjectNode) Json.read(index());
    ((ObjectNode) json.get("weight_map")).put(tensor, shard);
    Json.write(index(), json);
  }

  @Test
  void namesWhatIsWrong() throws IOException {
    assertReadFails(folder.resolve("model.safetensors") + ": no such file; the folder is empty");
    SafeTensorsFolder.write(folder, tensors(), 16);
    map("d", SECOND);
    assertReadFails(index() + ": tensor 'd' is not in " + SECOND + ", where weight_map has it");
    SafeTensorsFolder.write(folder, tensors(), 16);
    map("c", "../c.safetensors");
    assertReadFails(
        index()
            + ": the shard of tensor 'c' must be a file name in this folder,"
            + " found \"../c.safetensors\"");
    SafeTensorsFolder.write(folder, tensors(), 16);
    Files.delete(folder.resolve(SECOND));
    assertReadFails(
        index()
            + ": shard "
            + SECOND
            + " of 3 is named there, but does not exist; fetch what is missing");
    Files.delete(folder.resolve(FIRST));
    assertReadFails(
        index()
            + ": shard "
            + FIRST
            + " and 1 more of 3 is named there, but does not exist; fetch what is missing");
    SafeTensorsFolder.write(folder, tensors(), 16);
    ObjectNode json = (ObjectNode) Json.read(index());
    ((ObjectNode) json.get("weight_map")).remove("a");
    Json.write(index(), json);
    assertReadFails(index() + ": tensor 'a' of " + FIRST + " is not listed for it");
    Json.write(index(), Json.object().put("weight_map", 1));
    assertReadFails(index() + ": key 'weight_map' must name the shard of every tensor");
  }

  @Test
  void namesATruncatedShard() throws IOException {
    SafeTensorsFolder.write(folder, tensors(), 16);
    try (var shard = new RandomAccessFile(folder.resolve(SECOND).toFile(), "rw")) {
      shard.setLength(shard.length() - 1);
    }
    assertReadFails(
        folder.resolve(SECOND)
            + ": truncated: its tensors take 40 bytes, and 39 are there; fetch the file again");
    SafeTensorsFolder.write(folder, tensors(), 16);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensorsFolder.read(folder).file("z"))
        .withMessage(index() + ": tensor 'z' is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          adapter_model.safetensors | the folder holds adapters (LoRA) alone: merge them
          pytorch_model.bin         | pytorch_model.bin is a pickle, which is not read
          consolidated.00.pth       | consolidated.00.pth is a pickle, which is not read
          q4.gguf                   | q4.gguf is not read: take the folder that it was made of
          weights.safetensors       | there is weights.safetensors, but neither of this name nor
          readme.txt                | there is readme.txt
          """)
  void saysWhatAFolderHasInstead(String name, String reason) throws IOException {
    Files.createFile(folder.resolve(name));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensorsFolder.read(folder))
        .withMessageStartingWith(folder.resolve("model.safetensors") + ": no such file; " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version https://git-lfs.github.com/spec/v1~oid sha256:0~size 1503300328~ | a Git LFS pointer, not the file (1,503,300,328 bytes); fetch it
          version https://git-lfs.github.com/spec/v1~ | a Git LFS pointer, not the file; fetch it
          GGUF....      | a GGUF file, not safetensors
          <!DOCTYPE html><title>404 | a web page, not safetensors
          <html>        | a web page, not safetensors
          """)
  void saysWhatLiesWhereWeightsAreExpected(String text, String reason) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.writeString(file, text.replace('~', '\n'));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensorsFolder.read(folder))
        .withMessageStartingWith(file + ": " + reason);
  }

  /// 640 = 0x0280 is how a pickle begins, 35,615 = 0x8b1f how gzip does.
  @ParameterizedTest
  @ValueSource(ints = {640, 35_615})
  void aHeaderWhoseLengthLooksLikeAnotherFormatIsRead(int length) throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] header = ("{}" + " ".repeat(length - 2)).getBytes(StandardCharsets.US_ASCII);
    Files.write(
        file,
        ByteBuffer.allocate(8 + length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(header)
            .array());
    assertThat(SafeTensors.read(file).names()).isEmpty();
  }

  @Test
  void namesAPickleAndAPackedFile() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
    assertReadFails(file + ": PyTorch's own format (a pickle), not safetensors");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});
    assertReadFails(file + ": packed by gzip, not safetensors");
  }
}

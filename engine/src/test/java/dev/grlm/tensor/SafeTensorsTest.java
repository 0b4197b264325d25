package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.tensor.SafeTensors.DataType;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
  @TempDir Path folder;

  /// The bytes of a file with the given header and data, put together by hand.
  static byte[] bytes(String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("x.safetensors"), content);
  }

  @Test
  void readsEveryFloatTypeFromHandWrittenBytes() throws IOException {
    // 1.5 is 0x3FC00000 in F32, 0x3FC0 in BF16 and 0x3E00 in F16; -2 is 0xC0000000, 0xC000, 0xC000
    byte[] data = {0, 0, (byte) 0xC0, 0x3F, 0, 0, 0, (byte) 0xC0, (byte) 0xC0, 0x3F, 0, 0x3E};
    String header =
        """
        {"__metadata__":{"made":"by hand"},
         "f":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},
         "h":{"dtype":"F16","shape":[],"data_offsets":[10,12]},
         "b":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]}}\
        """;

    SafeTensors.File read = SafeTensors.read(file(bytes(header, data)));

    assertThat(read.names()).containsExactly("f", "h", "b");
    assertThat(read.metadata()).isEqualTo(Map.of("made", "by hand"));
    assertThat(read.shape("f")).containsExactly(1, 2);
    assertThat(read.dataType("b")).isEqualTo(DataType.BF16);
    assertThat(read.floats("f")).containsExactly(1.5f, -2f);
    assertThat(read.floats("b")).containsExactly(1.5f);
    assertThat(read.floats("h")).containsExactly(1.5f);
  }

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    SequencedMap<String, Floats> tensors = new LinkedHashMap<>();
    tensors.put("b", new Floats(new long[] {1}, new float[] {1.5f}));
    tensors.put("a", new Floats(new long[] {0, 3}, new float[0]));
    Path file = folder.resolve("sub/y.safetensors");

    SafeTensors.write(file, tensors, Map.of("z", "1", "k", "é"));

    String header =
        "{\"__metadata__\":{\"k\":\"é\",\"z\":\"1\"},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[4,4]}}";
    int length = header.getBytes(StandardCharsets.UTF_8).length;
    String padded = header + " ".repeat((8 - length % 8) % 8);
    assertThat(Files.readAllBytes(file))
        .isEqualTo(bytes(padded, (byte) 0, (byte) 0, (byte) 0xC0, (byte) 0x3F));
    assertThat(SafeTensors.read(file).floats("a")).isEmpty();
  }

  @Test
  void passesManyChunks() throws IOException {
    float[] data = new float[SafeTensors.CHUNK_BYTES + 7];
    for (int i = 0; i < data.length; i++) {
      data[i] = i;
    }
    SequencedMap<String, Floats> tensors = new LinkedHashMap<>();
    tensors.put("long", new Floats(new long[] {data.length}, data));
    Path file = folder.resolve("x.safetensors");
    SafeTensors.write(file, tensors, Map.of());
    assertThat(SafeTensors.read(file).floats("long")).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"t":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}    | tensor 't': unknown dtype "F31"
          {"t":{"shape":[1],"data_offsets":[0,4]}}                  | tensor 't': unknown dtype nothing
          {"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}    | tensor 't': F32 of shape [2] takes 8 bytes, found 4
          {"t":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}    | truncated: its tensors take 8 bytes, and 4 are there; fetch the file again
          {"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}    | tensor 't': data_offsets [4, 0] do not lie
          {"t":{"dtype":"F32","shape":[1],"data_offsets":[0]}}      | tensor 't': data_offsets [0] do not lie
          {"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}   | tensor 't': shape has -1 where a size is expected
          {"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}  | tensor 't': shape has 1.5 where a size is expected
          {"t":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}      | tensor 't': shape is not a list: 1
          {"t":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,4]}} | is larger than any file
          {"t":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}     | tensor 't' begins at data byte 2 where 0 is expected: tensors leave a hole
          {"t":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}     | the tensors take 2 data bytes, found 4
          {"t":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"u":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}} | tensor 'u' begins at data byte 2 where 3 is expected: tensors overlap
          {"__metadata__":{"a":1}}                                  | __metadata__ 'a' is not text: 1
          []                                                        | the header is not a JSON object
          {"t":                                                     | header: broken JSON
          """)
  void refusesAHeaderThatContradictsItself(String header, String reason) throws IOException {
    Path file = file(bytes(header, new byte[4]));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(reason);
  }

  @Test
  void refusesAbsurdLengths() throws IOException {
    assertFails(new byte[3], "at least 8 bytes, found 3");
    assertFails(new byte[8], "header length 0 does not fit a file of 8 bytes");
    byte[] negative = bytes("{}");
    negative[7] = (byte) 0xFF;
    assertFails(negative, "header length 18374686479671623682 does not fit a file of 10 bytes");
    byte[] beyond = bytes("{}");
    beyond[0] = 3;
    assertFails(beyond, "header length 3 does not fit a file of 10 bytes");
    assertFails(bytes("{\"\u0000\"}"), "broken JSON");
    byte[] notText = bytes("{\"aa\":1}");
    notText[11] = (byte) 0xFF;
    assertFails(notText, "the header is not UTF-8");
  }

  private void assertFails(byte[] content, String reason) throws IOException {
    Path file = file(content);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensors.read(file))
        .withMessageStartingWith(file + ": ")
        .withMessageContaining(reason);
  }

  @Test
  void saysWhichTensorIsMissingOrOfAnotherType() throws IOException {
    Path path =
        file(
            bytes("{\"n\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]));
    SafeTensors.File file = SafeTensors.read(path);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> file.floats("n"))
        .withMessage(path + ": tensor 'n' is I32; F32, BF16 or F16 expected");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> file.shape("m"))
        .withMessage(path + ": no tensor 'm' among its 1: [n]");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SafeTensors.read(folder.resolve("none")))
        .withMessage(folder.resolve("none") + ": no such file");
  }

  @Test
  void saysThatTheFileHasShrunk() throws IOException {
    Path path =
        file(
            bytes("{\"n\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]));
    SafeTensors.File file = SafeTensors.read(path);
    Files.write(path, new byte[9]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> file.floats("n"))
        .withMessageContaining("truncated: 4 bytes expected");
  }

  @Test
  void refusesShapesThatDoNotHoldTheirValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Floats(new long[] {2, 2}, new float[3]))
        .withMessage("shape [2, 2] does not hold 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Floats(new long[] {-1, -3}, new float[3]))
        .withMessageContaining("negative size");
    SequencedMap<String, Floats> tensors = new LinkedHashMap<>();
    tensors.put("__metadata__", new Floats(new long[0], new float[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeTensors.write(folder.resolve("x"), tensors, Map.of()))
        .withMessageContaining("__metadata__");
  }
}

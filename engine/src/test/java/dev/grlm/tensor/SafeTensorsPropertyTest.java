package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SafeTensorsPropertyTest {
  @Property(tries = 100)
  void readingGivesBackWhatWasWritten(
      @ForAll @Size(max = 4) Map<String, float[]> tensors,
      @ForAll @Size(max = 3) Map<String, String> metadata)
      throws IOException {
    SequencedMap<String, Floats> written = new LinkedHashMap<>();
    tensors.forEach((name, data) -> {
      if (isText(name)) {
        written.put(name, new Floats(new long[] {data.length, 1}, data));
      }
    });
    Map<String, String> texts = new LinkedHashMap<>(metadata);
    texts.entrySet().removeIf(entry -> !isText(entry.getKey()) || !isText(entry.getValue()));
    Path file = Files.createTempFile("roundtrip", ".safetensors");
    try {
      SafeTensors.write(file, written, texts);
      SafeTensors.File read = SafeTensors.read(file);
      assertThat(List.copyOf(read.names())).isEqualTo(List.copyOf(written.keySet()));
      assertThat(read.metadata()).isEqualTo(texts);
      for (Map.Entry<String, Floats> tensor : written.entrySet()) {
        assertThat(read.floats(tensor.getKey())).isEqualTo(tensor.getValue().data());
        assertThat(read.shape(tensor.getKey())).isEqualTo(tensor.getValue().shape());
      }
    } finally {
      Files.delete(file);
    }
  }

  /// Half of a surrogate pair has no UTF-8 form.
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  /// A damaged file is read, or refused with an IOException in one line; nothing else happens.
  @Property(tries = 1000)
  void damagedFilesGiveNothingButIoExceptions(
      @ForAll @IntRange(max = 160) int at, @ForAll byte value, @ForAll @IntRange(max = 30) int cut)
      throws IOException {
    String header =
        "{\"__metadata__\":{\"k\":\"v\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}";
    byte[] content = SafeTensorsTest.bytes(header, new byte[12]);
    content[at % content.length] = value;
    Path file = Files.createTempFile("damaged", ".safetensors");
    // without the cut in two of three cases, so that the damage itself is met
    int length = at % 3 == 0 ? content.length - cut : content.length;
    Files.write(file, Arrays.copyOf(content, length));
    Throwable thrown =
        catchThrowable(() -> {
          SafeTensors.File read = SafeTensors.read(file);
          for (String name : read.names()) {
            var _ = read.floats(name);
          }
        });
    Files.delete(file);
    assertThat(thrown)
        .as("byte %d = %d", at, value)
        .satisfiesAnyOf(
            read -> assertThat(read).isNull(),
            refused ->
                assertThat(refused)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageNotContaining("\n"));
  }
}

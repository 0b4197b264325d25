package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Item;
import dev.grlm.testkit.ForeignData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Broken inputs of every format: each is read with counted faults, or refused in one line that
/// names the file. `-Dgrlm.fuzz.inputs=10000` says how many there are per format, and
/// `-Dgrlm.fuzz.format=csv` takes one format only; the default keeps within seconds.
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("grlm.fuzz.inputs", 150);
  private static final byte[] ODD = {0, (byte) 0xff, (byte) 0xc3, '"', '\'', '{', '[', '\\', '\n'};

  @TempDir private Path folder;

  static Stream<String> formats() {
    String only = System.getProperty("grlm.fuzz.format");
    return only == null ? ForeignData.ALL.keySet().stream() : Stream.of(only);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void brokenInputIsCountedOrRefusedInOneLine(String word) throws Exception {
    Map<String, byte[]> whole = ForeignData.of(word);
    var lines = new Counted();
    int refusals = 0;
    for (int input = 0; input < INPUTS; input++) {
      var random = new Random(31L * word.hashCode() + input);
      Path place = Files.createDirectories(folder.resolve(word + input));
      for (var file : broken(whole, random).entrySet()) {
        Files.write(place.resolve(file.getKey()), file.getValue());
      }
      String refused = refusal(place, word, lines);
      assertThat(refused)
          .as("%s input %d", word, input)
          .satisfiesAnyOf(
              none -> assertThat(none).isEmpty(),
              one -> assertThat(one).contains(place.toString()).doesNotContain("\n", "\r"));
      refusals += refused.isEmpty() ? 0 : 1;
      for (String name : whole.keySet()) {
        Files.deleteIfExists(place.resolve(name));
      }
    }
    assertThat(refusals).as("refused inputs").isLessThan(INPUTS);
    assertThat(refusals + lines.faults).as("refused inputs and faults").isPositive();
  }

  /// Empty where the input is read.
  private static String refusal(Path place, String word, Sink lines) {
    try {
      Formats.open(Input.of(place, Columns.GUESSED), word).read(lines, Meter.SILENT);
      return "";
    } catch (IOException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  /// One to three files of the folder, one to four changes each; now and then packed and then
  /// broken.
  private static Map<String, byte[]> broken(Map<String, byte[]> whole, Random random)
      throws IOException {
    var broken = new LinkedHashMap<String, byte[]>(whole);
    var names = whole.keySet().stream().toList();
    for (int files = 0; files <= random.nextInt(2); files++) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = Objects.requireNonNull(whole.get(name));
      boolean pack = random.nextInt(4) == 0;
      bytes = pack && random.nextBoolean() ? packed(bytes) : bytes;
      for (int changes = 0; changes <= random.nextInt(4); changes++) {
        bytes = changed(bytes, random);
      }
      broken.put(name, pack && random.nextBoolean() ? packed(bytes) : bytes);
    }
    return broken;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = at + random.nextInt(Math.min(200, bytes.length - at) + 1);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, to, new byte[0]);
      case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 3 -> spliced(bytes, at, at + 1, new byte[] {ODD[random.nextInt(ODD.length)]});
      case 4 -> spliced(bytes, at, at, noise(random, random.nextInt(300)));
      case 5 ->
          spliced(bytes, at, at, "[".repeat(random.nextInt(3000)).getBytes(StandardCharsets.UTF_8));
      case 6 ->
          spliced(bytes, at, at, "9".repeat(random.nextInt(3000)).getBytes(StandardCharsets.UTF_8));
      default -> swapped(bytes, random);
    };
  }

  private static byte[] noise(Random random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(middle);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  /// Two pieces change places.
  private static byte[] swapped(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    int length = random.nextInt(bytes.length / 2 + 1);
    int first = random.nextInt(bytes.length - length + 1);
    int second = random.nextInt(bytes.length - length + 1);
    System.arraycopy(bytes, first, copy, second, length);
    System.arraycopy(bytes, second, copy, first, length);
    return copy;
  }

  static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  /// Checks what comes and keeps nothing.
  private static final class Counted implements Sink {
    private long faults;

    @Override
    public void event(Event event) {
      assertThat(event.user()).isNotBlank().doesNotContain("\t", "\n", "\0");
      assertThat(event.item()).isNotBlank().doesNotContain("\t", "\n", "\0");
    }

    @Override
    public void item(Item item) {
      assertThat(item.id()).isNotBlank().doesNotContain("\t", "\n", "\0");
    }

    @Override
    public void fault(Fault fault) {
      faults++;
      assertThat(fault.toString().lines()).hasSize(1);
      assertThat(fault.toString()).contains(fault.file() + ":").contains(fault.column());
    }
  }
}

package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.SafeTensors.Native;
import dev.grlm.tensor.SafeTensors.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafeTensorsNativeTest {
  @TempDir Path folder;

  /// Round to nearest, ties to even, on the bits.
  private static float toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int cut = bits & 0xffff;
    int kept = bits >>> 16;
    boolean up = cut > 0x8000 || (cut == 0x8000 && (kept & 1) == 1);
    return Float.intBitsToFloat((up ? kept + 1 : kept) << 16);
  }

  private static float rounded(float value, Precision precision) {
    return switch (precision) {
      case FLOAT32 -> value;
      case BFLOAT16 -> toBfloat16(value);
      case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(value));
    };
  }

  /// More values than are converted at once, half of them just between two of bfloat16.
  private static float[] values() {
    var random = new SplittableRandom(3);
    var values = new float[3 * 400_001];
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToRawIntBits((float) random.nextDouble(-3, 3));
      values[i] = Float.intBitsToFloat(i % 2 == 0 ? bits : (bits & 0xffff0000) | 0x8000);
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void roundsToNearestAndToEven(Precision stored) throws IOException {
    Path file = folder.resolve("x.safetensors");
    float[] values = values();
    var expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = rounded(values[i], stored);
    }
    try (var _ = new PointerScope()) {
      Tensor tensor = Tensors.floats(values, 3, 400_001);
      tensor.requires_grad_(true);
      var sources = new LinkedHashMap<String, Source>();
      sources.put("first", new Floats(new long[] {1}, new float[] {7}));
      sources.put("x", new Native(new long[] {3, 400_001}, stored, () -> tensor));
      sources.put("none", new Native(new long[] {0, 2}, stored, () -> Tensors.zeros(0, 2)));
      SafeTensors.write(file, sources, Map.of());
      SafeTensors.File read = SafeTensors.read(file);
      assertThat(read.dataType("x")).isEqualTo(stored.stored());
      assertThat(read.precision("x")).isEqualTo(stored);
      assertThat(read.floats("x")).isEqualTo(expected);
      assertThat(read.floats("first")).containsExactly(7);
      for (Precision precision : Precision.values()) {
        try (Tensor target = Tensors.zeros(3, 400_001).to(precision.torch())) {
          read.copyTo("x", target);
          float[] found = Tensors.toFloats(target);
          for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isEqualTo(rounded(expected[i], precision));
          }
        }
      }
      assertThat(read.<Boolean>mapped("none", none -> none.numel() == 0)).isTrue();
    }
  }

  @Test
  void readsWhatIsNotAligned() throws IOException {
    Path file = folder.resolve("odd.safetensors");
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}";
    ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8)).put((byte) 9);
    bytes.putFloat(1.5f).putFloat(-2);
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    SafeTensors.File read = SafeTensors.read(file);
    assertThat(read.<float[]>mapped("b", Tensors::toFloats)).containsExactly(1.5f, -2);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read.mapped("a", Tensors::toFloats))
        .withMessage(file + ": tensor 'a' is U8; F32, BF16 or F16 expected");
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    Path file = folder.resolve("x.safetensors");
    var sources = new LinkedHashMap<String, Source>();
    sources.put("x", new Floats(new long[] {2, 2}, new float[4]));
    SafeTensors.write(file, sources, Map.of());
    SafeTensors.File read = SafeTensors.read(file);
    try (Tensor target = Tensors.zeros(4)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> read.copyTo("x", target))
          .withMessage(file + ": tensor 'x' has shape [2, 2]; expected [4]");
    }
    try (var shrinking = new RandomAccessFile(file.toFile(), "rw")) {
      shrinking.setLength(shrinking.length() - 3);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read.mapped("x", Tensors::toFloats))
        .withMessageContaining(file + ": truncated: 16 bytes expected from byte ")
        .withMessageEndingWith(", found 13");
    sources.put("x", new Native(new long[] {5}, Precision.FLOAT32, () -> Tensors.zeros(4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeTensors.write(file, sources, Map.of()))
        .withMessage("a tensor of shape [4] was announced with shape [5]");
  }

  /// A state that is taken up must be of the same precision, too.
  @Test
  void requiresPrecisionAndShape() throws IOException {
    Path path = folder.resolve("w.safetensors");
    try (var _ = new PointerScope()) {
      Tensor half = Tensors.floats(new float[12], 3, 4).to(ScalarType.BFloat16);
      SafeTensors.write(path, new LinkedHashMap<>(Map.of("w", Native.of(half))), Map.of());
      SafeTensors.File file = SafeTensors.read(path);
      file.require("w", half);
      assertThatIOException()
          .isThrownBy(() -> file.require("w", Tensors.zeros(3, 4)))
          .withMessage(path + ": tensor 'w' is BF16 of shape [3, 4]; F32 of shape [3, 4] expected");
      assertThatIOException()
          .isThrownBy(() -> file.require("w", half.view(4, 3)))
          .withMessage(
              path + ": tensor 'w' is BF16 of shape [3, 4]; BF16 of shape [4, 3] expected");
    }
  }

  @Test
  void writesATensorThatIsNotDense() throws IOException {
    Path file = folder.resolve("x.safetensors");
    try (var _ = new PointerScope()) {
      Tensor turned = Tensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose(0, 1);
      Tensor half = turned.to(ScalarType.BFloat16);
      var sources = new LinkedHashMap<String, Source>();
      sources.put("x", new Native(new long[] {3, 2}, Precision.FLOAT32, () -> half));
      SafeTensors.write(file, sources, Map.of());
    }
    assertThat(SafeTensors.read(file).floats("x")).containsExactly(1, 4, 2, 5, 3, 6);
  }
}

package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeTensorsTest {
  @TempDir Path folder;
  private final PointerScope scope = new PointerScope();

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  private static Tensor counted(int count, long... shape) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * 0.37f - 3;
    }
    return Tensors.floats(values, shape);
  }

  private Path written(Map<String, Tensor> tensors) throws IOException {
    Path file = folder.resolve("x.safetensors");
    NativeTensors.write(file, new LinkedHashMap<>(tensors), Map.of("b", "2", "a", "1"));
    return file;
  }

  @Test
  void everyPrecisionComesBackBitForBit() throws IOException {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("wide", counted(50_000, 5, 10_000));
    tensors.put("half", counted(12, 3, 4).to(ScalarType.BFloat16));
    tensors.put("other", counted(12, 12).to(ScalarType.Half));
    tensors.put("empty", Tensors.zeros(0, 4));
    tensors.put("scalar", counted(1));
    SafeTensors.File file = SafeTensors.read(written(tensors));
    assertThat(file.names()).containsExactlyElementsOf(tensors.keySet());
    assertThat(file.metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(file.dataType("half")).isEqualTo(SafeTensors.DataType.BF16);
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      float[] expected = Tensors.toFloats(tensor.getValue());
      assertThat(file.floats(tensor.getKey())).containsExactly(expected);
      Tensor target = tensor.getValue().clone().zero_();
      NativeTensors.read(file, tensor.getKey(), target);
      assertThat(Tensors.toFloats(target)).containsExactly(expected);
    }
  }

  @Test
  void bytesAreThoseOfTheWriterOfArrays() throws IOException {
    Tensor tensor = counted(50_000, 50, 1000);
    Path file = written(Map.of("w", tensor));
    byte[] found = Files.readAllBytes(file);
    var floats = new LinkedHashMap<String, SafeTensors.Floats>();
    floats.put("w", new SafeTensors.Floats(new long[] {50, 1000}, Tensors.toFloats(tensor)));
    SafeTensors.write(file, floats, Map.of("b", "2", "a", "1"));
    assertThat(found).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void anotherShapeOrPrecisionIsRefusedAndNothingOverwritten() throws IOException {
    Path path = written(Map.of("w", counted(12, 3, 4)));
    SafeTensors.File file = SafeTensors.read(path);
    Tensor target = Tensors.zeros(4, 3);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NativeTensors.read(file, "w", target))
        .withMessage(path + ": tensor 'w' is F32 of shape [3, 4]; F32 of shape [4, 3] expected");
    assertThat(Tensors.toFloats(target)).containsOnly(0);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> NativeTensors.read(file, "w", Tensors.zeros(3, 4).to(ScalarType.BFloat16)))
        .withMessageContaining("BF16 of shape [3, 4] expected");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NativeTensors.read(file, "v", target))
        .withMessageContaining("no tensor 'v'");
  }

  @Test
  void aFileThatHasShrunkIsTold() throws IOException {
    Path path = written(Map.of("w", counted(12, 3, 4)));
    SafeTensors.File file = SafeTensors.read(path);
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, whole.length - 8));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> NativeTensors.read(file, "w", Tensors.zeros(3, 4)))
        .withMessageContaining("truncated: 48 bytes expected");
  }

  @Test
  void whatIsNotContiguousOrNoFloatIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(Map.of("w", counted(12, 3, 4).transpose(0, 1))))
        .withMessageContaining("'w' is not contiguous");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> written(Map.of("w", Tensors.longs(new long[] {1}, 1))))
        .withMessageContaining("no precision");
  }
}

package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private PointerScope scope = new PointerScope();

  @BeforeAll
  static void load() {
    Natives.load();
  }

  @BeforeEach
  void open() {
    scope.close();
    scope = new PointerScope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void floatsGoInAndOutRowMajorAsACopy() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Tensor tensor = Tensors.floats(values, 2, 3);
    values[0] = 99;
    assertThat(Tensors.shape(tensor)).containsExactly(2, 3);
    assertThat(Tensors.toFloats(tensor)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Tensors.toFloats(tensor.transpose(0, 1))).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void aViewGivesOnlyItsOwnValues() {
    Tensor tensor = Tensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(Tensors.toFloats(tensor.narrow(1, 1, 2))).containsExactly(2, 3, 5, 6);
  }

  @Test
  void longsGoInAndOut() {
    Tensor tensor = Tensors.longs(new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}, 3);
    assertThat(Tensors.toLongs(tensor)).containsExactly(Long.MIN_VALUE, 0, Long.MAX_VALUE);
  }

  @Test
  void nothingGoesInAndOut() {
    assertThat(Tensors.toFloats(Tensors.floats(new float[0], 0, 4))).isEmpty();
    assertThat(Tensors.toLongs(Tensors.longs(new long[0], 0))).isEmpty();
  }

  @Test
  void bytesAreComparedUnsigned() {
    Tensor mask = Tensors.atLeast(new byte[] {0, 127, (byte) 128, (byte) 255}, 128, 4);
    assertThat(Tensors.toFloats(mask.to(ScalarType.Float))).containsExactly(0, 0, 1, 1);
  }

  @Test
  void zerosMayBeAScalar() {
    assertThat(Tensors.shape(Tensors.zeros())).isEmpty();
    assertThat(Tensors.toFloats(Tensors.zeros(2, 2))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void overwritingChangesTheTensorAndItsViews() {
    Tensor tensor = Tensors.zeros(2, 2);
    Tensor view = tensor.select(0, 1);
    Tensors.overwrite(tensor, new float[] {1, 2, 3, 4});
    assertThat(Tensors.toFloats(view)).containsExactly(3, 4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensors.overwrite(tensor, new float[3]))
        .withMessageContainingAll("4", "3");
  }

  @Test
  void partsAreJoinedAlongADimension() {
    Tensor left = Tensors.floats(new float[] {1, 2}, 2, 1);
    Tensor right = Tensors.floats(new float[] {3, 4}, 2, 1);
    assertThat(Tensors.toFloats(Tensors.cat(0, left, right))).containsExactly(1, 2, 3, 4);
    assertThat(Tensors.toFloats(Tensors.cat(1, left, right))).containsExactly(1, 3, 2, 4);
  }
}

package dev.grlm.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static Parameters.Declaration declaration() {
    return new Parameters.Declaration().normal("a", 0.5f, 3, 4).constant("b", 1, 5);
  }

  @Test
  void weightsInHalfPrecisionAreTheRoundedOnes() {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    try (Parameters wide = declaration().create(7);
        Parameters narrow = declaration().create(7, half)) {
      assertThat(narrow.flat().scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
      assertThat(narrow.placement()).isEqualTo(half);
      float[] expected = wide.values();
      float[] found = Tensors.toFloats(narrow.flat());
      assertThat(found).isNotEqualTo(expected).containsExactly(expected, within(0.01f));
      for (float value : found) {
        assertThat(Float.floatToIntBits(value) & 0xffff).isZero();
      }
    }
  }

  @Test
  void frozenWeightsGetNoGradient() {
    try (Parameters weights = declaration().create(1);
        var _ = new PointerScope()) {
      assertThat(weights.tensor("a").sum().requires_grad()).isTrue();
      weights.freeze();
      assertThat(weights.tensor("a").sum().requires_grad()).isFalse();
    }
  }

  @Test
  void theHostComputesInFullPrecision() {
    assertThat(new Placement(Device.CPU, Precision.BFLOAT16).compute())
        .isEqualTo(Precision.FLOAT32);
    assertThat(new Placement(new Device(true, 0), Precision.BFLOAT16).compute())
        .isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void readsValuesOfAnyPrecision() {
    float[] values = {1.5f, -2, 0};
    try (var _ = new PointerScope()) {
      Tensor half = Tensors.floats(values, 3).to(ScalarType.BFloat16);
      assertThat(Tensors.toFloats(half)).containsExactly(values);
      Tensor placed = Tensors.place(half, Placement.HOST);
      assertThat(placed.scalar_type().intern()).isEqualTo(ScalarType.Float);
    }
  }

  @Test
  void knowsDevicesAndPrecisionsByTheirWords() {
    assertThat(Device.parse("cpu")).isEqualTo(Device.CPU);
    assertThat(new Device(true, 3).word()).isEqualTo("cuda:3");
    assertThat(Arrays.stream(Precision.values()).map(p -> Precision.parse(p.word())))
        .containsExactly(Precision.values());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.parse("gpu"))
        .withMessage("unknown device 'gpu'; it is cpu, cuda, cuda:0, cuda:1, … or auto");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Precision.parse("int8"))
        .withMessage("unknown precision 'int8'; it is one of [fp32, bf16, fp16]");
  }

  @Test
  void saysWhatIsMissingWhereThereIsNoCard() {
    Natives.load();
    assumeThat(torch.cuda_is_available()).as("a CUDA card").isFalse();
    assertThat(Device.parse("auto")).isEqualTo(Device.CPU);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.parse("cuda"))
        .withMessage(
            "there is no device cuda:0; libtorch sees no CUDA card (grlm doctor says why)");
  }
}

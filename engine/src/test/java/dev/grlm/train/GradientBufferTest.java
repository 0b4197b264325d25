package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TinyQwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Device;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientBufferTest {
  private static final List<TokenSample> SAMPLES =
      List.of(
          new TokenSample(TinyQwen3.tokens(9, 1), 6), new TokenSample(TinyQwen3.tokens(6, 3), 1));

  private static GradientBuffer buffer(Parameters parameters, boolean inPlace) {
    return inPlace ? GradientBuffer.inPlace(parameters) : GradientBuffer.apart(parameters);
  }

  /// The plain way: one gradient per weight, joined.
  private static float[] reference(Qwen3 model, double divisor) {
    try (var _ = new PointerScope()) {
      Tensor loss = new TokenObjective(model).loss(SAMPLES, Dropout.none());
      TensorVector gradients =
          torch.grad(
              new TensorVector(loss.div(new Scalar(divisor))),
              new TensorVector(model.parameters().tensors()),
              new TensorVector(),
              new BoolOptional(),
              false,
              false);
      var parts = new Tensor[(int) gradients.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = gradients.get(i).reshape(-1);
      }
      return Tensors.toFloats(Tensors.cat(0, parts));
    }
  }

  private static void add(Qwen3 model, GradientBuffer buffer, double divisor) {
    try (var _ = new PointerScope()) {
      new TokenObjective(model).backward(SAMPLES, divisor, Dropout.none(), buffer);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void holdsTheGradientAndAddsTheNext(boolean inPlace) {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4);
        GradientBuffer buffer = buffer(model.parameters(), inPlace)) {
      float[] expected = reference(model, 4);
      add(model, buffer, 4);
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(expected);
      add(model, buffer, 4);
      for (int i = 0; i < expected.length; i++) {
        expected[i] *= 2;
      }
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(expected);
      buffer.zero();
      add(model, buffer, 4);
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(reference(model, 4));
    }
  }

  @Test
  void libtorchAddsInPlace() {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4);
        GradientBuffer buffer = GradientBuffer.inPlace(model.parameters())) {
      for (int pass = 0; pass < 3; pass++) {
        long offset = 0;
        for (Tensor weight : model.parameters().tensors()) {
          try (var _ = new PointerScope()) {
            assertThat(weight.grad().detach().data_ptr().address())
                .isEqualTo(buffer.flat().data_ptr().address() + offset);
          }
          offset += weight.nbytes();
        }
        assertThat(offset).isEqualTo(buffer.flat().nbytes());
        add(model, buffer, 1);
      }
    }
  }

  @Test
  void aClosedBufferLeavesTheWeightsWithoutAGradient() {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4);
        var _ = new PointerScope()) {
      GradientBuffer.inPlace(model.parameters()).close();
      for (Tensor weight : model.parameters().tensors()) {
        assertThat(weight.grad().defined()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesTheGradientOfAnInput(boolean inPlace) {
    try (Parameters weights = new Parameters.Declaration().constant("w", 3, 2).create(0);
        GradientBuffer buffer = buffer(weights, inPlace);
        var _ = new PointerScope()) {
      Tensor x = Tensors.floats(new float[] {5, 7}, 2).requires_grad_(true);
      Tensor y = x.mul(weights.tensor("w"));
      Tensor gradient = buffer.add(y, Tensors.floats(new float[] {10, 100}, 2), x);
      assertThat(Tensors.toFloats(gradient)).containsExactly(30, 300);
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(50, 700);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWeightThatIsFrozenOrUntouchedHasZero(boolean inPlace) {
    var declaration = new Parameters.Declaration().constant("used", 3, 2).constant("frozen", 2, 2);
    try (Parameters weights = declaration.constant("untouched", 1, 1).create(0);
        GradientBuffer buffer = buffer(weights, inPlace);
        var _ = new PointerScope()) {
      weights.tensor("frozen").requires_grad_(false);
      buffer.add(weights.tensor("used").mul(weights.tensor("frozen")).sum());
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(2, 2, 0, 0, 0);
    }
  }

  @Test
  void isAsPreciseAsTheWeights() {
    var half = new Placement(Device.CPU, Precision.BFLOAT16);
    try (Parameters weights = new Parameters.Declaration().constant("w", 3, 2).create(0, half);
        GradientBuffer buffer = GradientBuffer.inPlace(weights);
        var _ = new PointerScope()) {
      Tensor wide = weights.tensor("w").to(torch.ScalarType.Float);
      buffer.add(wide.mul(wide).sum());
      assertThat(Precision.of(buffer.flat())).isEqualTo(Precision.BFLOAT16);
      assertThat(Tensors.toFloats(buffer.flat())).containsExactly(6, 6);
    }
  }
}

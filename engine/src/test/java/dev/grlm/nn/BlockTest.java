package dev.grlm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockTest {
  private static final int BATCH = 3;
  private static final int TIME = 5;
  private static final int SOURCE_TIME = 4;
  private static final int WIDTH = 8;
  private static final int HEADS = 2;

  /// Real positions of what is seen; one sequence is not padded.
  private static final int[] LENGTHS = {2, 4, 1};

  private final Parameters weights = weights();
  private final Block block = new Block(weights, "layer", HEADS, 0.5);
  private final float[] x = gaussian(BATCH * TIME * WIDTH, 4);
  private final float[] source = gaussian(BATCH * SOURCE_TIME * WIDTH, 5);

  /// The ways through a block.
  enum Way {
    CAUSAL,
    FULL,
    PADDED,
    CROSS,
    PADDED_CROSS
  }

  private static Parameters weights() {
    var declaration = new Parameters.Declaration();
    Block.declare(declaration, "layer", WIDTH, 12);
    Parameters weights = declaration.create(1);
    TinyModels.shake(weights, 1);
    return weights;
  }

  private static float[] gaussian(int count, long seed) {
    var random = new Random(seed);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @AfterEach
  void close() {
    weights.close();
  }

  private static Tensor pass(Block block, Way way, Tensor x, Tensor source, Dropout masks) {
    return switch (way) {
      case CAUSAL -> block.forward(x, Attention.causal(), masks);
      case FULL -> block.forward(x, Attention.full(), masks);
      case PADDED -> block.forward(x, Attention.full(LENGTHS, TIME), masks);
      case CROSS -> block.cross(x, source, Attention.full(), masks);
      case PADDED_CROSS -> block.cross(x, source, Attention.full(LENGTHS, SOURCE_TIME), masks);
    };
  }

  private float[] pass(Way way, Dropout masks) {
    try (var _ = new PointerScope()) {
      return Tensors.toFloats(pass(block, way, xs(), sources(), masks));
    }
  }

  private Tensor xs() {
    return Tensors.floats(x, BATCH, TIME, WIDTH);
  }

  private Tensor sources() {
    return Tensors.floats(source, BATCH, SOURCE_TIME, WIDTH);
  }

  /// Of one sequence of the batch.
  private double[][] reference(Way way, int row) {
    double[][] own = rows(x, row, TIME);
    double[][] other = rows(source, row, SOURCE_TIME);
    return switch (way) {
      case CAUSAL -> ScalarReference.causalBlock(weights, "layer", HEADS, own);
      case FULL -> ScalarReference.fullBlock(weights, "layer", HEADS, own, TIME);
      case PADDED -> ScalarReference.fullBlock(weights, "layer", HEADS, own, LENGTHS[row]);
      case CROSS -> ScalarReference.crossBlock(weights, "layer", HEADS, own, other, SOURCE_TIME);
      case PADDED_CROSS ->
          ScalarReference.crossBlock(weights, "layer", HEADS, own, other, LENGTHS[row]);
    };
  }

  private static double[][] rows(float[] values, int row, int time) {
    var sequence = new double[time][WIDTH];
    for (int i = 0; i < time * WIDTH; i++) {
      sequence[i / WIDTH][i % WIDTH] = values[row * time * WIDTH + i];
    }
    return sequence;
  }

  /// Every map with as much more as another block's weights are.
  @Test
  void whatIsAddedToItsMapsIsAsIfTheirWeightsHadIt() {
    try (Parameters more = weights();
        Parameters both = weights();
        var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      TinyModels.shake(more, 9);
      for (String name : both.shapes().keySet()) {
        if (both.shapes().get(name).length == 2) {
          both.tensor(name).copy_(weights.tensor(name).add(more.tensor(name)));
        }
      }
      MapUpdates updates =
          (net, state) -> {
            assertThat(net).isEqualTo("layer");
            assertThat(Tensors.toFloats(state)).isEqualTo(x);
            return (name, in, projected) ->
                projected.add(torch.linear(in, more.tensor(name + ".weight")));
          };
      Tensor updated = block.forward(xs(), Attention.causal(), Dropout.none(), updates);
      Tensor expected =
          new Block(both, "layer", HEADS, 0.5).forward(xs(), Attention.causal(), Dropout.none());
      assertThat(Tensors.toFloats(updated))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(Tensors.toFloats(expected));
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void agreesWithTheScalarReference(Way way) {
    float[] actual = pass(way, Dropout.none());
    for (int row = 0; row < BATCH; row++) {
      double[][] expected = reference(way, row);
      for (int i = 0; i < TIME * WIDTH; i++) {
        assertThat((double) actual[row * TIME * WIDTH + i])
            .isCloseTo(expected[i / WIDTH][i % WIDTH], within(1e-4));
      }
    }
  }

  /// Of a sum with a random coefficient for every output: slopes of the reference in every input
  /// and in some values of every weight.
  @ParameterizedTest
  @EnumSource(Way.class)
  void gradientsAreSlopesOfTheReference(Way way) {
    float[] coefficients = gaussian(BATCH * TIME * WIDTH, 6);
    List<float[]> found = gradients(way, coefficients);
    for (int i = 0; i < x.length; i += 3) {
      requireSlope(way, coefficients, x, i, () -> {}, found.get(0)[i]);
    }
    for (int i = 0; i < source.length; i += 3) {
      requireSlope(way, coefficients, source, i, () -> {}, found.get(1)[i]);
    }
    float[] values = weights.values();
    int leaf = 2;
    int offset = 0;
    for (long[] shape : weights.shapes().values()) {
      int size = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
      var random = new Random(offset);
      for (int draw = 0; draw < 6; draw++) {
        int i = random.nextInt(size);
        Runnable changed = () -> weights.restore(values);
        requireSlope(way, coefficients, values, offset + i, changed, found.get(leaf)[i]);
      }
      offset += size;
      leaf++;
    }
  }

  /// @param changed makes a changed value known
  private void requireSlope(
      Way way, float[] coefficients, float[] values, int i, Runnable changed, double found) {
    float kept = values[i];
    float above = kept + 1e-2f;
    float below = kept - 1e-2f;
    values[i] = above;
    changed.run();
    double high = weighted(way, coefficients);
    values[i] = below;
    changed.run();
    double low = weighted(way, coefficients);
    values[i] = kept;
    changed.run();
    double slope = (high - low) / (above - below);
    assertThat(found)
        .as("value %d of %d", i, values.length)
        .isCloseTo(slope, within(5e-3 + 5e-3 * Math.abs(slope)));
  }

  private double weighted(Way way, float[] coefficients) {
    double sum = 0;
    for (int row = 0; row < BATCH; row++) {
      double[][] out = reference(way, row);
      for (int i = 0; i < TIME * WIDTH; i++) {
        sum += coefficients[row * TIME * WIDTH + i] * out[i / WIDTH][i % WIDTH];
      }
    }
    return sum;
  }

  /// With regard to x, source and every weight; zeros where nothing depends on it.
  private List<float[]> gradients(Way way, float[] coefficients) {
    try (var _ = new PointerScope()) {
      Tensor own = xs().requires_grad_(true);
      Tensor other = sources().requires_grad_(true);
      Tensor out = pass(block, way, own, other, Dropout.none());
      Tensor sum = out.mul(Tensors.floats(coefficients, BATCH, TIME, WIDTH)).sum();
      var leaves = new ArrayList<Tensor>(List.of(own, other));
      leaves.addAll(Arrays.asList(weights.tensors()));
      TensorVector gradients =
          torch.grad(
              new TensorVector(sum),
              new TensorVector(leaves.toArray(Tensor[]::new)),
              new TensorVector(),
              new BoolOptional(),
              false,
              true);
      var all = new ArrayList<float[]>();
      for (int i = 0; i < leaves.size(); i++) {
        Tensor gradient = gradients.get(i);
        all.add(
            gradient.defined()
                ? Tensors.toFloats(gradient)
                : new float[Math.toIntExact(leaves.get(i).numel())]);
      }
      return all;
    }
  }

  @Test
  void aSequenceThatLooksAtItsNormalisedSelfLooksAtItself() {
    try (var _ = new PointerScope()) {
      Tensor normed = LayerNorm.apply(weights, "layer.attention.norm", xs());
      assertThat(Tensors.toFloats(block.cross(xs(), normed, Attention.causal(), Dropout.none())))
          .containsExactly(pass(Way.CAUSAL, Dropout.none()), within(1e-6f));
    }
  }

  @Test
  void whatIsPaddedIsNotSeen() {
    float[] before = pass(Way.PADDED, Dropout.none());
    float[] crossBefore = pass(Way.PADDED_CROSS, Dropout.none());
    for (int row = 0; row < BATCH; row++) {
      Arrays.fill(
          source,
          (row * SOURCE_TIME + LENGTHS[row]) * WIDTH,
          (row + 1) * SOURCE_TIME * WIDTH,
          1e3f);
    }
    assertThat(pass(Way.PADDED_CROSS, Dropout.none())).containsExactly(crossBefore);
    for (int row = 0; row < BATCH; row++) {
      Arrays.fill(x, (row * TIME + LENGTHS[row]) * WIDTH, (row + 1) * TIME * WIDTH, 1e3f);
    }
    float[] after = pass(Way.PADDED, Dropout.none());
    for (int row = 0; row < BATCH; row++) {
      int from = row * TIME * WIDTH;
      int to = from + LENGTHS[row] * WIDTH;
      assertThat(Arrays.copyOfRange(after, from, to))
          .containsExactly(Arrays.copyOfRange(before, from, to));
    }
  }

  @Test
  void aMaskHasARealPositionAndNoMoreThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attention.full(new int[] {2, 0}, 3))
        .withMessage("sequence 1 has 0 positions, not 1…3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attention.full(new int[] {4}, 3))
        .withMessage("sequence 0 has 4 positions, not 1…3");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void dropoutIsAppliedInTrainingOnly(Way way) {
    float[] dropped = pass(way, Dropout.seeded(1));
    assertThat(dropped).isNotEqualTo(pass(way, Dropout.none()));
    assertThat(pass(way, Dropout.seeded(1))).containsExactly(dropped);
  }
}

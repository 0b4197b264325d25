package dev.grlm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.Natives;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  private static final int ROWS = 400;
  private static final int WIDTH = 50;

  @BeforeAll
  static void load() {
    Natives.load();
  }

  private static Tensor ones() {
    var values = new float[ROWS * WIDTH];
    Arrays.fill(values, 1);
    return Tensors.floats(values, ROWS, WIDTH);
  }

  private static double zeros(float[] values) {
    int count = 0;
    for (float value : values) {
      count += value == 0 ? 1 : 0;
    }
    return (double) count / values.length;
  }

  @Test
  void aShareIsZeroedAndTheRestScaledUp() {
    try (var _ = new PointerScope()) {
      float[] values = Tensors.toFloats(Dropout.seeded(1).apply(ones(), 0.25));
      assertThat(zeros(values)).isCloseTo(0.25, within(0.02));
      for (float value : values) {
        assertThat(value == 0 || value == (float) (4 / 3.0)).isTrue();
      }
    }
  }

  @Test
  void rowsAreKeptOrZeroedWhole() {
    try (var _ = new PointerScope()) {
      float[] values = Tensors.toFloats(Dropout.seeded(1).applyToRows(ones(), 0.5));
      assertThat(zeros(values)).isCloseTo(0.5, within(0.1));
      for (int row = 0; row < ROWS; row++) {
        for (int i = 1; i < WIDTH; i++) {
          assertThat(values[row * WIDTH + i]).isEqualTo(values[row * WIDTH]);
        }
      }
    }
  }

  @Test
  void masksFollowFromTheSeedAndDifferWithinAPass() {
    try (var _ = new PointerScope()) {
      Dropout masks = Dropout.seeded(5);
      Dropout again = Dropout.seeded(5);
      float[] first = Tensors.toFloats(masks.apply(ones(), 0.5));
      float[] second = Tensors.toFloats(masks.apply(ones(), 0.5));
      assertThat(Tensors.toFloats(again.apply(ones(), 0.5))).containsExactly(first);
      assertThat(Tensors.toFloats(again.apply(ones(), 0.5))).containsExactly(second);
      assertThat(second).isNotEqualTo(first);
      assertThat(Tensors.toFloats(Dropout.seeded(6).apply(ones(), 0.5))).isNotEqualTo(first);
    }
  }

  /// Trainings that were begun go on with the masks that they began with.
  @Test
  void theBytesAreThoseOfOneGeneratorThroughThePass() {
    var random = new SplittableRandom(77);
    Dropout masks = Dropout.seeded(77);
    try (var _ = new PointerScope()) {
      for (int count : new int[] {8, 3, 21, 1}) {
        var ones = new float[count];
        Arrays.fill(ones, 1);
        float[] masked = Tensors.toFloats(masks.apply(Tensors.floats(ones, count), .5));
        var bytes = new byte[count];
        random.nextBytes(bytes);
        for (int i = 0; i < count; i++) {
          assertThat(masked[i]).isEqualTo(Byte.toUnsignedInt(bytes[i]) >= 128 ? 2 : 0);
        }
        assertThat(masks.nextSeed()).isEqualTo(random.nextLong());
      }
    }
  }

  /// Held on the host: the same whole numbers are computed on a card.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE, 0x123456789abcdefL})
  void whatIsDrawnWhereTheValuesAreIsDrawnHereToo(long seed) {
    Natives.load();
    var host = new org.bytedeco.pytorch.Device("cpu");
    for (int count : new int[] {1, 7, 8, 9, 4_099}) {
      var expected = new byte[count];
      new SplittableRandom(seed).nextBytes(expected);
      try (Tensor drawn = DrawnBytes.of(seed, count, host)) {
        assertThat(drawn.numel()).isEqualTo(count);
        var found = new byte[count];
        new BytePointer(drawn.contiguous().data_ptr()).get(found);
        assertThat(found).isEqualTo(expected);
      }
      var random = new SplittableRandom(seed);
      random.nextBytes(new byte[count]);
      long state = seed + DrawnBytes.numbers(count) * DrawnBytes.GAMMA;
      assertThat(new SplittableRandom(state).nextLong()).isEqualTo(random.nextLong());
    }
  }

  /// What a card keeps, computed on the host.
  @ParameterizedTest
  @ValueSource(ints = {1, 26, 128, 129, 255})
  void aDeviceKeepsWhatTheHostKeeps(int threshold) {
    var host = new org.bytedeco.pytorch.Device("cpu");
    for (long seed : new long[] {0, -1, 0x123456789abcdefL}) {
      for (long[] shape : new long[][] {{1}, {7}, {3, 7, 1}, {40, 50}}) {
        int count = (int) LongStream.of(shape).reduce(1, (one, other) -> one * other);
        try (var _ = new PointerScope()) {
          Tensor here = Dropout.keptHere(seed, count, threshold, shape);
          Tensor there = Dropout.keptThere(seed, host, count, threshold, shape);
          assertThat(Tensors.shape(there)).isEqualTo(shape);
          assertThat(there.scalar_type()).hasToString(here.scalar_type().toString());
          assertThat(Tensors.toFloats(there.to(ScalarType.Float)))
              .isEqualTo(Tensors.toFloats(here.to(ScalarType.Float)));
        }
      }
    }
  }

  @Test
  void noneChangesNothing() {
    try (var _ = new PointerScope()) {
      Tensor ones = ones();
      assertThat(Dropout.none().apply(ones, 0.9)).isSameAs(ones);
      assertThat(Dropout.seeded(1).apply(ones, 0)).isSameAs(ones);
    }
  }
}

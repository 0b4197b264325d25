package dev.grlm.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  private static final double[][] LOGITS = {{1, -2, .5}, {0, 3, -1}};
  private static final int[] CLASSES = {1, 0};

  private static double nats(int row, double smoothing) {
    double[] logs = ScalarReference.logSoftmax(LOGITS[row]);
    double even = Arrays.stream(logs).sum() / logs.length;
    return -(1 - smoothing) * logs[CLASSES[row]] - smoothing * even;
  }

  @Test
  void itIsMinusTheLogarithmOfTheTargetsShare() {
    try (var _ = new PointerScope()) {
      Tensor logits = Tensors.floats(new float[] {1, -2, .5f, 0, 3, -1}, 2, 3);
      Tensor classes = Tensors.longs(new long[] {1, 0}, 2);
      assertThat(CrossEntropy.sum(logits, classes).item_double())
          .isCloseTo(nats(0, 0) + nats(1, 0), within(1e-5));
      assertThat(CrossEntropy.sum(logits, classes, .3).item_double())
          .isCloseTo(nats(0, .3) + nats(1, .3), within(1e-5))
          .isNotCloseTo(nats(0, 0) + nats(1, 0), within(1e-2));
      float[] each = Tensors.toFloats(CrossEntropy.each(logits, classes));
      assertThat(each).hasSize(2);
      assertThat((double) each[0]).isCloseTo(nats(0, 0), within(1e-5));
      assertThat((double) each[1]).isCloseTo(nats(1, 0), within(1e-5));
    }
  }
}

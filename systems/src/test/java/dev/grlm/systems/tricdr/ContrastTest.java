package dev.grlm.systems.tricdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.nn.Dropout;
import dev.grlm.sequence.SasRecConfig;
import dev.grlm.tensor.Tensors;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/// Against the losses written down number by number.
class ContrastTest {
  private static final int WIDTH = 8;
  private static final ContrastConfig CONFIG = new ContrastConfig(.3, 2, 1, 1, .2, .7, 4);

  private static final List<int[]> HISTORIES =
      List.of(
          new int[] {0, 20, 1, 21, 22},
          new int[] {3, 23, 24, 25},
          new int[] {20, 21, 22},
          new int[] {5, 6, 27, 28, 29});

  @Test
  void itIsTheSumOfPairsAndTriplets() {
    var config = new SasRecConfig(2 * TwoDomains.PAIRS, WIDTH, 1, 1, 8, 10, 0);
    TargetDomains domains = TargetDomains.of(TwoDomains.catalog(), "teas", HISTORIES);
    try (var model = new TriCdr(config, domains, TwoDomains.catalog(), 3);
        var _ = new PointerScope()) {
      TriStack stack = model.nets().getFirst().stack();
      TriSequences read = TriSequences.of(HISTORIES, true, model.domainOf(), 1);
      assertThat(read.overlapping()).containsExactly(0, 1, 3);
      TriStack.States states = stack.states(read, Dropout.none());
      Tensor mean = new Contrast(CONFIG).mean(stack, states, read, WIDTH);
      double found = Objects.requireNonNull(mean).item_double();
      double[][] source = views(stack, states.source(), read.source(), read.overlapping());
      double[][] target = views(stack, states.target(), read.target(), read.overlapping());
      double[][] mix = views(stack, states.mix(), read.mix(), read.overlapping());
      double expected = 0;
      for (int person = 0; person < 3; person++) {
        double near = distance(source[person], mix[person]);
        double far = distance(source[person], target[person]);
        expected += .7 * Math.max(0, near - far + 4) / 3;
      }
      expected +=
          .3 * (.5 * nats(mix, source) + .25 * nats(mix, target) + .25 * nats(source, target));
      assertThat(found).isCloseTo(expected, within(1e-4));
      TriSequences alone = TriSequences.of(HISTORIES.subList(0, 1), true, model.domainOf(), 1);
      assertThat(
              new Contrast(CONFIG).mean(stack, stack.states(alone, Dropout.none()), alone, WIDTH))
          .isNull();
    }
  }

  private static double[][] views(
      TriStack stack, org.bytedeco.pytorch.Tensor states, TriSequences.Side side, int[] rows) {
    float[] values = Tensors.toFloats(stack.contrasted(states.reshape(-1, WIDTH)));
    var views = new double[rows.length][WIDTH];
    for (int place = 0; place < rows.length; place++) {
      int row = rows[place] * side.time() + side.lengths()[rows[place]] - 1;
      for (int d = 0; d < WIDTH; d++) {
        views[place][d] = values[row * WIDTH + d];
      }
    }
    return views;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 1e-6;
    for (int d = 0; d < one.length; d++) {
      sum += (one[d] - other[d]) * (one[d] - other[d]);
    }
    return Math.sqrt(sum);
  }

  private static double nats(double[][] one, double[][] other) {
    int rows = one.length;
    double sum = 0;
    for (int view = 0; view < 2 * rows; view++) {
      double all = 0;
      double own = 0;
      for (int next = 0; next < 2 * rows; next++) {
        if (next != view) {
          double likeness = Math.exp(cosine(of(one, other, view), of(one, other, next)) / .2);
          all += likeness;
          own += next == (view + rows) % (2 * rows) ? likeness : 0;
        }
      }
      sum -= Math.log(own / all);
    }
    return sum / (2 * rows);
  }

  private static double[] of(double[][] one, double[][] other, int view) {
    return view < one.length ? one[view] : other[view - one.length];
  }

  private static double cosine(double[] one, double[] other) {
    double product = 0;
    double first = 1e-6;
    double second = 1e-6;
    for (int d = 0; d < one.length; d++) {
      product += one[d] * other[d];
      first += one[d] * one[d];
      second += other[d] * other[d];
    }
    return product / Math.sqrt(first * second);
  }
}

package dev.grlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.tensor.Tensors;
import java.util.List;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/// What every [GradientExchange] does.
abstract class GradientExchangeContract {
  /// Ranks of the exchange.
  abstract int size();

  /// Runs `work` on every rank at once.
  abstract <T> List<Future<T>> run(InMemoryExchange.Rank<T> work) throws Exception;

  @Test
  void ranksAreNumbered() throws Exception {
    List<Future<Integer>> ranks = run(GradientExchange::rank);
    assertThat(ranks).hasSize(size());
    for (int rank = 0; rank < size(); rank++) {
      assertThat(ranks.get(rank).get()).isEqualTo(rank);
    }
    for (Future<Integer> size : run(GradientExchange::size)) {
      assertThat(size.get()).isEqualTo(size());
    }
  }

  @Test
  void sumsTensorsInPlace() throws Exception {
    for (Future<float[]> sum :
        run(exchange -> {
          try (var _ = new PointerScope()) {
            Tensor mine = Tensors.floats(new float[] {exchange.rank() + 1, 0.25f}, 2);
            exchange.sum(mine);
            return Tensors.toFloats(mine);
          }
        })) {
      assertThat(sum.get()).containsExactly(size() * (size() + 1) / 2f, size() * 0.25f);
    }
  }

  @Test
  void sumsNumbers() throws Exception {
    for (Future<Double> sum : run(exchange -> exchange.sum(exchange.rank() + 0.5))) {
      assertThat(sum.get()).isEqualTo(size() * size() / 2.0);
    }
  }

  @Test
  void everyRankGetsWhatTheFirstHas() throws Exception {
    for (Future<float[]> values :
        run(exchange -> {
          try (var _ = new PointerScope()) {
            Tensor mine = Tensors.floats(new float[] {7 - exchange.rank(), 3}, 2);
            exchange.broadcast(mine);
            return Tensors.toFloats(mine);
          }
        })) {
      assertThat(values.get()).containsExactly(7, 3);
    }
    for (double number : new double[] {Math.PI, Double.NaN, Double.NEGATIVE_INFINITY, -0.0}) {
      for (Future<Double> found :
          run(exchange -> exchange.broadcast(exchange.rank() == 0 ? number : 1))) {
        assertThat(found.get()).isEqualTo(Double.valueOf(number));
      }
    }
  }

  @Test
  void ranksAgreeOrDoNot() throws Exception {
    long value = Double.doubleToLongBits(-1 / 3.0);
    for (Future<Boolean> answer : run(exchange -> exchange.agree(value))) {
      assertThat(answer.get()).isTrue();
    }
    for (long difference : new long[] {1, 1L << 40}) {
      for (Future<Boolean> answer :
          run(exchange -> exchange.agree(value + exchange.rank() * difference))) {
        assertThat(answer.get()).isEqualTo(size() == 1);
      }
    }
  }
}

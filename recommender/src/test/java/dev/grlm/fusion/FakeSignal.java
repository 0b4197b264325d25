package dev.grlm.fusion;

import dev.grlm.recommend.ScoredItems;
import dev.grlm.signal.Signal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A signal that says what a function says.
///
/// @param said dense, 0 for what is not reached
record FakeSignal(String name, double floor, Function<int[], double[]> said) implements Signal {
  @Override
  public String reason() {
    return "because of " + name;
  }

  @Override
  public List<ScoredItems> scores(List<int[]> histories) {
    return histories.stream().map(history -> sparse(said.apply(history))).toList();
  }

  private static ScoredItems sparse(double[] dense) {
    int[] items = IntStream.range(0, dense.length).filter(i -> dense[i] > 0).toArray();
    var scores = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      scores[i] = (float) dense[items[i]];
    }
    return new ScoredItems(items, scores);
  }
}

package dev.grlm.fusion;

import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Signals multiplied, each with its exponent, in logarithms: score of an item = Σ β_k · log((ε_k +
/// s_k) / ε_k). An item that no signal reaches has 0, whatever the size of the catalogue, so that
/// only what is reached is computed. Immutable and thread-safe.
public final class SignalProduct {
  private final SignalSet signals;
  private final double[] weights;
  private final int items;

  /// @param all signals, of which those with a weight are asked
  /// @param items size of the catalogue
  /// @throws IllegalArgumentException naming a weight that no signal has
  public SignalProduct(SignalSet all, List<Weight> weights, int items) {
    var chosen = new ArrayList<Signal>();
    for (Weight weight : weights) {
      chosen.add(named(all, weight.expert()));
    }
    this.signals = new SignalSet(chosen);
    this.weights = weights.stream().mapToDouble(Weight::value).toArray();
    this.items = items;
  }

  private static Signal named(SignalSet all, String name) {
    int place = all.names().indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "no signal '%s' here; there are %s".formatted(name, all.names()));
    }
    return all.signals().get(place);
  }

  /// What an expert's score counts before it is weighted.
  static double evidence(double score, double floor) {
    return Math.log1p(score / floor);
  }

  /// What a signal adds to an item.
  ///
  /// @param reason in words
  /// @param added natural logarithm
  public record Spoken(String reason, double added) {}

  /// What speaks for `item` after `history`, the strongest first; without what says nothing of it.
  public List<Spoken> spoken(int[] history, int item) {
    List<ScoredItems> said = signals.scores(history);
    var spoken = new ArrayList<Spoken>();
    for (int k = 0; k < weights.length; k++) {
      int place = Arrays.binarySearch(said.get(k).items(), item);
      if (place >= 0) {
        Signal signal = signals.signals().get(k);
        double evidence = evidence(said.get(k).scores()[place], signal.floor());
        spoken.add(new Spoken(signal.reason(), weights[k] * evidence));
      }
    }
    spoken.sort((left, right) -> Double.compare(Math.abs(right.added()), Math.abs(left.added())));
    return List.copyOf(spoken);
  }

  /// Σ β_k · log((ε_k + s_k) / ε_k) of every item that is reached.
  public ScoredItems scores(int[] history) {
    return scores(List.of(history)).getFirst();
  }

  /// As [#scores(int[])] for each history, in order.
  public List<ScoredItems> scores(List<int[]> histories) {
    var sums = new double[items];
    var reached = new boolean[items];
    return signals.scores(histories).stream().map(said -> sum(said, sums, reached)).toList();
  }

  /// What reached items are ranked by where nothing else takes part.
  public Scorer scorer(String name) {
    return new Alone(name, this);
  }

  private record Alone(String name, SignalProduct product) implements Scorer {
    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return product.scores(histories);
    }
  }

  private ScoredItems sum(List<ScoredItems> said, double[] sums, boolean[] reached) {
    var touched = new int[items];
    int count = 0;
    for (int k = 0; k < weights.length; k++) {
      ScoredItems one = said.get(k);
      double floor = signals.signals().get(k).floor();
      for (int i = 0; i < one.size(); i++) {
        int item = one.items()[i];
        if (!reached[item]) {
          reached[item] = true;
          touched[count++] = item;
        }
        sums[item] += weights[k] * evidence(one.scores()[i], floor);
      }
    }
    int[] found = Arrays.copyOf(touched, count);
    Arrays.sort(found);
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (float) sums[found[i]];
      sums[found[i]] = 0;
      reached[found[i]] = false;
    }
    return new ScoredItems(found, scores);
  }
}

package dev.grlm.fusion;

import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Signals multiplied, each with its exponent, in logarithms: score of an item = Σ β_k · log((ε_k +
/// s_k) / ε_k). An item that no signal reaches has 0, whatever the size of the catalogue, so that
/// only what is reached is computed. Items that were added after the weights were fitted may have
/// weights of their own, and a bonus ([AddedWeights]). Immutable and thread-safe.
public final class SignalProduct {
  private final SignalSet signals;
  private final double[] weights;
  private final int items;

  /// The first item that [#ofAdded] and [#bonus] are about.
  private final int added;

  private final double[] ofAdded;
  private final double bonus;

  /// @param all signals, of which those with a weight are asked
  /// @param items size of the catalogue
  /// @throws IllegalArgumentException naming a weight that no signal has
  public SignalProduct(SignalSet all, List<Weight> weights, int items) {
    this(all, weights, AddedWeights.NONE, items, items);
  }

  /// @param ofAdded of the items from `known` on; where there are any, and it is fitted
  /// @param known items, the first ones, that the weights were fitted on
  /// @throws IllegalArgumentException naming a weight that no signal has
  public SignalProduct(
      SignalSet all, List<Weight> weights, AddedWeights ofAdded, int known, int items) {
    boolean apart = ofAdded.weighedApart() && known < items;
    var names = new LinkedHashSet<String>();
    weights.forEach(weight -> names.add(weight.expert()));
    if (apart) {
      ofAdded.signals().forEach(weight -> names.add(weight.expert()));
    }
    this.signals = new SignalSet(names.stream().map(name -> named(all, name)).toList());
    this.weights = values(signals, weights);
    this.items = items;
    this.added = apart ? known : items;
    this.ofAdded = values(signals, ofAdded.signals());
    this.bonus = ofAdded.bonus();
  }

  /// The weight of each signal, 0 where it has none.
  private static double[] values(SignalSet signals, List<Weight> weights) {
    var values = new double[signals.size()];
    for (Weight weight : weights) {
      int place = signals.names().indexOf(weight.expert());
      if (place >= 0) {
        values[place] = weight.value();
      }
    }
    return values;
  }

  private double weight(int signal, int item) {
    return item < added ? weights[signal] : ofAdded[signal];
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
    // log1p takes twice as long; what it knows better is below what a float can tell from 0.
    return Math.log(1 + score / floor);
  }

  /// What speaks for each of `items` after `history`, the strongest first; without what says
  /// nothing of it.
  public List<List<Reason>> spoken(int[] history, int[] items) {
    return spoken(said(history), history, items);
  }

  List<List<Reason>> spoken(List<ScoredItems> said, int[] history, int[] asked) {
    List<List<Reason>> spoken =
        Arrays.stream(asked).<List<Reason>>mapToObj(_ -> new ArrayList<>()).toList();
    for (int k = 0; k < weights.length; k++) {
      addSpoken(k, said.get(k), history, asked, spoken);
    }
    for (int i = 0; i < asked.length; i++) {
      if (asked[i] >= added) {
        spoken.get(i).add(Reason.ofNew(bonus));
      }
    }
    spoken.forEach(reasons -> reasons.sort(Reason.STRONGEST_FIRST));
    return spoken;
  }

  private void addSpoken(
      int k, ScoredItems said, int[] history, int[] asked, List<List<Reason>> spoken) {
    Signal signal = signals.signals().get(k);
    int[] reached =
        IntStream.range(0, asked.length)
            .filter(i -> weight(k, asked[i]) != 0)
            .filter(i -> Arrays.binarySearch(said.items(), asked[i]) >= 0)
            .toArray();
    int[] items = Arrays.stream(reached).map(i -> asked[i]).toArray();
    double[][] shares = signal.shares(history, items);
    for (int i = 0; i < items.length; i++) {
      double score = said.scores()[Arrays.binarySearch(said.items(), items[i])];
      double counts = weight(k, items[i]) * evidence(score, signal.floor());
      OptionalInt because = strongest(history, shares[i]);
      spoken
          .get(reached[i])
          .add(new Reason(signal.name(), signal.reason(), counts, signal.link(), because));
    }
  }

  /// The item of the history that has the largest share, all its positions together; of equal ones
  /// the newest.
  private static OptionalInt strongest(int[] history, double[] shares) {
    Map<Integer, Double> sums = new LinkedHashMap<>();
    for (int position = shares.length - 1; position >= 0; position--) {
      sums.merge(history[position], shares[position], Double::sum);
    }
    double most = 0;
    OptionalInt strongest = OptionalInt.empty();
    for (Map.Entry<Integer, Double> one : sums.entrySet()) {
      if (one.getValue() > most) {
        most = one.getValue();
        strongest = OptionalInt.of(one.getKey());
      }
    }
    return strongest;
  }

  /// What each signal that has a weight says, in their order.
  List<ScoredItems> said(int[] history) {
    return signals.scores(history);
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

  ScoredItems sum(List<ScoredItems> said) {
    return sum(said, new double[items], new boolean[items]);
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
        double weight = weight(k, item);
        if (weight == 0) {
          continue;
        }
        if (!reached[item]) {
          reached[item] = true;
          touched[count++] = item;
        }
        sums[item] += weight * evidence(one.scores()[i], floor);
      }
    }
    for (int item = added; item < items; item++) {
      if (!reached[item]) {
        reached[item] = true;
        touched[count++] = item;
      }
      sums[item] += bonus;
    }
    int[] found = ScoredItems.rising(touched, count, items, item -> reached[item]);
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (float) sums[found[i]];
      sums[found[i]] = 0;
      reached[found[i]] = false;
    }
    return new ScoredItems(found, scores);
  }
}

package dev.grlm.fusion;

import dev.grlm.data.TopK;
import dev.grlm.fusion.Choices.Choice;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.signal.Alike;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What a user finds when some of the known items are taken for new ones: the others as they are
/// fitted, all in one row, and a row for each stranger. Confined to one thread.
final class StrangerRows {
  private final SignalSet asked;
  private final FittedFusion known;
  private final boolean repeats;
  private final BitSet isStranger;

  /// Those that have look-alikes, rising.
  private final int[] strangers;

  private final List<Alike> alike;
  private final double[] floors;
  private final double[] weights;

  /// @param asked signals that speak for strangers or for others
  /// @param pretended where they come from
  /// @param known weights of those that are no strangers
  StrangerRows(
      SignalSet asked, Signals pretended, BitSet strangers, FittedFusion known, boolean repeats) {
    this.asked = asked;
    this.known = known;
    this.repeats = repeats;
    this.isStranger = strangers;
    this.strangers = strangers.stream().filter(item -> pretended.alike(item).isPresent()).toArray();
    this.alike =
        Arrays.stream(this.strangers)
            .mapToObj(item -> pretended.alike(item).orElseThrow())
            .toList();
    this.floors = asked.floors();
    this.weights = new double[asked.size()];
    for (Weight weight : known.signals()) {
      weights[asked.names().indexOf(weight.expert())] = weight.value();
    }
  }

  /// One user. All scores are beside the logarithm of the sum that the known items have.
  ///
  /// @param choice row 0 stands for the known items together, the others for strangers
  /// @param best scores of the known items that come first, falling
  /// @param target score of the known item that was chosen; NaN where it was a stranger
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record User(Choice choice, float[] best, double target) {
    boolean choseStranger() {
      return Double.isNaN(target);
    }
  }

  /// @param own what the model says of all items
  /// @return empty where the target may not come, or nobody speaks for it
  Optional<User> of(int[] history, ScoredItems own, int target) {
    var out = new BitSet();
    if (!repeats) {
      Arrays.stream(history).forEach(out::set);
    }
    int chosen = isStranger.get(target) ? Arrays.binarySearch(strangers, target) : 0;
    if (out.get(target) || chosen < 0 || Arrays.binarySearch(own.items(), target) < 0) {
      return Optional.empty();
    }
    int items = own.items()[own.size() - 1] + 1;
    double[][] evidence = evidence(history, items);
    double[] model = dense(own, items);
    double scale = known.model().orElseThrow().value();
    double[] scores = new double[own.size()];
    int count = 0;
    double targetScore = Double.NaN;
    for (int item : own.items()) {
      if (!isStranger.get(item) && !out.get(item)) {
        double score = scale * model[item];
        for (int k = 0; k < weights.length; k++) {
          score += weights[k] * evidence[k][item];
        }
        targetScore = item == target ? score : targetScore;
        scores[count++] = score;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    double[] others = Arrays.copyOf(scores, count);
    double sum = logSum(others);
    float[] features = features(evidence, model, scale, sum, out);
    int row = isStranger.get(target) ? rowOf(chosen, out) : 0;
    return Optional.of(new User(new Choice(features, row), best(others, sum), targetScore - sum));
  }

  /// Strangers that are ruled out have no row.
  private int rowOf(int stranger, BitSet out) {
    int row = 1;
    for (int place = 0; place < stranger; place++) {
      row += out.get(strangers[place]) ? 0 : 1;
    }
    return row;
  }

  private double[][] evidence(int[] history, int items) {
    List<ScoredItems> said = asked.scores(history);
    var evidence = new double[said.size()][items];
    for (int k = 0; k < evidence.length; k++) {
      ScoredItems one = said.get(k);
      for (int i = 0; i < one.size(); i++) {
        if (one.items()[i] < items) {
          evidence[k][one.items()[i]] = SignalProduct.evidence(one.scores()[i], floors[k]);
        }
      }
    }
    return evidence;
  }

  private static double[] dense(ScoredItems own, int items) {
    var model = new double[items];
    for (int i = 0; i < own.size(); i++) {
      model[own.items()[i]] = own.scores()[i];
    }
    return model;
  }

  private float[] features(
      double[][] evidence, double[] model, double scale, double sum, BitSet out) {
    int columns = AddedFit.columns(evidence.length);
    int rows = 1 + (int) Arrays.stream(strangers).filter(item -> !out.get(item)).count();
    var features = new float[rows * columns];
    var row = new float[columns];
    var own = new double[evidence.length];
    int next = columns; // the first row is that of the known items, by which all is measured: 0
    for (int place = 0; place < strangers.length; place++) {
      int item = strangers[place];
      if (!out.get(item)) {
        for (int k = 0; k < own.length; k++) {
          own[k] = evidence[k][item];
        }
        AddedFit.write(row, scale * lent(model, alike.get(place)) - sum, own);
        System.arraycopy(row, 0, features, next, columns);
        next += columns;
      }
    }
    return features;
  }

  private static double lent(double[] model, Alike alike) {
    double[] mixture = alike.mixture();
    double sum = 0;
    for (int n = 0; n < mixture.length; n++) {
      sum += mixture[n] * model[alike.items()[n]];
    }
    return sum;
  }

  private static double logSum(double[] scores) {
    double highest = Arrays.stream(scores).max().orElseThrow();
    return highest + Math.log(Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum());
  }

  private static float[] best(double[] scores, double sum) {
    var best = TopK.byIndex(AddedFit.LIST);
    for (int i = 0; i < scores.length; i++) {
      best.offer(i, (float) scores[i]);
    }
    int[] first = best.items();
    var falling = new float[first.length];
    for (int place = 0; place < first.length; place++) {
      falling[place] = (float) (scores[first[place]] - sum);
    }
    return falling;
  }
}

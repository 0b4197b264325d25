package dev.grlm.signal;

import dev.grlm.recommend.ScoredItems;

/// A signal that was counted, in a catalogue that items were added to: of a counted item it says
/// what it always did, of an added one what it says of the items that are most like it, weighted
/// ([LookAlikes]).
final class LentSignal extends ComputedSignal {
  private final ComputedSignal counted;
  private final LookAlikes alike;

  /// @param counted reaches counted items only
  LentSignal(ComputedSignal counted, LookAlikes alike) {
    super(
        counted.name(),
        counted.floor(),
        new Words(counted.reason(), counted.link()),
        counted.items());
    this.counted = counted;
    this.alike = alike;
  }

  @Override
  ScoredItems from(Answers answers) {
    return alike.lent(answers.of(counted));
  }

  @Override
  public double[][] shares(int[] history, int[] items) {
    var shares = new double[items.length][];
    for (int place = 0; place < items.length; place++) {
      int item = items[place];
      shares[place] =
          alike.speakFor(item)
              ? shares(history, alike.of(item))
              : counted.shares(history, new int[] {item})[0];
    }
    return shares;
  }

  private double[] shares(int[] history, Alike of) {
    double[][] known = counted.shares(history, of.items());
    double[] sum = new double[known.length == 0 ? 0 : known[0].length];
    for (int place = 0; place < known.length; place++) {
      for (int position = 0; position < sum.length; position++) {
        sum[position] += of.weights()[place] * known[place][position];
      }
    }
    return sum;
  }
}

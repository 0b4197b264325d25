package dev.grlm.baseline;

import java.util.function.IntToDoubleFunction;

/// How much each item of a history counts: the last `length` items by `decay`^age, age 0 being the
/// last one; older items not at all. Defaults from docs/decisions/0014.
///
/// @param length ≥ 1
/// @param decay in (0, 1]
public record HistoryDecay(int length, double decay) {
  public static final int LENGTH = 10;
  public static final double DECAY = .7;

  public static final HistoryDecay DEFAULT = new HistoryDecay(LENGTH, DECAY);

  public HistoryDecay {
    if (length < 1) {
      throw new IllegalArgumentException("length must be at least 1, is " + length);
    }
    if (!(decay > 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay must be in (0, 1], is " + decay);
    }
  }

  /// Takes one item of a history with its weight.
  @FunctionalInterface
  public interface Visitor {
    void visit(int item, double weight);
  }

  /// From the last item backwards; an item that stands twice in the history is visited twice.
  public void forEach(int[] history, Visitor visitor) {
    double weight = 1;
    int oldest = Math.max(0, history.length - length);
    for (int position = history.length - 1; position >= oldest; position--) {
      visitor.visit(history[position], weight);
      weight *= decay;
    }
  }

  /// What each position of a history adds to a score that is a decayed sum over it.
  ///
  /// @param ofItem what an item of the history adds before it is decayed
  /// @return in the order of the history; 0 for what is too old to count
  public double[] shares(int[] history, IntToDoubleFunction ofItem) {
    double[] shares = new double[history.length];
    double weight = 1;
    int oldest = Math.max(0, history.length - length);
    for (int position = history.length - 1; position >= oldest; position--) {
      shares[position] = weight * ofItem.applyAsDouble(history[position]);
      weight *= decay;
    }
    return shares;
  }

  static void requireNonNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, is " + value);
    }
  }
}

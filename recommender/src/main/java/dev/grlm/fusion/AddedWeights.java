package dev.grlm.fusion;

import java.util.List;

/// What speaks for an item that was added after a product of experts was fitted, of which nothing
/// was counted: γ · model + Σ β'_k · log((ε_k + s_k) / ε_k) + bonus, γ that of the known items.
///
/// @param bonus by which added items stand beside known ones
/// @param signals β', instead of those of the known items
/// @param items known ones that were taken for new to find this out; 0 where too few were bought,
///   so that added items are weighed as the known ones are
/// @param purchases of these that the weights were fitted to
/// @param found share of these purchases that is among the first [AddedFit#LIST]
/// @param others the same share of all other purchases
public record AddedWeights(
    double bonus, List<Weight> signals, int items, int purchases, double found, double others) {
  /// Added items are weighed as the known ones are.
  public static final AddedWeights NONE = new AddedWeights(0, List.of(), 0, 0, 0, 0);

  public AddedWeights {
    signals = List.copyOf(signals);
    if (Double.isNaN(bonus) || Double.isInfinite(bonus)) {
      throw new IllegalArgumentException("the bonus must be a finite number, is " + bonus);
    }
  }

  /// Whether added items are weighed otherwise than known ones.
  public boolean weighedApart() {
    return items > 0;
  }
}

package dev.grlm.fusion;

import java.util.List;

/// What spoke for the items of a list, as logarithms that add up: [#base] and what is added for an
/// item are together the natural logarithm of the probability that the item has of its own.
///
/// @param base of an item for which nothing is said and which the model finds as likely as a draw
///   by lot among all does; the same for the whole list
/// @param ofItems in the order of the list, each the strongest first; empty for an item that came
///   into the list in another way
public record Reasons(double base, List<List<Reason>> ofItems) {
  public Reasons {
    if (Double.isNaN(base)) {
      throw new IllegalArgumentException("base must be a number, is " + base);
    }
    ofItems = ofItems.stream().map(List::copyOf).toList();
  }
}

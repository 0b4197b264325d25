package dev.grlm.lm.twolevel;

import java.util.List;

/// Shape of a [TwoLevelDecoder].
///
/// @param slotSizes number of symbols of each slot
/// @param steps number of steps that have a number of their own; 0 for none
/// @param words size of the word table for contexts of words; 0 for none
/// @param width D, of every embedding and state
/// @param layers of the transformer over steps
/// @param heads of attention; divides the width
/// @param hidden width of the feed-forward nets
/// @param slotHidden width of the hidden layer of each slot's net
/// @param maxSteps longest context; of a longer one the newest steps are read
/// @param dropout inside layers and slot nets
/// @param inputDropout of the summed step embeddings
/// @param stepDropout chance that a step's own number is hidden in training, so that the symbols
///   alone have to carry it
/// @param lookahead whether the known steps take part in choosing a symbol, see [Lookahead]
public record TwoLevelConfig(
    List<Integer> slotSizes,
    int steps,
    int words,
    int width,
    int layers,
    int heads,
    int hidden,
    int slotHidden,
    int maxSteps,
    double dropout,
    double inputDropout,
    double stepDropout,
    boolean lookahead) {

  public TwoLevelConfig {
    slotSizes = List.copyOf(slotSizes);
    if (slotSizes.isEmpty() || slotSizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("slot sizes must be positive: " + slotSizes);
    }
    if (width < 1 || heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "width " + width + " is not a positive multiple of heads " + heads);
    }
    if (maxSteps < 1 || layers < 0 || hidden < 1 || slotHidden < 1) {
      throw new IllegalArgumentException(
          "maxSteps, hidden and slotHidden must be positive: "
              + maxSteps
              + ", "
              + hidden
              + ", "
              + slotHidden);
    }
    if (steps < 0 || words < 0) {
      throw new IllegalArgumentException(
          "steps and words must not be negative: " + steps + ", " + words);
    }
    if (lookahead && steps == 0) {
      throw new IllegalArgumentException("lookahead needs known steps, there are none");
    }
    for (double rate : new double[] {dropout, inputDropout, stepDropout}) {
      if (!(rate >= 0 && rate < 0.99)) {
        throw new IllegalArgumentException("a dropout rate must be in 0…0.99: " + rate);
      }
    }
  }

  public int slots() {
    return slotSizes.size();
  }
}

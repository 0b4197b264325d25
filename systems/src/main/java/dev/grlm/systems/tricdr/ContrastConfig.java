package dev.grlm.systems.tricdr;

/// What the three sequences of a person are to have in common beside saying what comes next (TCL):
/// the paper's two losses, of people with events in the source and in the target.
///
/// @param weight of the contrast (cl); 0 for none
/// @param mixSource rate of the pair mix and source; rates are divided by their sum
/// @param mixTarget rate of the pair mix and target
/// @param sourceTarget rate of the pair source and target
/// @param temperature τ, by which cosines are divided
/// @param tripletWeight of the loss that holds the source nearer to the mix than to the target (w);
///   0 for none
/// @param margin by which it is to be nearer
public record ContrastConfig(
    double weight,
    double mixSource,
    double mixTarget,
    double sourceTarget,
    double temperature,
    double tripletWeight,
    double margin) {

  /// Those of the paper's code for games → toys, but for the triplet: its weight of 10 with a
  /// margin of 4 is made for a loss of one negative, and is more than a softmax can be learnt
  /// beside (docs/results/cross-domain.md).
  static final ContrastConfig DEFAULT = new ContrastConfig(.1, 1, 1, 1, .1, .1, 1);

  /// @throws IllegalArgumentException naming the settings and their values
  public ContrastConfig {
    if (!(weight >= 0 && mixSource >= 0 && mixTarget >= 0 && sourceTarget >= 0)
        || !(tripletWeight >= 0 && margin >= 0)) {
      throw new IllegalArgumentException(
          "weights, rates and margin must not be negative: %s, %s, %s, %s, %s, %s"
              .formatted(weight, mixSource, mixTarget, sourceTarget, tripletWeight, margin));
    }
    if (weight > 0 && mixSource + mixTarget + sourceTarget <= 0) {
      throw new IllegalArgumentException("one of the rates must be above 0, or weight is 0");
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be above 0, is " + temperature);
    }
  }

  /// Whether there is anything to be had in common.
  boolean takesPlace() {
    return weight > 0 || tripletWeight > 0;
  }

  double share(double rate) {
    return rate / (mixSource + mixTarget + sourceTarget);
  }
}

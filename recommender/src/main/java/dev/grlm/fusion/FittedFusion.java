package dev.grlm.fusion;

import java.util.List;
import java.util.Optional;

/// The weights of a product of experts, as they came out of validation.
///
/// @param model of the model, where one takes part
/// @param signals of those that are worth it, in their order
/// @param users whose choices were fitted
/// @param unreached users who chose what no expert named, and were passed over
public record FittedFusion(Optional<Weight> model, List<Weight> signals, int users, int unreached) {
  public FittedFusion {
    signals = List.copyOf(signals);
  }

  /// Whether anything speaks beside the model.
  public boolean speaks() {
    return !signals.isEmpty();
  }
}

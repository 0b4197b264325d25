package dev.grlm.fusion;

import dev.grlm.signal.Signals;
import java.util.List;

/// How the weights of a product of experts are found.
///
/// @param signals that may take part; none to leave the model alone
/// @param users of validation whose choices are fitted, at most
/// @param candidates that each expert names for a user
/// @param shrinkage how many users' information the start is worth: where validation is small, the
///   weights stay near a few positive ones
public record FusionConfig(List<String> signals, int users, int candidates, double shrinkage) {
  public static final FusionConfig DEFAULT = new FusionConfig(Signals.NAMES, 9_000, 60, 50);

  /// @throws IllegalArgumentException naming the setting and its value
  public FusionConfig {
    signals = List.copyOf(signals);
    for (String signal : signals) {
      if (!Signals.NAMES.contains(signal)) {
        throw new IllegalArgumentException(
            "no such signal: '%s'; there are %s".formatted(signal, Signals.NAMES));
      }
    }
    if (users < 1 || candidates < 1 || !(shrinkage > 0 && shrinkage < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "users and candidates must be at least 1, shrinkage above 0: %d, %d, %s"
              .formatted(users, candidates, shrinkage));
    }
  }
}

package dev.grlm.tune;

/// When a search ends.
///
/// @param minutes of all its sessions; the training at hand goes on to its next validation
/// @param trials that are begun at most, those of earlier sessions counted
public record Budget(double minutes, int trials) {
  /// @throws IllegalArgumentException naming the values
  public Budget {
    if (!(minutes > 0) || trials < 1) {
      throw new IllegalArgumentException(
          "--minutes must be above 0 and --trials at least 1: %s, %d".formatted(minutes, trials));
    }
  }

  boolean spent(double seconds) {
    return seconds >= minutes * 60;
  }
}

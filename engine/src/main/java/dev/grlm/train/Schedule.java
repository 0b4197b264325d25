package dev.grlm.train;

/// Learning rate over steps: linear warm-up, then a half cosine down to zero.
///
/// @param peak highest rate
/// @param warmUp share of all steps until the peak, 0…1; with 0 the first step has the peak
/// @param total number of steps
record Schedule(double peak, double warmUp, long total) {
  /// @param step counted from 0
  double rate(long step) {
    double warmUpSteps = Math.max(1, warmUp * total);
    if (step < warmUpSteps) {
      return peak * (step + 1) / warmUpSteps;
    }
    double progress = Math.min(1, (step - warmUpSteps) / Math.max(1, total - warmUpSteps));
    return peak * (0.5 * (1 + Math.cos(Math.PI * progress)));
  }
}

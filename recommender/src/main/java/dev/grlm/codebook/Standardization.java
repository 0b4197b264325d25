package dev.grlm.codebook;

/// Brings each coordinate of vectors to mean 0 and variance 1 over the items that it was taken
/// from; one that is the same for all of them becomes 0. Immutable.
///
/// @param means per coordinate
/// @param deviations per coordinate; 1 where all values are equal
@SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
public record Standardization(float[] means, float[] deviations) {
  public Standardization {
    if (means.length != deviations.length) {
      throw new IllegalArgumentException(
          means.length + " means but " + deviations.length + " deviations");
    }
  }

  /// @param vectors at least one
  public static Standardization of(ItemVectors vectors) {
    int width = vectors.width();
    var means = new float[width];
    var deviations = new float[width];
    for (int d = 0; d < width; d++) {
      double sum = 0;
      for (int i = d; i < vectors.values().length; i += width) {
        sum += vectors.values()[i];
      }
      double mean = sum / vectors.items();
      double squares = 0;
      for (int i = d; i < vectors.values().length; i += width) {
        double apart = vectors.values()[i] - mean;
        squares += apart * apart;
      }
      means[d] = (float) mean;
      // Rounding leaves equal values a little apart from their mean.
      double deviation = Math.sqrt(squares / vectors.items());
      deviations[d] = deviation <= 1e-6 * Math.abs(mean) ? 1 : (float) deviation;
    }
    return new Standardization(means, deviations);
  }

  /// @throws IllegalArgumentException naming both widths, where they differ
  public ItemVectors apply(ItemVectors vectors) {
    int width = vectors.width();
    if (width != means.length) {
      throw new IllegalArgumentException(
          "vectors of %d coordinates, %d expected".formatted(width, means.length));
    }
    float[] values = vectors.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - means[i % width]) / deviations[i % width];
    }
    return new ItemVectors(vectors.items(), width, values);
  }
}

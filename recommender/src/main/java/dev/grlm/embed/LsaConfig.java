package dev.grlm.embed;

/// Settings of [LsaEncoder].
///
/// @param dimensions width of a row; fewer where the corpus has a lower rank
/// @param minimumDocuments a word is kept when at least this many texts have it
/// @param maximumVocabulary of the kept words at most so many, those in most texts
/// @param powerIterations how often the random start is multiplied by AᵀA before the last time;
///   more give truer trailing directions and cost time in proportion
/// @param seed of the random start
public record LsaConfig(
    int dimensions, int minimumDocuments, int maximumVocabulary, int powerIterations, long seed) {
  /// Wide enough for a catalogue of ten thousands of short texts; not from the paper, which embeds
  /// with a language model.
  public static final int DEFAULT_DIMENSIONS = 512;

  /// A word of one text alone says nothing about neighbors.
  public static final int DEFAULT_MINIMUM_DOCUMENTS = 2;

  /// Bounds memory: the basis has vocabulary × dimensions values.
  public static final int DEFAULT_MAXIMUM_VOCABULARY = 30_000;

  /// Slowly falling spectra, as text has them, need more than the 1 or 2 of Halko et al. 2011,
  /// §4.5.
  public static final int DEFAULT_POWER_ITERATIONS = 4;

  public static final long DEFAULT_SEED = 42;

  public static final LsaConfig DEFAULT =
      new LsaConfig(
          DEFAULT_DIMENSIONS,
          DEFAULT_MINIMUM_DOCUMENTS,
          DEFAULT_MAXIMUM_VOCABULARY,
          DEFAULT_POWER_ITERATIONS,
          DEFAULT_SEED);

  /// @throws IllegalArgumentException naming the setting and its value
  public LsaConfig {
    requireAtLeast(1, "dimensions", dimensions);
    requireAtLeast(1, "minimumDocuments", minimumDocuments);
    requireAtLeast(1, "maximumVocabulary", maximumVocabulary);
    requireAtLeast(0, "powerIterations", powerIterations);
  }

  /// The same with words of fewer or more texts.
  LsaConfig withMinimumDocuments(int other) {
    return new LsaConfig(dimensions, other, maximumVocabulary, powerIterations, seed);
  }

  private static void requireAtLeast(int minimum, String name, int value) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + ": " + value);
    }
  }
}

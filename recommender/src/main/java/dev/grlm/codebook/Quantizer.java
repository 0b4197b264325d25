package dev.grlm.codebook;

/// Fitted code books with what has to be done to a vector before. Immutable and thread-safe;
/// closing it frees native memory.
public sealed interface Quantizer extends AutoCloseable permits KMeansQuantizer, RqVaeQuantizer {
  /// Of vectors of the kind that it was fitted to; further ones get the codes that they would have
  /// got among those.
  Quantized quantize(ItemVectors vectors);

  /// The present code books.
  Codebooks books();

  @Override
  default void close() {}
}

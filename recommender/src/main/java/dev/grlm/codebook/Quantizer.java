package dev.grlm.codebook;

/// Fitted code books with what has to be done to a vector before. Immutable and thread-safe;
/// closing it frees native memory.
public sealed interface Quantizer extends AutoCloseable permits KMeansQuantizer, RqVaeQuantizer {
  /// The present code books.
  Codebooks books();

  /// What [#books] quantise of vectors of the kind that it was fitted to.
  ItemVectors encoded(ItemVectors vectors);

  /// Of vectors of the kind that it was fitted to; further ones get the codes that they would have
  /// got among those.
  default Quantized quantize(ItemVectors vectors) {
    return books().quantize(encoded(vectors));
  }

  @Override
  default void close() {}
}

package dev.grlm.codebook;

/// Residual k-means.
public record KMeansQuantizer(Codebooks books) implements Quantizer {
  @Override
  public Quantized quantize(ItemVectors vectors) {
    return books.quantize(vectors);
  }
}

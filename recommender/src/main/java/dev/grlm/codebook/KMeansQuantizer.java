package dev.grlm.codebook;

/// Residual k-means.
public record KMeansQuantizer(Codebooks books) implements Quantizer {
  @Override
  public ItemVectors encoded(ItemVectors vectors) {
    return vectors;
  }
}

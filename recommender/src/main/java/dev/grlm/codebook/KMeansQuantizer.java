package dev.grlm.codebook;

/// Residual k-means of vectors of length 1.
public record KMeansQuantizer(Codebooks books) implements Quantizer {
  public static KMeansQuantizer fit(ItemVectors vectors, ResidualKMeans kMeans) {
    return new KMeansQuantizer(kMeans.fit(vectors.normalized()));
  }

  @Override
  public Quantized quantize(ItemVectors vectors) {
    return books.quantize(vectors.normalized());
  }
}

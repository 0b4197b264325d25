package dev.grlm.codebook;

/// A trained [RqVae] of standardised vectors.
public record RqVaeQuantizer(RqVae model, Standardization standardization) implements Quantizer {
  @Override
  public Quantized quantize(ItemVectors vectors) {
    return model.codebooks().quantize(model.encoded(standardization.apply(vectors)));
  }

  @Override
  public void close() {
    model.close();
  }
}

package dev.grlm.codebook;

import java.util.List;

/// A trained [RqVae] of standardised vectors.
public record RqVaeQuantizer(RqVae model, Standardization standardization) implements Quantizer {
  @Override
  public ItemVectors encoded(ItemVectors vectors) {
    return model.encoded(standardization.apply(vectors));
  }

  @Override
  public Codebooks books() {
    return model.codebooks();
  }

  /// The loss by which it is trained further: by whoever does so, for nothing is done about its
  /// books between steps.
  ///
  /// @param vectors as they are; of the kind that it was fitted to
  public RqVaeObjective objective(ItemVectors vectors, RqVaeConfig config) {
    return new RqVaeObjective(model, standardization.apply(vectors), config, 0, List.of());
  }

  @Override
  public void close() {
    model.close();
  }
}

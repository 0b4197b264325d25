package dev.grlm.systems.grlm;

import dev.grlm.fusion.AddedWeights;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.Weight;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What `prior.json` says: all of it comes out of validation.
///
/// @param validation weights, and how they were judged
record FittedPrior(Judged validation) {
  /// @param model weight of the model's own scores, γ
  /// @param signals weights of what speaks beside it, β; none where nothing is worth it
  /// @param users whose choices were fitted
  /// @param unreached users who chose what no expert named, and were passed over
  /// @param slots how much is kept of what the model says term by term
  /// @param ndcg10 what beams score by that share
  /// @param added what speaks for items that are added later; a run of before has none
  record Judged(
      Weight model,
      List<Weight> signals,
      int users,
      int unreached,
      double slots,
      Map<String, Double> ndcg10,
      AddedWeights added) {
    Judged {
      signals = List.copyOf(signals);
      ndcg10 = new TreeMap<>(ndcg10);
      added = Objects.requireNonNullElse(added, AddedWeights.NONE);
    }
  }

  static FittedPrior of(
      FittedFusion fusion, double slots, Map<String, Double> ndcg10, AddedWeights added) {
    return new FittedPrior(
        new Judged(
            fusion.model().orElseThrow(),
            fusion.signals(),
            fusion.users(),
            fusion.unreached(),
            slots,
            ndcg10,
            added));
  }

  static FittedPrior read(Path file) throws IOException {
    return Json.read(file, FittedPrior.class);
  }

  void write(Path file) throws IOException {
    Json.write(file, this);
  }

  double scale() {
    return validation.model().value();
  }

  /// Whether anything speaks beside the model.
  boolean speaks() {
    return !validation.signals().isEmpty();
  }
}

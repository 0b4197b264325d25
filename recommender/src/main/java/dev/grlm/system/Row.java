package dev.grlm.system;

import dev.grlm.evaluate.GenerationRates;
import dev.grlm.recommend.GeneratingRecommender;
import dev.grlm.recommend.Recommender;
import java.util.Optional;

/// A row of a report.
///
/// @param recommender its name is the row's
/// @param rates fill while the row is evaluated, where identifiers are generated, by a
///   [GeneratingRecommender]; a row is evaluated once
/// @param chosenOnValidation whether its settings were chosen by how it does on validation
public record Row(
    Recommender recommender, Optional<GenerationRates> rates, boolean chosenOnValidation) {
  public Row {
    if (rates.isPresent() && !(recommender instanceof GeneratingRecommender)) {
      throw new IllegalArgumentException(
          "the row '" + recommender.name() + "' has rates of identifiers that it cannot show");
    }
  }

  public Row(Recommender recommender, Optional<GenerationRates> rates) {
    this(recommender, rates, false);
  }

  public static Row of(Recommender recommender) {
    return new Row(recommender, Optional.empty());
  }

  /// One whose settings were chosen on validation.
  public static Row chosen(Recommender recommender) {
    return new Row(recommender, Optional.empty(), true);
  }

  public String name() {
    return recommender.name();
  }
}

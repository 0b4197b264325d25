package dev.grlm.system;

import dev.grlm.evaluate.GenerationRates;
import dev.grlm.recommend.Recommender;
import java.util.Optional;

/// A row of a report.
///
/// @param recommender its name is the row's
/// @param rates fill while the row is evaluated, where identifiers are generated; a row is
///   evaluated once
public record Row(Recommender recommender, Optional<GenerationRates> rates) {
  public static Row of(Recommender recommender) {
    return new Row(recommender, Optional.empty());
  }

  public String name() {
    return recommender.name();
  }
}

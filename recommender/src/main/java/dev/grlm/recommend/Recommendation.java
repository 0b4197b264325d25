package dev.grlm.recommend;

import dev.grlm.identifier.Identifier;
import org.jspecify.annotations.Nullable;

/// One place of a ranked list.
///
/// @param item index in the catalogue
/// @param score higher is better; comparable within one list only
/// @param generated the identifier that led to the item, where one was generated
/// @param source how the item came into the list
public record Recommendation(
    int item, double score, @Nullable Identifier generated, Source source) {
  /// How an item came into a list.
  public enum Source {
    /// scored directly by a recommender without identifiers
    SCORED,
    /// its identifier was generated exactly
    EXACT,
    /// found by structural matching of a generated identifier
    STRUCTURAL,
    /// filled in from the floor because the list was short
    FALLBACK
  }

  public static Recommendation scored(int item, double score) {
    return new Recommendation(item, score, null, Source.SCORED);
  }
}

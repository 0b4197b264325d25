package dev.grlm.run;

import dev.grlm.data.Catalog;
import dev.grlm.data.Domains;
import dev.grlm.io.NotANumberException;
import dev.grlm.recommend.FilledRecommender;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.Recommender;
import dev.grlm.system.Explaining.Explained;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an open run answers: who is asked first, what fills short lists, and which items alone are
/// recommended. Immutable and thread-safe.
final class Answering {
  private final List<LazyRecommender> fallbacks;
  private final Recommender first;
  private final FilledRecommender filled;
  private final @Nullable Domain domain;

  /// What alone is recommended.
  ///
  /// @param items of the catalogue
  /// @param catalog how many items there are
  private record Domain(String name, BitSet items, int catalog) {}

  private Answering(List<LazyRecommender> fallbacks, Recommender first, @Nullable Domain domain) {
    this.fallbacks = fallbacks;
    this.first = first;
    this.domain = domain;
    this.filled = new FilledRecommender(first, List.copyOf(fallbacks));
  }

  /// With all items.
  static Answering by(Recommender first, List<LazyRecommender> fallbacks) {
    return new Answering(fallbacks, first, null);
  }

  /// The same with another one that is asked first, of the same catalogue.
  Answering by(Recommender other) {
    return new Answering(fallbacks, other, domain);
  }

  /// The same with items of a domain alone.
  ///
  /// @throws IllegalArgumentException naming the domains there are, when no item is of this one
  Answering about(String name, Catalog catalog) {
    var domains = new Domains(catalog);
    domains.require(List.of(name));
    BitSet items = domains.items(List.of(name));
    return new Answering(fallbacks, first, new Domain(name, items, catalog.size()));
  }

  /// The domain whose items alone are recommended; empty for all.
  Optional<String> domain() {
    return Optional.ofNullable(domain).map(Domain::name);
  }

  /// The same question about the items that are recommended.
  Query about(Query query) {
    return domain == null ? query : query.among(domain.items(), domain.catalog());
  }

  /// As [Grlm#recommend(List)].
  ///
  /// @throws NotANumberException when the score of an item is none
  List<List<Recommendation>> lists(List<Query> queries) {
    List<List<Recommendation>> lists = filled.recommend(queries.stream().map(this::about).toList());
    lists.forEach(Answering::requireNumbers);
    return lists;
  }

  /// The list of one query.
  ///
  /// @throws NotANumberException when the score of an item is none
  List<Recommendation> list(Query query) {
    return lists(List.of(query)).getFirst();
  }

  /// With a list that is as long as was asked.
  ///
  /// @param query about the items that are recommended
  /// @throws NotANumberException when the score of an item is none
  Explained filled(Query query, Explained explained) {
    requireNumbers(explained.list());
    return new Explained(explained.beams(), filled.fill(query, explained.list()));
  }

  /// Of minus infinity there are some: what a model rules out.
  private static void requireNumbers(List<Recommendation> list) {
    for (Recommendation place : list) {
      if (Double.isNaN(place.score()) || place.score() == Double.POSITIVE_INFINITY) {
        throw new NotANumberException(place.score(), "an item");
      }
    }
  }
}

package dev.grlm.recommend;

import dev.grlm.ground.Grounding;
import dev.grlm.recommend.IdentifierGenerator.Mode;
import dev.grlm.recommend.Recommendation.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Recommends by generating identifiers and grounding them (paper §3.4). Immutable and thread-safe.
///
/// Items come in the order of the beams that led to them. An exact beam gives its whole collision
/// group, a structural one the first allowed item of the best group (docs/decisions/0005). Where
/// the generator knows what share of an identifier each of its items has, they come in the order of
/// their own probabilities, across all groups (docs/decisions/0004). Under the trie at least k
/// beams are searched, and every beam gives at least one allowed item, so a list is short only
/// where fewer than k items are left. A history of which the model can read nothing gives an empty
/// list.
public final class GenerativeRecommender implements GeneratingRecommender {
  /// Queries that a small model answers together.
  public static final int BATCH = 64;

  private static final Comparator<Recommendation> BY_SCORE =
      Comparator.comparingDouble(Recommendation::score).reversed();

  private final String name;
  private final IdentifierGenerator<?> generator;
  private final Mode mode;
  private final int beams;
  private final int batch;
  private final Consumer<List<Generated>> listener;

  /// @param beams of the search; raised to k under the trie
  /// @param listener hears the generated identifiers of every query; called by any thread
  public GenerativeRecommender(
      String name,
      IdentifierGenerator<?> generator,
      Mode mode,
      int beams,
      Consumer<List<Generated>> listener) {
    this(name, generator, mode, beams, BATCH, listener);
  }

  /// @param batch most queries that are decoded together
  public GenerativeRecommender(
      String name,
      IdentifierGenerator<?> generator,
      Mode mode,
      int beams,
      int batch,
      Consumer<List<Generated>> listener) {
    if (beams < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "beams and batch must be at least 1: " + beams + ", " + batch);
    }
    this.batch = batch;
    this.name = name;
    this.generator = generator;
    this.mode = mode;
    this.beams = beams;
    this.listener = listener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return lists(queries, generate(queries));
  }

  /// The lists that beams lead to.
  ///
  /// @param generated one per query
  List<List<Recommendation>> lists(List<Query> queries, List<List<Generated>> generated) {
    List<ItemShares> shares = generator.shares(queries, generated);
    var lists = new ArrayList<List<Recommendation>>();
    for (int i = 0; i < queries.size(); i++) {
      Query query = queries.get(i);
      lists.add(canRead(query) ? rank(query, generated.get(i), shares.get(i)) : List.of());
    }
    return lists;
  }

  /// Only queries of one width about the same items share a batch, so that no list depends on what
  /// else is asked.
  @Override
  public List<List<Generated>> generate(List<Query> queries) {
    var lists = new ArrayList<List<Generated>>();
    int start = 0;
    while (start < queries.size()) {
      int width = width(queries.get(start));
      int end = start + 1;
      while (end < Math.min(queries.size(), start + batch)
          && alike(queries.get(start), queries.get(end))) {
        end++;
      }
      lists.addAll(batch(queries.subList(start, end), width));
      start = end;
    }
    return lists;
  }

  private boolean alike(Query one, Query other) {
    return width(one) == width(other) && Objects.equals(one.among(), other.among());
  }

  /// How many beams are searched for a query.
  public int width(Query query) {
    return switch (mode) {
      case CONSTRAINED -> Math.max(beams, query.k());
      case FREE -> beams;
    };
  }

  private List<List<Generated>> batch(List<Query> queries, int width) {
    List<Query> asked = queries.stream().filter(this::canRead).toList();
    if (asked.isEmpty()) {
      return queries.stream().map(_ -> List.<Generated>of()).toList();
    }
    var generated = generator.generate(asked, width, mode).iterator();
    var lists = new ArrayList<List<Generated>>();
    for (Query query : queries) {
      lists.add(canRead(query) ? generated.next() : List.of());
    }
    return lists;
  }

  /// Whether there is anything in the history that the model can go by.
  public boolean canRead(Query query) {
    return generator.reads(query.history());
  }

  /// The list that the beams of a history that can be read lead to.
  ///
  /// @param shares of the items in what was generated
  List<Recommendation> rank(Query query, List<Generated> beamsOfOne, ItemShares shares) {
    listener.accept(beamsOfOne);
    List<Recommendation> found = found(query, beamsOfOne, shares);
    if (shares.known()) {
      found.sort(BY_SCORE); // equal ones stay as they are
    }
    return List.copyOf(found.subList(0, Math.min(query.k(), found.size())));
  }

  /// All allowed items that the beams lead to, in the order of the beams.
  private static List<Recommendation> found(
      Query query, List<Generated> beamsOfOne, ItemShares shares) {
    var found = new ArrayList<Recommendation>();
    var seen = new HashSet<Integer>();
    for (Generated beam : beamsOfOne) {
      switch (beam.grounding()) {
        case Grounding.Exact(List<Integer> items) -> {
          for (int item : items) {
            if (query.allows(item) && seen.add(item)) {
              double score = beam.score() + shares.logarithm(item);
              found.add(new Recommendation(item, score, beam.identifier(), Source.EXACT));
            }
          }
        }
        case Grounding.Structural structural -> {
          Integer item = firstAllowed(structural.items(), query, seen);
          if (item != null) {
            seen.add(item);
            double score = beam.score();
            found.add(new Recommendation(item, score, beam.identifier(), Source.STRUCTURAL));
          }
        }
        case Grounding.Unmatched _ -> {}
      }
    }
    return found;
  }

  private static @Nullable Integer firstAllowed(
      List<Integer> items, Query query, Set<Integer> seen) {
    for (int item : items) {
      if (query.allows(item) && !seen.contains(item)) {
        return item;
      }
    }
    return null;
  }
}

package dev.grlm.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What beams of full width find, without searching: where a model's probability of an identifier
/// is the share of its items in a softmax over the catalogue, all identifiers are ranked at once
/// ([IdentifierGenerator#ranked]). Immutable and thread-safe.
public final class ExhaustiveRecommender implements GeneratingRecommender {
  /// Queries that are scored together: enough that what they share is small beside them, and few
  /// enough that their scores are small beside a model.
  private static final int TOGETHER = 16;

  private final GenerativeRecommender beams;
  private final IdentifierGenerator<?> generator;
  private final Scorer scorer;
  private final boolean repeats;

  /// @param beams whose name it has, whose lists it makes of what it finds, and who hears of it
  /// @param scorer natural logarithms but for a constant, of every item that can be generated
  /// @param repeats whether items of the history may be recommended; else they have no share
  public ExhaustiveRecommender(
      GenerativeRecommender beams,
      IdentifierGenerator<?> generator,
      Scorer scorer,
      boolean repeats) {
    this.beams = beams;
    this.generator = generator;
    this.scorer = scorer;
    this.repeats = repeats;
  }

  @Override
  public String name() {
    return beams.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return beams.lists(queries, generate(queries));
  }

  @Override
  public List<List<Generated>> generate(List<Query> queries) {
    var lists = new ArrayList<List<Generated>>();
    for (int from = 0; from < queries.size(); from += TOGETHER) {
      List<Query> some = queries.subList(from, Math.min(from + TOGETHER, queries.size()));
      List<ScoredItems> scored = scorer.scores(some.stream().map(Query::history).toList());
      for (int i = 0; i < some.size(); i++) {
        Query query = some.get(i);
        lists.add(beams.canRead(query) ? generated(query, scored.get(i)) : List.of());
      }
    }
    return lists;
  }

  /// As many identifiers as the beams are wide, the most probable first.
  private List<Generated> generated(Query query, ScoredItems scored) {
    var ruledOut = new BitSet();
    if (!repeats) {
      for (int item : query.history()) {
        ruledOut.set(item);
      }
    }
    return generator.ranked(scored, ruledOut, query, beams.width(query));
  }
}

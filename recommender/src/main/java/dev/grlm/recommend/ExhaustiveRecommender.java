package dev.grlm.recommend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What beams of full width find, without searching: where a model's probability of an identifier
/// is the share of its items in a softmax over the catalogue, all identifiers are ranked at once
/// ([IdentifierGenerator#ranked]). Immutable and thread-safe.
public final class ExhaustiveRecommender implements Recommender {
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
    var lists = new ArrayList<List<Recommendation>>();
    for (int from = 0; from < queries.size(); from += TOGETHER) {
      List<Query> some = queries.subList(from, Math.min(from + TOGETHER, queries.size()));
      List<ScoredItems> scored = scorer.scores(some.stream().map(Query::history).toList());
      for (int i = 0; i < some.size(); i++) {
        lists.add(answer(some.get(i), scored.get(i)));
      }
    }
    return lists;
  }

  private List<Recommendation> answer(Query query, ScoredItems scored) {
    return beams.canRead(query) ? beams.rank(query, generated(query, scored)) : List.of();
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

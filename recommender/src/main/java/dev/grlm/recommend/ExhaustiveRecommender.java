package dev.grlm.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What beams of full width find, without searching: where a model's probability of an identifier
/// is the share of its items in a softmax over the catalogue, all identifiers are ranked at once
/// ([IdentifierGenerator#ranked]). Immutable and thread-safe.
public final class ExhaustiveRecommender implements GeneratingRecommender {
  private final GenerativeRecommender beams;
  private final IdentifierGenerator<?> generator;
  private final Scorer scorer;
  private final GroupShares shares;

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
    this.shares = new GroupShares(scorer, repeats);
  }

  @Override
  public String name() {
    return beams.name();
  }

  @Override
  public List<List<Recommendation>> recommend(List<Query> queries) {
    return answers(
        queries,
        (query, scored) -> {
          List<Generated> found = generated(query, scored);
          return beams.rank(query, found, generator.shares(scored, shares.ruledOut(query), found));
        });
  }

  @Override
  public List<List<Generated>> generate(List<Query> queries) {
    return answers(queries, this::generated);
  }

  private <T> List<List<T>> answers(
      List<Query> queries, BiFunction<Query, ScoredItems, List<T>> answer) {
    var answers = new ArrayList<List<T>>();
    for (int from = 0; from < queries.size(); from += GroupShares.TOGETHER) {
      List<Query> some =
          queries.subList(from, Math.min(from + GroupShares.TOGETHER, queries.size()));
      List<ScoredItems> scored = scorer.scores(some.stream().map(Query::history).toList());
      for (int i = 0; i < some.size(); i++) {
        Query query = some.get(i);
        answers.add(beams.canRead(query) ? answer.apply(query, scored.get(i)) : List.of());
      }
    }
    return answers;
  }

  /// As many identifiers as the beams are wide, the most probable first.
  private List<Generated> generated(Query query, ScoredItems scored) {
    return generator.ranked(scored, shares.ruledOut(query), query, beams.width(query));
  }
}

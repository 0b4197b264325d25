package dev.grlm.recommend;

import dev.grlm.data.TopK;
import dev.grlm.ground.Grounder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What beams of full width find, without searching: where a model's probability of an identifier
/// is the share of its items in a softmax over the catalogue, the identifiers can be ranked at
/// once. Equal shares come in the order of their first item. Immutable and thread-safe.
public final class ExhaustiveRecommender implements Recommender {
  /// Queries that are scored together: enough that what they share is small beside them, and few
  /// enough that their scores are small beside a model.
  private static final int TOGETHER = 16;

  private final GenerativeRecommender beams;
  private final Scorer scorer;
  private final Grounder grounder;
  private final boolean repeats;
  private final List<Identifier> distinct = new ArrayList<>();
  private final List<List<Integer>> itemsOf = new ArrayList<>();
  private final int[] numberOfItem;

  /// @param beams whose name it has, whose lists it makes of what it finds, and who hears of it
  /// @param scorer natural logarithms but for a constant, of every item that can be generated
  /// @param repeats whether items of the history may be recommended; else they have no share
  public ExhaustiveRecommender(
      GenerativeRecommender beams,
      Scorer scorer,
      Identifiers identifiers,
      Grounder grounder,
      boolean repeats) {
    this.beams = beams;
    this.scorer = scorer;
    this.grounder = grounder;
    this.repeats = repeats;
    this.numberOfItem = new int[identifiers.size()];
    Map<Identifier, Integer> numbers = new HashMap<>();
    for (int item = 0; item < identifiers.size(); item++) {
      Identifier identifier = identifiers.of(item);
      Integer known = numbers.putIfAbsent(identifier, distinct.size());
      if (known == null) {
        distinct.add(identifier);
        itemsOf.add(identifiers.items(identifier));
      }
      numberOfItem[item] = known == null ? distinct.size() - 1 : known;
    }
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
    return beams.canRead(query) ? beams.rank(query, generate(query, scored)) : List.of();
  }

  /// As many identifiers as the beams are wide, the most probable first; without those of which all
  /// items are excluded.
  public List<Generated> generate(Query query) {
    return generate(query, scorer.scores(List.of(query.history())).getFirst());
  }

  private List<Generated> generate(Query query, ScoredItems scored) {
    double[] shares = shares(scored, query);
    var best = TopK.byIndex(Math.min(beams.width(query), distinct.size()));
    for (int number = 0; number < shares.length; number++) {
      if (shares[number] > best.worst() && allowed(number, query.excluded())) {
        best.offer(number, shares[number]);
      }
    }
    return best.ranked((number, share) -> {
      Identifier identifier = distinct.get(number);
      return new Generated(identifier, Math.log(share), grounder.ground(identifier));
    });
  }

  private boolean allowed(int number, BitSet excluded) {
    for (int item : itemsOf.get(number)) {
      if (!excluded.get(item)) {
        return true;
      }
    }
    return false;
  }

  /// Of each identifier; they add up to 1.
  private double[] shares(ScoredItems scored, Query query) {
    var out = new BitSet();
    if (!repeats) {
      for (int item : query.history()) {
        out.set(item);
      }
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scored.size(); i++) {
      if (!out.get(scored.items()[i])) {
        highest = Math.max(highest, scored.scores()[i]);
      }
    }
    var shares = new double[distinct.size()];
    double total = 0;
    for (int i = 0; i < scored.size(); i++) {
      int item = scored.items()[i];
      if (!out.get(item)) {
        double weight = Math.exp(scored.scores()[i] - highest);
        shares[numberOfItem[item]] += weight;
        total += weight;
      }
    }
    for (int number = 0; number < shares.length; number++) {
      shares[number] /= total;
    }
    return shares;
  }
}

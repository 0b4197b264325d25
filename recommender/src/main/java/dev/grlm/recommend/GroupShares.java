package dev.grlm.recommend;

import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Parts the probability of an identifier among the items that share it, by a model that scores
/// items: P(item) = P(identifier) · share, the share being the item's part of the identifier in a
/// softmax over the catalogue (docs/decisions/0004). Nothing is scored where nothing is shared.
/// Immutable and thread-safe.
public final class GroupShares {
  /// Queries that are scored together: enough that what they share is small beside them, and few
  /// enough that their scores are small beside a model.
  static final int TOGETHER = 16;

  private final Scorer scorer;
  private final boolean repeats;

  /// @param scorer by whose softmax the identifiers are generated; natural logarithms but for a
  ///   constant
  /// @param repeats whether items of the history have a share in that softmax
  public GroupShares(Scorer scorer, boolean repeats) {
    this.scorer = scorer;
    this.repeats = repeats;
  }

  /// One per query, in order.
  ///
  /// @param generated what each query led to
  /// @param identifiers of all items: one that is not asked about has its share all the same
  List<ItemShares> of(
      List<Query> queries, List<List<Generated>> generated, Identifiers identifiers) {
    List<Set<List<Integer>>> groups =
        generated.stream().map(beams -> shared(beams, identifiers)).toList();
    int[] asked =
        IntStream.range(0, queries.size()).filter(i -> !groups.get(i).isEmpty()).toArray();
    var shares = new ArrayList<ItemShares>(queries.stream().map(_ -> ItemShares.UNKNOWN).toList());
    for (int from = 0; from < asked.length; from += TOGETHER) {
      List<Integer> some =
          IntStream.range(from, Math.min(from + TOGETHER, asked.length))
              .mapToObj(i -> asked[i])
              .toList();
      Iterator<ScoredItems> scored =
          scorer.scores(some.stream().map(i -> queries.get(i).history()).toList()).iterator();
      for (int i : some) {
        BitSet ruledOut = ruledOut(queries.get(i));
        shares.set(i, ItemShares.of(scored.next(), ruledOut, groups.get(i)));
      }
    }
    return shares;
  }

  /// Where the items have been scored already.
  static ItemShares of(
      ScoredItems scored, BitSet ruledOut, List<Generated> generated, Identifiers identifiers) {
    return ItemShares.of(scored, ruledOut, shared(generated, identifiers));
  }

  /// The items that have no share.
  BitSet ruledOut(Query query) {
    var ruledOut = new BitSet();
    if (!repeats) {
      for (int item : query.history()) {
        ruledOut.set(item);
      }
    }
    return ruledOut;
  }

  /// The items of generated identifiers that are shared.
  private static Set<List<Integer>> shared(List<Generated> generated, Identifiers identifiers) {
    var groups = new LinkedHashSet<List<Integer>>();
    for (Generated one : generated) {
      if (one.grounding() instanceof Grounding.Exact) {
        List<Integer> group = identifiers.items(one.identifier());
        if (group.size() > 1) {
          groups.add(group);
        }
      }
    }
    return groups;
  }
}

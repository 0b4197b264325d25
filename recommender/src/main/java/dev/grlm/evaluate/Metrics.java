package dev.grlm.evaluate;

/// Recall and NDCG of a ranked list for a single target item, of which every user has one.
///
/// With one relevant item recall@k is the hit rate, and the ideal DCG is 1, so that NDCG@k = 1 /
/// log2(rank + 1) for a target at rank ≤ k (from 1), else 0.
public final class Metrics {
  /// How long the lists are that evaluation asks for, and thus the last rank that is told.
  public static final int LIST_LENGTH = 20;

  /// The rank of a target that is not in the list.
  public static final int ABSENT = 0;

  private Metrics() {}

  /// Place of the target in the list, from 1, or [#ABSENT].
  public static int rank(int[] ranked, int target) {
    for (int place = 0; place < ranked.length; place++) {
      if (ranked[place] == target) {
        return place + 1;
      }
    }
    return ABSENT;
  }

  /// 1 when the target is among the first k of the list, else 0.
  public static double recall(int[] ranked, int target, int k) {
    return recall(rank(ranked, target), k);
  }

  /// @param rank from 1, or [#ABSENT]
  public static double recall(int rank, int k) {
    return rank != ABSENT && rank <= k ? 1 : 0;
  }

  /// What the place of the target in the list is worth, in [0, 1].
  public static double ndcg(int[] ranked, int target, int k) {
    return ndcg(rank(ranked, target), k);
  }

  /// @param rank from 1, or [#ABSENT]
  public static double ndcg(int rank, int k) {
    return rank != ABSENT && rank <= k ? Math.log(2) / Math.log(rank + 1.0) : 0;
  }
}

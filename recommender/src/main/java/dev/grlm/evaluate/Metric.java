package dev.grlm.evaluate;

/// The metrics of a report, in its order.
public enum Metric {
  RECALL_1("recall@1", Measure.RECALL, 1),
  RECALL_5("recall@5", Measure.RECALL, 5),
  RECALL_10("recall@10", Measure.RECALL, 10),
  RECALL_20("recall@20", Measure.RECALL, 20),
  NDCG_5("ndcg@5", Measure.NDCG, 5),
  NDCG_10("ndcg@10", Measure.NDCG, 10),
  NDCG_20("ndcg@20", Measure.NDCG, 20);

  private enum Measure {
    RECALL,
    NDCG
  }

  private final String word;
  private final Measure measure;
  private final int k;

  Metric(String word, Measure measure, int k) {
    this.word = word;
    this.measure = measure;
    this.k = k;
  }

  /// The name in `report.json`.
  public String word() {
    return word;
  }

  /// What a user counts whose target stands at `rank`, in [0, 1].
  ///
  /// @param rank from 1, or [Metrics#ABSENT]
  public double gain(int rank) {
    return switch (measure) {
      case RECALL -> Metrics.recall(rank, k);
      case NDCG -> Metrics.ndcg(rank, k);
    };
  }

  /// Mean gain over all users.
  ///
  /// @param usersAtRank how many users have their target at each rank, index [Metrics#ABSENT] to
  ///   [Metrics#LIST_LENGTH]
  /// @return NaN without any user
  double mean(long[] usersAtRank) {
    double sum = 0;
    long users = 0;
    for (int rank = 0; rank < usersAtRank.length; rank++) {
      sum += usersAtRank[rank] * gain(rank);
      users += usersAtRank[rank];
    }
    return sum / users;
  }
}

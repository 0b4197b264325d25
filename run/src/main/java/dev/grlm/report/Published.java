package dev.grlm.report;

import dev.grlm.data.Dataset;
import java.util.List;
import java.util.Map;

/// Figures that others published for a data set and protocol that we recognise by its size.
final class Published {
  private static final String GRLM_PAPER = "arXiv 2601.06798, in-domain table";
  private static final String TIGER_PAPER = "TIGER (NeurIPS 2023), as copied by later papers";

  private Published() {}

  /// Empty for a data set that nobody published on.
  static List<Report.Published> rows(Dataset dataset) {
    boolean beauty =
        dataset.leftOneOut()
            && dataset.catalog().size() == 12_101
            && dataset.histories().size() == 22_363
            && dataset.interactions() == 194_687;
    if (!beauty) {
      return List.of();
    }
    return List.of(
        new Report.Published(
            "GRLM (Qwen3-4B)",
            GRLM_PAPER,
            Map.of("recall@5", .0607, "recall@10", .0846, "ndcg@10", .0506)),
        new Report.Published(
            "TIGER (13 M)",
            TIGER_PAPER,
            Map.of("recall@5", .0454, "ndcg@5", .0321, "recall@10", .0648, "ndcg@10", .0384)));
  }
}

package dev.grlm.paper;

import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Variant;
import dev.grlm.run.RunConfig;
import java.util.List;

/// The paper's table of lengths: how many terms name an item.
///
/// @param told lengths; none for the paper's
record Length(List<String> told) implements Experiment {
  Length {
    told = List.copyOf(told);
    var _ = lengths(told);
  }

  private static List<Integer> lengths(List<String> told) {
    return Values.counts(told, List.of(5, 7, 10), "a length");
  }

  @Override
  public String name() {
    return "length";
  }

  @Override
  public String question() {
    return "How many terms should an identifier have?";
  }

  @Override
  public String claim() {
    return "Five and seven do equally well, ten slightly worse (table of lengths; its figures are not"
        + " known to us).";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return lengths(told).stream()
        .map(length -> Variant.of("length-" + length, "grlm.terms.length=" + length))
        .toList();
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("identifiers.distinctTerms", "terms"),
        Column.count("identifiers.collidingItems", "in collisions"),
        Column.of(Metric.RECALL_5),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.NDCG_10));
  }
}

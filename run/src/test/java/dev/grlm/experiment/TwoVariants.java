package dev.grlm.experiment;

import dev.grlm.evaluate.Metric;
import dev.grlm.run.RunConfig;
import java.util.List;

/// One variant as it is told, and one with other settings.
record TwoVariants(List<Column> columns, String... other) implements Experiment {
  static TwoVariants of(String... other) {
    return new TwoVariants(
        List.of(
            Column.count("items", "items"), Column.of(Metric.RECALL_10), Column.of(Metric.NDCG_10)),
        other);
  }

  @Override
  public String name() {
    return "two";
  }

  @Override
  public String question() {
    return "Is 5 % & more_or_less enough?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(Variant.of("one"), Variant.of("other", other));
  }
}

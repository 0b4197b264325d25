package dev.grlm.experiment;

import dev.grlm.evaluate.Metric;
import dev.grlm.run.RunConfig;
import java.util.List;

/// One variant as it is told, and one with other settings.
record TwoVariants(List<Column> columns, List<String> other, List<String> judging)
    implements Experiment {
  static TwoVariants of(String... other) {
    return of(List.of(other), List.of());
  }

  /// @param judging what only the other one's report is made with
  static TwoVariants judged(String... judging) {
    return of(List.of(), List.of(judging));
  }

  private static TwoVariants of(List<String> other, List<String> judging) {
    List<Column> columns =
        List.of(
            Column.count("items", "items"), Column.of(Metric.RECALL_10), Column.of(Metric.NDCG_10));
    return new TwoVariants(columns, other, judging);
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
    return List.of(Variant.of("one"), new Variant("other", other, judging));
  }
}

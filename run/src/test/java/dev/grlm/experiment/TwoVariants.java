package dev.grlm.experiment;

import dev.grlm.evaluate.Metric;
import dev.grlm.run.RunConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One variant as it is told, and one with other settings.
record TwoVariants(
    List<Column> columns,
    List<String> other,
    List<String> judging,
    SequencedMap<String, String> settings)
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
    return new TwoVariants(columns, other, judging, new LinkedHashMap<>());
  }

  /// The same with a question of its own.
  TwoVariants asking(String name, String value) {
    var asked = new LinkedHashMap<>(settings);
    asked.put(name, value);
    return new TwoVariants(columns, other, judging, asked);
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

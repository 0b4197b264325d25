package dev.grlm.experiment;

import dev.grlm.evaluate.Metric;
import dev.grlm.page.Numbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A column of an experiment's table.
///
/// @param key of the figure in [Measured], such as `ndcg@10` or `generation.validRate`
/// @param heading as the table shows it
/// @param whole whether it holds whole numbers
public record Column(String key, String heading, boolean whole) {
  public static Column of(Metric metric) {
    String word = metric.word();
    return new Column(
        word, word.startsWith("recall") ? "R" + word.substring(6) : "N" + word.substring(4), false);
  }

  /// A metric of ranks that an experiment measured otherwise than the report does.
  ///
  /// @param ranking see [Measured#ranks]
  public static Column of(Metric metric, String ranking, String heading) {
    return new Column(ranking + "." + metric.word(), heading, false);
  }

  /// A share or a mean, with four decimals.
  public static Column share(String key, String heading) {
    return new Column(key, heading, false);
  }

  public static Column count(String key, String heading) {
    return new Column(key, heading, true);
  }

  /// The metric whose ranks are known user by user, where it is one.
  Optional<Metric> metric() {
    String word = key.substring(key.lastIndexOf('.') + 1);
    return Arrays.stream(Metric.values()).filter(metric -> metric.word().equals(word)).findFirst();
  }

  /// By what the ranks of a row are called that the metric is of.
  String ranks(String row) {
    return Measured.ranks(row, key.substring(0, Math.max(0, key.lastIndexOf('.'))));
  }

  /// As the table shows a value.
  String shown(double value) {
    if (!whole) {
      return Numbers.metric(value);
    }
    // A mean of several seeds.
    return value == Math.rint(value)
        ? Numbers.count((long) value)
        : String.format(Locale.ROOT, "%,.1f", value);
  }

  /// How far the seeds lie apart; empty with one seed, and for a number that none of them changes.
  Optional<String> spread(ExperimentTable.Figure figure) {
    return Optional.ofNullable(figure.spread())
        .filter(spread -> !whole || spread > 0)
        .map(this::shown);
  }
}

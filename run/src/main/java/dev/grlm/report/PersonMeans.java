package dev.grlm.report;

import dev.grlm.evaluate.Bootstrap;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Persons;
import dev.grlm.report.Report.Difference;
import dev.grlm.report.Report.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes [PersonFigures], by the resamples and the seed of the figures over users.
record PersonMeans(Persons persons, Bootstrap bootstrap) {

  /// @param results over users: what they compare is compared here
  /// @param floor name of the row that rows are compared with, where there is one
  /// @param others rows that are taken away from `main`
  /// @param evaluations by name of the row
  PersonFigures of(
      List<Report.Result> results,
      @Nullable String floor,
      Set<String> others,
      Map<String, Evaluation> evaluations,
      Evaluation main) {
    @Nullable Evaluation below = floor == null ? null : evaluations.get(floor);
    var rows = new LinkedHashMap<String, PersonFigures.Row>();
    for (Report.Result result : results) {
      Evaluation row = named(evaluations, result.name());
      rows.put(result.name(), row(row, result.pairedToFloor() == null ? null : below));
    }
    var paired = new LinkedHashMap<String, Difference>();
    for (String other : others) {
      paired.put(other, difference(main, named(evaluations, other), Metric.NDCG_10));
    }
    return new PersonFigures(persons.count(), rows, paired);
  }

  private static Evaluation named(Map<String, Evaluation> evaluations, String name) {
    Evaluation row = evaluations.get(name);
    if (row == null) {
      throw new IllegalArgumentException(
          "no row '%s' among %s".formatted(name, evaluations.keySet()));
    }
    return row;
  }

  private PersonFigures.Row row(Evaluation row, @Nullable Evaluation floor) {
    List<Metric> all = List.of(Metric.values());
    List<double[]> gains = all.stream().map(metric -> persons.gains(row, metric)).toList();
    List<Bootstrap.Interval> intervals = bootstrap.means(gains);
    var metrics = new LinkedHashMap<String, Double>();
    var interval95 = new LinkedHashMap<String, Interval>();
    for (int place = 0; place < all.size(); place++) {
      Bootstrap.Interval interval = intervals.get(place);
      String metric = all.get(place).word();
      metrics.put(metric, mean(gains.get(place)));
      interval95.put(metric, new Interval(interval.low(), interval.high()));
    }
    return new PersonFigures.Row(
        metrics, interval95, floor == null ? null : differences(row, floor));
  }

  private Map<String, Difference> differences(Evaluation row, Evaluation floor) {
    var differences = new LinkedHashMap<String, Difference>();
    for (Metric metric : Judging.COMPARED) {
      differences.put(metric.word(), difference(row, floor, metric));
    }
    return differences;
  }

  private Difference difference(Evaluation left, Evaluation right, Metric metric) {
    double[] differences = persons.gains(left, metric);
    double[] taken = persons.gains(right, metric);
    Arrays.setAll(differences, person -> differences[person] - taken[person]);
    return Difference.of(mean(differences), bootstrap.mean(differences));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}

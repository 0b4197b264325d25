package dev.grlm.report;

import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Slicing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What every row does for the users of every group. Stateless.
final class SliceFigures {
  /// Those that the page shows; the report has all of them.
  static final List<Metric> SHOWN = List.of(Metric.NDCG_10, Metric.RECALL_10);

  private SliceFigures() {}

  /// @param rows all of the users that are in groups; their names are unique
  static List<Report.Slices> of(List<Slicing> slicings, List<Evaluation> rows) {
    return slicings.stream().map(slicing -> of(slicing, rows)).toList();
  }

  private static Report.Slices of(Slicing slicing, List<Evaluation> rows) {
    var groups = new ArrayList<Report.Slice>();
    for (int group = 0; group < slicing.groups().size(); group++) {
      var figures = new LinkedHashMap<String, Map<String, Double>>();
      for (Evaluation row : rows) {
        var metrics = new LinkedHashMap<String, Double>();
        for (Metric metric : Metric.values()) {
          metrics.put(metric.word(), slicing.value(row, group, metric));
        }
        figures.put(row.name(), metrics);
      }
      groups.add(new Report.Slice(slicing.groups().get(group), slicing.users(group), figures));
    }
    return new Report.Slices(slicing.by(), groups);
  }
}

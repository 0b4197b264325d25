package dev.grlm.report;

import dev.grlm.page.Numbers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedCollection;

/// The metrics of a report in the order of their first appearance, and the best of each.
///
/// @param best highest value per metric among the report's own rows as printed, so that rows which
///   read alike are marked alike
record MetricColumns(SequencedCollection<String> names, Map<String, String> best) {

  static MetricColumns of(List<Report.Result> results) {
    return ofValues(results.stream().map(Report.Result::metrics).toList());
  }

  /// @param rows values by metric
  static MetricColumns ofValues(Collection<Map<String, Double>> rows) {
    var names = new LinkedHashSet<String>();
    rows.stream().map(Map::keySet).forEach(names::addAll);
    var best = new LinkedHashMap<String, String>();
    for (String name : names) {
      OptionalDouble highest =
          rows.stream()
              .filter(metrics -> metrics.containsKey(name))
              .mapToDouble(metrics -> metrics.getOrDefault(name, 0.0))
              .max();
      best.put(name, Numbers.metric(highest.orElse(0)));
    }
    return new MetricColumns(names, best);
  }

  boolean isBest(String metric, String printed) {
    return printed.equals(best.get(metric));
  }

  /// The metrics that at least one of the maps has, in this order.
  List<String> present(Collection<? extends Map<String, ?>> maps) {
    return names.stream()
        .filter(name -> maps.stream().anyMatch(map -> map.containsKey(name)))
        .toList();
  }
}

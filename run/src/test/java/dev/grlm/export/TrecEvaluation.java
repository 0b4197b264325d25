package dev.grlm.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `trec_eval -c` makes of a run and its judgements, obviously right: the items of a user by
/// score, held in 32 bits, from the highest down; of equal ones the greater id first; the rank that
/// the run states is not looked at. Users without a list count.
final class TrecEvaluation {
  private record Scored(String item, float score) {}

  private TrecEvaluation() {}

  static Map<String, Double> metrics(List<String> run, List<String> judgements) {
    var lists = new HashMap<String, List<Scored>>();
    for (String line : run) {
      String[] cells = line.split(" ", -1);
      lists
          .computeIfAbsent(cells[0], _ -> new ArrayList<>())
          .add(new Scored(cells[2], Float.parseFloat(cells[4])));
    }
    Comparator<Scored> order =
        Comparator.comparingDouble(Scored::score).thenComparing(Scored::item).reversed();
    var sums = new LinkedHashMap<String, Double>();
    for (String line : judgements) {
      String[] cells = line.split(" ", -1);
      List<String> items =
          lists.getOrDefault(cells[0], List.of()).stream().sorted(order).map(Scored::item).toList();
      int rank = items.indexOf(cells[2]) + 1;
      for (int k : List.of(1, 5, 10, 20)) {
        boolean hit = rank >= 1 && rank <= k;
        sums.merge("recall@" + k, hit ? 1.0 : 0, Double::sum);
        if (k > 1) {
          sums.merge("ndcg@" + k, hit ? Math.log(2) / Math.log(1 + rank) : 0, Double::sum);
        }
      }
    }
    sums.replaceAll((_, sum) -> sum / judgements.size());
    return sums;
  }
}

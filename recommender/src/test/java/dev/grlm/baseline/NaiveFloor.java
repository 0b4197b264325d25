package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Query;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The floor written down from its definition, with full tables and no thought of speed: the
/// reference for the fast one.
public final class NaiveFloor {
  private NaiveFloor() {}

  /// items × items.
  public static double[][] graph(Dataset dataset, GraphSettings settings) {
    int items = dataset.catalog().size();
    double[][] counts = new double[items][items];
    for (History history : dataset.histories()) {
      int[] positions = Split.training(history);
      for (int a = 0; a < positions.length; a++) {
        for (int b = a + 1; b < positions.length && b <= a + settings.window(); b++) {
          counts[positions[a]][positions[b]] += 1.0 / (b - a);
          counts[positions[b]][positions[a]] += settings.reverseWeight() / (b - a);
        }
      }
    }
    double[] out = new double[items];
    double[] in = new double[items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        out[i] += counts[i][j];
        in[j] += counts[i][j];
      }
    }
    double[][] graph = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        if (counts[i][j] > 0) {
          graph[i][j] =
              counts[i][j]
                  / Math.pow(out[i], settings.outExponent())
                  / Math.pow(in[j], settings.inExponent());
        }
      }
    }
    return graph;
  }

  /// items × items.
  public static double[][] cosines(Identifiers identifiers) {
    int items = identifiers.size();
    List<Map<String, Double>> bags =
        IntStream.range(0, items).mapToObj(item -> bag(identifiers, item)).toList();
    double[][] cosines = new double[items][items];
    for (int i = 0; i < items; i++) {
      for (int j = 0; j < items; j++) {
        double norms = norm(bags.get(i)) * norm(bags.get(j));
        for (String term : bags.get(i).keySet()) {
          if (norms > 0) {
            cosines[i][j] +=
                bags.get(i).getOrDefault(term, 0.0) * bags.get(j).getOrDefault(term, 0.0) / norms;
          }
        }
      }
    }
    return cosines;
  }

  /// Σ over the history of decay^age × the row of the item.
  public static double[] scores(double[][] rows, int[] history, HistoryDecay decay) {
    double[] scores = new double[rows.length];
    for (int age = 0; age < Math.min(history.length, decay.length()); age++) {
      int item = history[history.length - 1 - age];
      for (int other = 0; other < scores.length; other++) {
        scores[other] += Math.pow(decay.decay(), age) * rows[item][other];
      }
    }
    return scores;
  }

  /// Allowed items with a score, best first; ids of toy worlds are their indices.
  static List<Integer> ranked(double[] scores, Query query) {
    return IntStream.range(0, scores.length)
        .boxed()
        .filter(item -> scores[item] > 0 && query.allows(item))
        .sorted(
            Comparator.comparingDouble((Integer item) -> scores[item])
                .reversed()
                .thenComparingInt(item -> item))
        .limit(query.k())
        .toList();
  }

  private static Set<String> terms(Identifiers identifiers, int item) {
    Set<String> terms = new HashSet<>(identifiers.of(item).symbols());
    terms.removeIf(String::isBlank);
    return terms;
  }

  private static double idf(Identifiers identifiers, String term) {
    long with = 0;
    long named = 0;
    for (int item = 0; item < identifiers.size(); item++) {
      with += terms(identifiers, item).contains(term) ? 1 : 0;
      named += terms(identifiers, item).isEmpty() ? 0 : 1;
    }
    return Math.log((double) named / with);
  }

  private static Map<String, Double> bag(Identifiers identifiers, int item) {
    return terms(identifiers, item).stream()
        .collect(Collectors.toMap(term -> term, term -> idf(identifiers, term)));
  }

  private static double norm(Map<String, Double> bag) {
    return Math.sqrt(bag.values().stream().mapToDouble(weight -> weight * weight).sum());
  }
}

package dev.grlm.signal;

import dev.grlm.baseline.GraphSettings;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.NaiveFloor;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.identifier.Identifiers;
import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The signals written down from their definitions, with full tables and no thought of speed: the
/// reference for the fast ones. Texts are English, the field `material` counts. Items that were
/// added after counting have the features that counted ones have, with their weights.
final class NaiveSignals {
  private static final HistoryDecay SHORT = new HistoryDecay(10, .7);
  private static final HistoryDecay LONG = new HistoryDecay(20, .9);

  private final Dataset dataset;
  private final double[][] graph;
  private final double[][] blind;
  private final double[][] terms;
  private final double[][] words;
  private final double[][] titles;

  /// How many items, the first ones, features are counted in.
  private final int counted;

  NaiveSignals(Dataset dataset, Identifiers identifiers) {
    this(dataset, identifiers, dataset.catalog().size());
  }

  NaiveSignals(Dataset dataset, Identifiers identifiers, int counted) {
    this.dataset = dataset;
    this.counted = counted;
    this.graph = NaiveFloor.graph(dataset, new GraphSettings(20, .5, .5, .3));
    this.blind = NaiveFloor.graph(dataset, new GraphSettings(50, 1, .5, .5));
    this.terms =
        cosines(
            identifiers.all().stream()
                .map(identifier -> weights(1, identifier.symbols()))
                .toList());
    this.words = cosines(features(dataset.catalog()));
    this.titles =
        cosines(
            dataset.catalog().items().stream()
                .map(item -> weights(1, split(item.title())))
                .toList());
  }

  /// A score for every item. Of items that were added, what is counted of their look-alikes.
  double[] scores(String signal, int[] history) {
    double[] scores = own(signal, history);
    return List.of("words", "terms", "titles", "blend").contains(signal) ? scores : lent(scores);
  }

  private double[] lent(double[] scores) {
    for (int added = counted; added < scores.length; added++) {
      double[] cosines = words[added];
      List<Integer> alike =
          IntStream.range(0, counted)
              .boxed()
              .filter(item -> cosines[item] > 0)
              .sorted(Comparator.comparingDouble((Integer item) -> -cosines[item]))
              .limit(10)
              .toList();
      double sum = alike.stream().mapToDouble(item -> cosines[item]).sum();
      scores[added] =
          alike.stream()
              .mapToDouble(item -> cosines[item] * cosines[item] / sum * scores[item])
              .sum();
    }
    return scores;
  }

  private double[] own(String signal, int[] history) {
    return switch (signal) {
      case "bought-together" -> NaiveFloor.scores(graph, history, SHORT);
      case "two-steps" -> twoSteps(NaiveFloor.scores(graph, history, SHORT));
      case "next-pair" -> nextPair(history);
      case "order-blind" -> NaiveFloor.scores(blind, history, LONG);
      case "words" -> NaiveFloor.scores(words, history, LONG);
      case "terms" -> NaiveFloor.scores(terms, history, SHORT);
      case "titles" -> NaiveFloor.scores(titles, history, SHORT);
      case "popular" -> popular();
      case "blend" -> blend(history);
      default -> throw new IllegalArgumentException(signal);
    };
  }

  /// Every item is a stepping stone, as in all worlds of up to 200 items.
  private double[] twoSteps(double[] first) {
    double[] scores = new double[first.length];
    for (int from = 0; from < first.length; from++) {
      for (int to = 0; to < first.length; to++) {
        scores[to] += first[from] * graph[from][to];
      }
    }
    return scores;
  }

  private double[] nextPair(int[] history) {
    double[] scores = new double[dataset.catalog().size()];
    for (History user : dataset.histories()) {
      int[] items = Split.training(user);
      for (int place = 1; place < items.length && history.length > 0; place++) {
        scores[items[place]] += items[place - 1] == history[history.length - 1] ? 1 : 0;
      }
    }
    return scores;
  }

  private double[] popular() {
    double[] counts = new double[dataset.catalog().size()];
    for (History user : dataset.histories()) {
      Arrays.stream(Split.training(user)).forEach(item -> counts[item]++);
    }
    double most = Arrays.stream(counts).max().orElseThrow();
    return Arrays.stream(counts).map(count -> count == 0 ? 0 : Math.sqrt(count / most)).toArray();
  }

  private double[] blend(int[] history) {
    var weights = new HashMap<String, Double>();
    weights.put("bought-together", 1.);
    weights.put("titles", .1);
    weights.put("terms", .07);
    weights.put("words", .02);
    weights.put("two-steps", .05);
    double[] sum = new double[dataset.catalog().size()];
    weights.forEach((name, weight) -> {
      double[] part = scores(name, history);
      Arrays.setAll(sum, item -> sum[item] + weight * part[item]);
    });
    return sum;
  }

  private static List<String> split(String text) {
    return new TextWords(Languages.ENGLISH).of(text);
  }

  private static Map<String, Double> weights(double weight, List<String> features) {
    var weights = new HashMap<String, Double>();
    features.forEach(feature -> weights.put(feature, weight));
    return weights;
  }

  /// The features of every item with their own weights.
  private List<Map<String, Double>> features(Catalog catalog) {
    boolean brands =
        catalog.items().stream().limit(counted).anyMatch(item -> !item.brand().isBlank());
    return catalog.items().stream().map(item -> features(item, brands)).toList();
  }

  private static Map<String, Double> features(Item item, boolean brands) {
    var features = new HashMap<String, Double>();
    List<String> title = split(item.title());
    for (List<String> text :
        List.of(
            title.isEmpty() ? split(item.description()) : title,
            split(item.fields().getOrDefault("material", "")))) {
      for (int place = 0; place < text.size(); place++) {
        features.put("word " + text.get(place), 1.);
        if (place > 0) {
          features.put("pair " + text.get(place - 1) + " " + text.get(place), .5);
        }
      }
    }
    var path = new ArrayList<String>();
    for (String category : item.categories()) {
      path.add(category);
      if (!category.isBlank()) {
        features.put("path " + path, 1.);
      }
    }
    for (String category : item.moreCategories()) {
      if (!category.isBlank()) {
        features.put("category " + category, 1.);
      }
    }
    if (brands && !item.brand().isBlank()) {
      features.put("brand " + item.brand().toLowerCase(Locale.ROOT), 1.);
    }
    if (!brands && !title.isEmpty()) {
      features.put("first " + title.getFirst(), 1.);
    }
    return features;
  }

  /// items × items.
  private double[][] cosines(List<Map<String, Double>> features) {
    long described = features.stream().limit(counted).filter(map -> !map.isEmpty()).count();
    var bags = new ArrayList<Map<String, Double>>();
    for (Map<String, Double> item : features) {
      var bag = new HashMap<String, Double>();
      item.forEach((feature, weight) -> {
        long with =
            features.stream().limit(counted).filter(map -> map.containsKey(feature)).count();
        if (with > 0) {
          bag.put(feature, weight * Math.log((double) described / with));
        }
      });
      bags.add(bag);
    }
    double[][] cosines = new double[bags.size()][bags.size()];
    for (int i = 0; i < cosines.length; i++) {
      for (int j = 0; j < cosines.length; j++) {
        double norms = norm(bags.get(i)) * norm(bags.get(j));
        cosines[i][j] = norms == 0 ? 0 : product(bags.get(i), bags.get(j)) / norms;
      }
    }
    return cosines;
  }

  private static double product(Map<String, Double> left, Map<String, Double> right) {
    return left.entrySet().stream()
        .mapToDouble(feature -> feature.getValue() * right.getOrDefault(feature.getKey(), 0.))
        .sum();
  }

  private static double norm(Map<String, Double> bag) {
    return Math.sqrt(product(bag, bag));
  }

  /// Indices of the items that have a score.
  static int[] reached(double[] scores) {
    return IntStream.range(0, scores.length).filter(item -> scores[item] > 0).toArray();
  }
}

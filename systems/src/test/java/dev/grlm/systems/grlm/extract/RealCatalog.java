package dev.grlm.systems.grlm.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A published catalogue with text neighbors, for tests that look at real words.
record RealCatalog(Catalog catalog, Neighbors neighbors) {
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int STORED_NEIGHBORS = 20;

  static RealCatalog read(String name) throws IOException {
    Path file = SharedData.folder(name).resolve("items.jsonl");
    var items = new ArrayList<Item>();
    for (String line : Files.readAllLines(file)) {
      items.add(item(Json.parse(line)));
    }
    var catalog = new Catalog(items);
    return new RealCatalog(catalog, textNeighbors(catalog.texts(List.of()), STORED_NEIGHBORS));
  }

  private static Item item(JsonNode node) {
    return new Item(
        node.path("id").asText(),
        node.path("title").asText(),
        node.path("brand").asText(),
        list(node.path("categories")),
        list(node.path("more_categories")),
        node.path("description").asText(),
        "",
        Map.of());
  }

  private static List<String> list(JsonNode node) {
    var values = new ArrayList<String>();
    node.forEach(value -> values.add(value.asText()));
    return values;
  }

  /// Cosine of TF-IDF rows over an inverted index; ties by index.
  static Neighbors textNeighbors(List<String> texts, int count) {
    List<Map<String, Double>> rows = rows(texts);
    var postings = new HashMap<String, List<Integer>>();
    for (int item = 0; item < rows.size(); item++) {
      for (String word : rows.get(item).keySet()) {
        postings.computeIfAbsent(word, _ -> new ArrayList<>()).add(item);
      }
    }
    Map<String, Posting> weighted = new HashMap<>();
    postings.forEach((word, items) ->
        weighted.put(
            word,
            new Posting(
                items.stream().mapToInt(Integer::intValue).toArray(),
                items.stream()
                    .mapToDouble(item -> rows.get(item).getOrDefault(word, 0.0))
                    .toArray())));
    var items = new int[texts.size()][];
    var cosines = new float[texts.size()][];
    for (int item = 0; item < texts.size(); item++) {
      double[] cosine = cosines(rows.get(item), weighted, texts.size());
      cosine[item] = 0;
      items[item] = nearest(cosine, count);
      cosines[item] = new float[items[item].length];
      for (int rank = 0; rank < items[item].length; rank++) {
        cosines[item][rank] = (float) cosine[items[item][rank]];
      }
    }
    return new Neighbors(items, cosines);
  }

  /// Items with a word, ascending, and its weight in each.
  private record Posting(int[] items, double[] weights) {}

  /// L2-normalised TF-IDF weights by word, sorted so that sums are always made in one order.
  private static List<Map<String, Double>> rows(List<String> texts) {
    List<Map<String, Double>> rows = new ArrayList<>();
    var itemsByWord = new HashMap<String, Integer>();
    for (String text : texts) {
      var row = new TreeMap<String, Double>();
      NOT_A_WORD
          .splitAsStream(text.toLowerCase(Locale.ROOT))
          .filter(word -> !word.isEmpty())
          .forEach(word -> row.merge(word, 1.0, Double::sum));
      row.keySet().forEach(word -> itemsByWord.merge(word, 1, Integer::sum));
      rows.add(row);
    }
    for (Map<String, Double> row : rows) {
      row.replaceAll((word, count) ->
          count * Math.log((double) texts.size() / itemsByWord.getOrDefault(word, 1)));
      double norm = Math.sqrt(row.values().stream().mapToDouble(w -> w * w).sum());
      row.replaceAll((_, weight) -> norm == 0 ? 0 : weight / norm);
    }
    return rows;
  }

  private static double[] cosines(
      Map<String, Double> row, Map<String, Posting> postings, int items) {
    var cosines = new double[items];
    row.forEach((word, weight) -> {
      Posting posting = postings.get(word);
      if (posting != null) {
        for (int place = 0; place < posting.items().length; place++) {
          cosines[posting.items()[place]] += weight * posting.weights()[place];
        }
      }
    });
    return cosines;
  }

  private static int[] nearest(double[] cosines, int count) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(other -> -cosines[other])
            .thenComparingInt(other -> other);
    var kept = new PriorityQueue<Integer>(order.reversed());
    for (int other = 0; other < cosines.length; other++) {
      Integer worst = kept.size() < count ? null : kept.peek();
      if (cosines[other] > 0 && (worst == null || cosines[other] > cosines[worst])) {
        kept.add(other);
        if (kept.size() > count) {
          kept.remove();
        }
      }
    }
    return kept.stream().sorted(order).mapToInt(Integer::intValue).toArray();
  }
}

package dev.grlm.paper;

import dev.grlm.baseline.TermSimilarityRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.evaluate.Metric;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.paper.HeldOutItems.Purchase;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.run.Grlm;
import dev.grlm.run.ItemAddition;
import dev.grlm.run.RunConfig;
import dev.grlm.system.NewItemTerms;
import dev.grlm.system.RecommenderSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Items that nobody has bought yet: some, drawn by the seed, are taken out of the data with all
/// their purchases; a run is fitted to the rest, the items are added to it, nothing is trained
/// again; then every purchase of one is asked for, after what its buyer had bought before. Each
/// system of the run that takes new items is a row, and likeness by its identifiers is another.
///
/// @param told how many items; none for 100
record ColdStart(List<String> told) implements Experiment {
  private static final int K = 20;

  ColdStart {
    told = List.copyOf(told);
    if (told.size() > 1) {
      throw new IllegalArgumentException("one number of items is held out, not " + told);
    }
    var _ = items(told);
  }

  private static int items(List<String> told) {
    return Values.counts(told, List.of(100), "a number of items").getFirst();
  }

  @Override
  public String name() {
    return "cold-start";
  }

  @Override
  public String question() {
    return "Are items recommended that nobody has bought yet?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    return List.of(Variant.of("held-out-" + items(told)));
  }

  @Override
  public Path data(Variant variant, Path data, long seed, Path work) throws IOException {
    return HeldOutItems.write(data, work, items(told), seed).data();
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    var held = new HeldOutItems(fitted.work());
    Path run = fitted.run().folder().root();
    List<RecommenderSystem<?>> house = fitted.run().config().house();
    var _ = new ItemAddition(house, NewItemTerms.NOBODY, false).add(run, held.items());
    SequencedMap<String, SequencedMap<String, Double>> rows = new LinkedHashMap<>();
    for (String system : fitted.run().config().fitted()) {
      try (Grlm grown = Grlm.open(house, run, system)) {
        if (grown.grows()) {
          rows.putAll(found(grown, held.purchases(), row(fitted, system)));
        }
      }
    }
    for (String system : fitted.run().config().fitted()) {
      try (Grlm grown = Grlm.open(house, run, system)) {
        if (grown.grows()) { // the others have not the items
          rows.putAll(beside(grown, held.purchases()));
          break;
        }
      }
    }
    return new Measured(rows);
  }

  private static String row(Fitted fitted, String system) {
    return fitted.report().results().stream()
        .filter(result -> result.system().equals(system))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static int[] wanted(Grlm run, List<Purchase> purchases) {
    return purchases.stream().mapToInt(p -> run.catalog().indexOf(p.item())).toArray();
  }

  private static List<Query> queries(Grlm run, List<Purchase> purchases) {
    return purchases.stream()
        .map(purchase ->
            Query.of(
                purchase.history().stream().mapToInt(run.catalog()::indexOf).toArray(), K, false))
        .toList();
  }

  /// Who finds the item within the first twenty: the system, and its identifiers alone.
  private static SequencedMap<String, SequencedMap<String, Double>> found(
      Grlm run, List<Purchase> purchases, String row) {
    int[] wanted = wanted(run, purchases);
    List<Query> queries = queries(run, purchases);
    SequencedMap<String, SequencedMap<String, Double>> rows = new LinkedHashMap<>();
    rows.put(row, hits(run.recommend(queries), wanted));
    rows.put(
        run.books().isEmpty()
            ? "terms"
            : (run.readable() ? "words of " : "codes of ") + run.system(),
        hits(
            TermSimilarityRecommender.fit(run.catalog(), run.identifiers()).recommend(queries),
            wanted));
    return rows;
  }

  /// What needs no system.
  private static SequencedMap<String, SequencedMap<String, Double>> beside(
      Grlm run, List<Purchase> purchases) throws IOException {
    Catalog catalog = run.catalog();
    int[] wanted = wanted(run, purchases);
    List<Query> queries = queries(run, purchases);
    SequencedMap<String, SequencedMap<String, Double>> rows = new LinkedHashMap<>();
    TextLikeness likeness = TextLikeness.of(run);
    var found = new boolean[wanted.length];
    double chance = 0;
    for (int place = 0; place < wanted.length; place++) {
      Query query = queries.get(place);
      found[place] = likeness.ahead(query, wanted[place]) < K;
      chance += (double) K / (catalog.size() - query.excluded().cardinality());
    }
    rows.put("likeness of text", figures(found, wanted));
    SequencedMap<String, Double> expected = new LinkedHashMap<>();
    expected.put("purchases", (double) wanted.length);
    expected.put("hits", chance);
    rows.put("chance, expected", expected);
    return rows;
  }

  private static SequencedMap<String, Double> hits(List<List<Recommendation>> lists, int[] wanted) {
    var found = new boolean[wanted.length];
    for (int place = 0; place < wanted.length; place++) {
      int item = wanted[place];
      found[place] = lists.get(place).stream().anyMatch(listed -> listed.item() == item);
    }
    return figures(found, wanted);
  }

  private static SequencedMap<String, Double> figures(boolean[] found, int[] wanted) {
    var items = new TreeSet<Integer>();
    int hits = 0;
    for (int place = 0; place < wanted.length; place++) {
      if (found[place]) {
        hits++;
        items.add(wanted[place]);
      }
    }
    var figures = new LinkedHashMap<String, Double>();
    figures.put("purchases", (double) wanted.length);
    figures.put("hits", (double) hits);
    figures.put("hits.share", wanted.length == 0 ? 0 : (double) hits / wanted.length);
    figures.put("hits.items", (double) items.size());
    return figures;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.count("purchases", "purchases"),
        Column.count("hits", "hit"),
        Column.share("hits.share", "of all"),
        Column.count("hits.items", "items hit"),
        Column.of(Metric.NDCG_10));
  }
}

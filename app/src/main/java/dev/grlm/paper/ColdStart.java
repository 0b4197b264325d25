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
/// again; then every purchase of one is asked for, after what its buyer had bought before.
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
  public Path data(Path data, long seed, Path work) throws IOException {
    return HeldOutItems.write(data, work, items(told), seed).data();
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    var held = new HeldOutItems(fitted.work());
    Path run = fitted.run().folder().root();
    List<RecommenderSystem<?>> house = fitted.run().config().house();
    var _ = new ItemAddition(house, NewItemTerms.NOBODY, false).add(run, held.items());
    try (Grlm grown = Grlm.open(house, run)) {
      return measured(grown, held.purchases(), row(fitted));
    }
  }

  private static String row(Fitted fitted) {
    return fitted.report().results().stream()
        .filter(result -> !result.ofFloor())
        .findFirst()
        .orElseThrow()
        .name();
  }

  /// Who finds the item within the first twenty.
  private static Measured measured(Grlm run, List<Purchase> purchases, String row)
      throws IOException {
    Catalog catalog = run.catalog();
    int[] wanted = purchases.stream().mapToInt(p -> catalog.indexOf(p.item())).toArray();
    List<Query> queries =
        purchases.stream()
            .map(purchase ->
                Query.of(
                    purchase.history().stream().mapToInt(catalog::indexOf).toArray(), K, false))
            .toList();
    SequencedMap<String, SequencedMap<String, Double>> rows = new LinkedHashMap<>();
    rows.put(row, hits(run.recommend(queries), wanted));
    rows.put(
        "terms",
        hits(TermSimilarityRecommender.fit(catalog, run.identifiers()).recommend(queries), wanted));
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
    return new Measured(rows);
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

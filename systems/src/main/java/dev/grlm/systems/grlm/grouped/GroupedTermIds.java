package dev.grlm.systems.grlm.grouped;

import dev.grlm.cluster.KMeans;
import dev.grlm.cluster.Points;
import dev.grlm.cluster.Seeding;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.embed.Embeddings;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.neighbor.Neighbors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Names items that have no text by the groups that they fall into: their vectors are divided into
/// groups, these into smaller ones, and so on, one level per slot; the last slot is the item
/// itself. A group is called after its most popular member: `with-4711`, its parts `with-4711-2`
/// where that member is in, else `with-` another one `-2`, and so on. An item that nothing is known
/// of, whose vector is zero, is `unseen`.
///
/// What is known of the log comes in as one vector per item and one number: the tokenizer itself
/// sees no interactions, and whoever hands these over answers for their being made from training
/// positions only.
///
/// Immutable and thread-safe; equal input gives equal output.
public final class GroupedTermIds implements ItemTokenizer {
  /// How a run counts what is named so.
  public static final String NAMED =
      "items named by groups of what is bought together, because no item has text";

  private static final String UNSEEN = "unseen";

  private final Embeddings vectors;
  private final long[] popularity;
  private final int length;
  private final long seed;

  /// @param vectors one row per item, of length 1 or zero
  /// @param popularity how often each item stands in training positions
  /// @param length slots of an identifier
  /// @param seed of the divisions
  public GroupedTermIds(Embeddings vectors, long[] popularity, int length, long seed) {
    if (vectors.rows() != popularity.length) {
      throw new IllegalArgumentException(
          vectors.rows() + " vectors but " + popularity.length + " popularities");
    }
    this.vectors = vectors;
    this.popularity = popularity.clone();
    this.length = length;
    this.seed = seed;
  }

  /// What a run is to say of it, by reason in words.
  public SortedMap<String, Long> counts() {
    long known = IntStream.range(0, vectors.rows()).filter(this::isKnown).count();
    return new TreeMap<>(
        Map.of(NAMED, known, "items that no training history has", vectors.rows() - known));
  }

  /// @param neighbors not looked at
  /// @throws IllegalArgumentException when the catalogue has another number of items
  @Override
  public Identifiers tokenize(Catalog catalog, Neighbors neighbors) {
    if (catalog.size() != vectors.rows()) {
      throw new IllegalArgumentException(
          vectors.rows() + " vectors for a catalogue of " + catalog.size() + " items");
    }
    List<String> ids = catalog.items().stream().map(Item::id).toList();
    var terms = new String[catalog.size()][length];
    for (int item = 0; item < terms.length; item++) {
      terms[item][length - 1] = TermNormalForm.of("item-" + ids.get(item));
    }
    ItemOrder order = ItemOrder.of(ids, popularity);
    int[] known = IntStream.range(0, terms.length).filter(this::isKnown).toArray();
    IntStream.range(0, terms.length)
        .filter(item -> !isKnown(item))
        .forEach(item -> {
          for (int slot = 0; slot < length - 1; slot++) {
            terms[item][slot] = numbered(UNSEEN, slot);
          }
        });
    divide(List.of(known), 0, branches(known.length), ids, order, terms);
    return new Identifiers(
        Arrays.stream(terms).map(slots -> new Identifier(List.of(slots))).toList());
  }

  private boolean isKnown(int item) {
    int start = item * vectors.dimensions();
    return IntStream.range(start, start + vectors.dimensions())
        .anyMatch(place -> vectors.values()[place] != 0);
  }

  /// So many parts of each group that the last level's have about as many items.
  private int branches(int items) {
    return Math.max(2, (int) Math.ceil(Math.pow(items, 1.0 / length)));
  }

  private void divide(
      List<int[]> groups,
      int slot,
      int branches,
      List<String> ids,
      ItemOrder order,
      String[][] terms) {
    if (slot >= length - 1) {
      return;
    }
    var parts = new ArrayList<int[]>();
    for (int[] group : groups) {
      for (int[] part : parts(group, branches)) {
        int first =
            Arrays.stream(part).boxed().min(Comparator.comparingInt(order::rank)).orElseThrow();
        for (int item : part) {
          terms[item][slot] = numbered(TermNormalForm.of("with-" + ids.get(first)), slot);
        }
        parts.add(part);
      }
    }
    divide(parts, slot + 1, branches, ids, order, terms);
  }

  private static String numbered(String name, int slot) {
    return slot == 0 ? name : name + "-" + (slot + 1);
  }

  private List<int[]> parts(int[] group, int branches) {
    if (group.length == 0) {
      return List.of();
    }
    int width = vectors.dimensions();
    var points =
        new Points(
            group.length,
            width,
            (point, into, start) -> vectors.copyRow(group[point], into, start));
    int clusters = Math.min(branches, group.length);
    int[] clusterOf =
        new KMeans(clusters, Seeding.SPREAD, true, KMeans.SETTLED, seed)
            .cluster(points)
            .clusterOf();
    return IntStream.range(0, clusters)
        .mapToObj(cluster ->
            IntStream.range(0, group.length)
                .filter(place -> clusterOf[place] == cluster)
                .map(place -> group[place])
                .toArray())
        .filter(part -> part.length > 0)
        .toList();
  }
}

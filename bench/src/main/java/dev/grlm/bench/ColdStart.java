package dev.grlm.bench;

import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.TermSimilarityRecommender;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.TextEncoder;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.run.Grlm;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Items that nobody has bought yet: some are taken out of a data folder, a run is fitted without
/// them, they are added to it, and it is counted whether they are recommended to those who are
/// known to have bought them, after what each had bought before.
///
/// `hold-out DATA FOLDER ITEMS SEED` writes FOLDER/data, FOLDER/new.jsonl and FOLDER/buyers.tsv;
/// `judge FOLDER` reads FOLDER/run, to which FOLDER/new.jsonl was added.
public final class ColdStart {
  private static final int K = 20;

  private ColdStart() {}

  /// @param history what the user bought before, without held-out items
  private record Purchase(String item, List<String> history) {}

  /// Which of the purchases a list names.
  private record Hits(String row, BitSet purchases) {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "hold-out" ->
          holdOut(
              Path.of(arguments[1]),
              Path.of(arguments[2]),
              Integer.parseInt(arguments[3]),
              Long.parseLong(arguments[4]));
      case "judge" -> judge(Path.of(arguments[1]));
      default ->
          throw new IllegalArgumentException("hold-out DATA FOLDER ITEMS SEED, or judge FOLDER");
    }
  }

  private static void holdOut(Path data, Path folder, int items, long seed) throws IOException {
    Dataset dataset = DatasetReader.read(data);
    Catalog catalog = dataset.catalog();
    var order = new ArrayList<>(IntStream.range(0, catalog.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    Set<Integer> held = new HashSet<>(order.subList(0, items));
    Files.createDirectories(folder.resolve("data"));
    writeItems(folder.resolve("new.jsonl"), catalog, held, true);
    writeItems(folder.resolve("data/items.jsonl"), catalog, held, false);
    AtomicFile.writeText(
        folder.resolve("data/interactions.tsv"),
        writer -> {
          writer.write("user\titem\n");
          for (History history : dataset.histories()) {
            for (int item : history.items()) {
              if (!held.contains(item)) {
                writer.write(history.user() + "\t" + catalog.item(item).id() + "\n");
              }
            }
          }
        });
    AtomicFile.writeText(
        folder.resolve("buyers.tsv"),
        writer -> {
          writer.write("user\titem\thistory\n");
          for (History history : dataset.histories()) {
            var before = new ArrayList<String>();
            for (int item : history.items()) {
              String id = catalog.item(item).id();
              if (!held.contains(item)) {
                before.add(id);
              } else if (!before.isEmpty()) {
                writer.write(history.user() + "\t" + id + "\t" + String.join(" ", before) + "\n");
              }
            }
          }
        });
  }

  private static void writeItems(Path file, Catalog catalog, Set<Integer> held, boolean wanted)
      throws IOException {
    AtomicFile.writeText(
        file,
        writer -> {
          for (int item = 0; item < catalog.size(); item++) {
            if (held.contains(item) == wanted) {
              writer.write(Json.line(ItemJson.write(catalog.item(item))) + "\n");
            }
          }
        });
  }

  private static void judge(Path folder) throws IOException {
    List<Purchase> purchases = purchases(folder.resolve("buyers.tsv"));
    try (Grlm grlm = Grlm.open(Systems.ALL, folder.resolve("run"))) {
      Catalog catalog = grlm.catalog();
      int[] wanted = purchases.stream().mapToInt(p -> catalog.indexOf(p.item())).toArray();
      List<Query> queries = purchases.stream().map(p -> query(p, catalog)).toList();
      double chance =
          queries.stream()
              .mapToDouble(q -> (double) K / (catalog.size() - q.excluded().cardinality()))
              .sum();
      int alone = 0;
      for (int item = grlm.fitted(); item < catalog.size(); item++) {
        alone += grlm.identifiers().items(grlm.identifiers().of(item)).size() == 1 ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT,
          "%d items added to %d, %d with a Term ID of their own; %d purchases of %d of them%n",
          catalog.size() - grlm.fitted(),
          grlm.fitted(),
          alone,
          purchases.size(),
          Arrays.stream(wanted).distinct().count());
      System.out.printf(Locale.ROOT, "%-8s %7.1f purchases (expected)%n", "chance", chance);
      print(hits("grlm", grlm.recommend(queries), wanted), wanted);
      print(
          hits(
              "terms",
              TermSimilarityRecommender.fit(catalog, grlm.identifiers()).recommend(queries),
              wanted),
          wanted);
      print(textHits(grlm, queries, wanted), wanted);
    }
  }

  private static List<Purchase> purchases(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cells -> new Purchase(cells[1], List.of(cells[2].split(" "))))
        .toList();
  }

  private static Query query(Purchase purchase, Catalog catalog) {
    return Query.of(purchase.history().stream().mapToInt(catalog::indexOf).toArray(), K, false);
  }

  private static Hits hits(String row, List<List<Recommendation>> lists, int[] wanted) {
    var hits = new BitSet();
    for (int place = 0; place < wanted.length; place++) {
      int item = wanted[place];
      hits.set(place, lists.get(place).stream().anyMatch(listed -> listed.item() == item));
    }
    return new Hits(row, hits);
  }

  private static void print(Hits hits, int[] wanted) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %5d   purchases, %.4f of all, of %d items%n",
        hits.row(),
        hits.purchases().cardinality(),
        (double) hits.purchases().cardinality() / wanted.length,
        hits.purchases().stream().map(place -> wanted[place]).distinct().count());
  }

  /// Items by the cosine of their text with those of the history, which decay as in the row
  /// `terms`.
  private static Hits textHits(Grlm grlm, List<Query> queries, int[] wanted) throws IOException {
    Embeddings rows = rows(grlm);
    var hits = new BitSet();
    for (int place = 0; place < wanted.length; place++) {
      Query query = queries.get(place);
      var profile = new float[rows.dimensions()];
      double weight = 1;
      int[] history = query.history();
      int oldest = Math.max(0, history.length - HistoryDecay.LENGTH);
      for (int at = history.length - 1; at >= oldest; at--) {
        for (int d = 0; d < profile.length; d++) {
          profile[d] += (float) (weight * rows.values()[history[at] * profile.length + d]);
        }
        weight *= HistoryDecay.DECAY;
      }
      double own = dot(rows, wanted[place], profile);
      int better = 0;
      for (int item = 0; item < rows.rows(); item++) {
        if (item != wanted[place] && query.allows(item) && dot(rows, item, profile) >= own) {
          better++;
        }
      }
      hits.set(place, better < K);
    }
    return new Hits("text", hits);
  }

  private static double dot(Embeddings rows, int row, float[] profile) {
    double sum = 0;
    for (int d = 0; d < profile.length; d++) {
      sum += profile[d] * rows.values()[row * profile.length + d];
    }
    return sum;
  }

  /// Of all items, those that were added behind the others.
  private static Embeddings rows(Grlm grlm) throws IOException {
    Embeddings fitted = EmbeddingFiles.read(grlm.folder().embeddings(), grlm.fitted());
    List<Item> added = grlm.catalog().items().subList(grlm.fitted(), grlm.catalog().size());
    List<String> texts =
        added.stream().map(item -> item.text(grlm.config().shared().textFields())).toList();
    try (TextEncoder encoder =
        Encoders.load(grlm.folder().encoder(), grlm.config().shared().placement())) {
      float[] further = encoder.encode(texts).values();
      float[] all = Arrays.copyOf(fitted.values(), fitted.values().length + further.length);
      System.arraycopy(further, 0, all, fitted.values().length, further.length);
      return new Embeddings(grlm.catalog().size(), fitted.dimensions(), all);
    }
  }
}

package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A shop with a known answer: 40 things stand in five aisles, and every customer walks along them
/// and takes each next one, after the last the first. Titles say aisle and thing.
///
/// @param histories item numbers of user `u0`, `u1`, …
/// @param domains what items are of in turn, as they stand in the shop; empty where they are of
///   none
public record CyclicShop(List<int[]> histories, List<String> domains) {
  public static final int ITEMS = 40;
  private static final List<String> AISLES =
      List.of("garden", "kitchen", "bathroom", "office", "travel");
  private static final List<String> THINGS =
      List.of("brush", "lamp", "bowl", "towel", "hook", "mat", "shelf", "basket");
  private static final List<String> COLORS = List.of("red", "green", "blue");

  public CyclicShop {
    histories = List.copyOf(histories);
    domains = List.copyOf(domains);
  }

  CyclicShop(List<int[]> histories) {
    this(histories, List.of());
  }

  /// The same of things that are by turns of one domain and of the other, so that everybody has
  /// both.
  public CyclicShop ofTwoDomains() {
    return new CyclicShop(histories, List.of("things", "stuff"));
  }

  /// Customers of 5 to 10 items who start all over the shop.
  public static CyclicShop of(int users) {
    return new CyclicShop(
        IntStream.range(0, users)
            .mapToObj(user ->
                IntStream.range(0, 5 + user % 6).map(step -> (user * 7 + step) % ITEMS).toArray())
            .toList());
  }

  /// Every customer's items as `change` makes them.
  public CyclicShop changed(UnaryOperator<int[]> change) {
    return new CyclicShop(histories.stream().map(int[]::clone).map(change).toList(), domains);
  }

  /// Customers of more than `length` items.
  int longerThan(int length) {
    return (int) histories.stream().filter(items -> items.length > length).count();
  }

  public static String id(int item) {
    return "i" + item;
  }

  public static String title(int item) {
    return AISLES.get(item / THINGS.size()) + " " + THINGS.get(item % THINGS.size());
  }

  public static Item item(int item) {
    return Item.titled(id(item), title(item));
  }

  public static List<String> ids(int[] items) {
    return IntStream.of(items).mapToObj(CyclicShop::id).toList();
  }

  /// The shop as a native folder.
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var items = new ArrayList<String>();
    for (int item = 0; item < ITEMS; item++) {
      var line = Json.object().put("id", id(item)).put("title", title(item));
      line.put("color", COLORS.get(item % COLORS.size()));
      if (!domains.isEmpty()) {
        line.put("domain", domains.get(item % domains.size()));
      }
      items.add(Json.line(line));
    }
    Files.write(folder.resolve("items.jsonl"), items);
    var rows = new ArrayList<>(List.of("user\titem\tposition"));
    for (int user = 0; user < histories.size(); user++) {
      int[] history = histories.get(user);
      for (int position = 0; position < history.length; position++) {
        rows.add("u" + user + "\t" + id(history[position]) + "\t" + position);
      }
    }
    Files.write(folder.resolve("interactions.tsv"), rows);
    return folder;
  }

  /// The shop in the layout of the authors' code.
  Path writeGrlmLayout(Path folder) throws IOException {
    Files.createDirectories(folder);
    var items = Json.object();
    for (int item = 0; item < ITEMS; item++) {
      items.putObject(id(item)).put("title", title(item)).put("categories", "Shop");
    }
    Json.write(folder.resolve("shop.item.json"), items);
    var lines = new ArrayList<String>();
    for (int user = 0; user < histories.size(); user++) {
      lines.add("u" + user + " " + String.join(" ", ids(histories.get(user))));
    }
    Files.write(folder.resolve("sequential_data.txt"), lines);
    return folder;
  }

  /// Small enough for a fit in seconds.
  ///
  /// @param validateEvery epochs between validations
  public static RunConfig config(int epochs, int validateEvery) {
    try {
      return config(epochs, validateEvery, new String[0]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<String> training(String model, int epochs, int batch, int validateEvery) {
    String training = model + ".training.";
    return List.of(
        training + "epochs=" + epochs,
        training + "batch=" + batch,
        training + "learningRate=1e-2",
        training + "decay=0.01",
        training + "validateEvery=" + validateEvery,
        training + "patience=6");
  }

  /// [#config] with single values changed, as `--set` would.
  public static RunConfig config(int epochs, int validateEvery, String... settings)
      throws IOException {
    var all =
        new ArrayList<>(
            List.of(
                "embedding.dimensions=16",
                "embedding.minimumDocuments=2",
                "embedding.maximumVocabulary=1000",
                "embedding.powerIterations=2",
                "neighbors.k=5",
                "evaluation.validationUsers=60",
                "evaluation.resamples=50",
                "evaluation.tuneFloor=false",
                "evaluation.sampleUsers=2",
                "small.width=32",
                "small.layers=1",
                "small.heads=2",
                "small.hidden=64",
                "small.slotHidden=32",
                "small.maxSteps=8",
                "small.dropout=0.05",
                "small.inputDropout=0",
                "flat.hidden=32",
                "flat.layers=1",
                "flat.heads=2",
                "flat.keyValueHeads=1",
                "flat.headSize=16",
                "flat.intermediate=64",
                "flat.historyItems=6",
                "flat.dropout=0",
                "flat.minimumWordItems=2"));
    all.addAll(training("small", epochs, 128, validateEvery));
    all.addAll(training("flat", epochs, 512, validateEvery));
    all.addAll(List.of(settings));
    return ConfigFile.over(RunConfig.defaults(Systems.ALL), null, all);
  }
}

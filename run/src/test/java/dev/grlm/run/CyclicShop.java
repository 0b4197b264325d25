package dev.grlm.run;

import dev.grlm.data.Item;
import dev.grlm.embed.CheckpointEncoderConfig;
import dev.grlm.embed.LsaConfig;
import dev.grlm.io.Json;
import dev.grlm.neighbor.NeighborConfig;
import dev.grlm.systems.grlm.extract.TermConfig;
import java.io.IOException;
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
public record CyclicShop(List<int[]> histories) {
  public static final int ITEMS = 40;
  private static final List<String> AISLES =
      List.of("garden", "kitchen", "bathroom", "office", "travel");
  private static final List<String> THINGS =
      List.of("brush", "lamp", "bowl", "towel", "hook", "mat", "shelf", "basket");
  private static final List<String> COLORS = List.of("red", "green", "blue");

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
    return new CyclicShop(histories.stream().map(int[]::clone).map(change).toList());
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
      items.add(
          Json.line(
              Json.object()
                  .put("id", id(item))
                  .put("title", title(item))
                  .put("color", COLORS.get(item % COLORS.size()))));
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
  public static GrlmConfig config(int epochs, int validateEvery) {
    return new GrlmConfig(
        Preset.SMALL,
        42,
        2,
        List.of(),
        "auto",
        "auto",
        new LsaConfig(16, 2, 1_000, 2, 42),
        CheckpointEncoderConfig.NONE,
        NeighborConfig.DEFAULT.withK(5),
        TermConfig.DEFAULT,
        new SmallConfig(
            32,
            1,
            2,
            64,
            32,
            8,
            0.05,
            0,
            0,
            1,
            0.5,
            0,
            true,
            2,
            new TrainingConfig(epochs, 128, 1e-2, .05, .9, .98, .01, 1, 0, validateEvery, 6)),
        new FlatConfig(
            32,
            1,
            2,
            1,
            16,
            64,
            6,
            0,
            true,
            2,
            new TrainingConfig(epochs, 512, 1e-2, .05, .9, .98, .01, 1, 0, validateEvery, 6)),
        CheckpointConfig.RECOMMENDED,
        CheckpointConfig.PARITY,
        new DecodingConfig(20, 20, GroundingMode.ELASTIC),
        new EvaluationConfig("auto", 60, 50, false, 2));
  }

  /// [#config] with single values changed, as `--set` would.
  public static GrlmConfig config(int epochs, int validateEvery, String... settings)
      throws IOException {
    return ConfigFile.over(config(epochs, validateEvery), null, List.of(settings));
  }
}

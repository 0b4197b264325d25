package dev.grlm.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/// A home and hobby shop made up by the project itself: free of anybody's data, small enough for a
/// laptop, and with habits that a reader recognises in the recommendations.
///
/// What connects items is written in their text (series, taste, audience, what belongs to a
/// project); no identifier of any recommender takes part in making the shop.
public final class DemoShop {
  private DemoShop() {}

  /// The shop in memory. Deterministic: the same `config` gives the same shop on every machine.
  public static Dataset generate(DemoShopConfig config) {
    ShopWords words = ShopWords.load();
    var root = new Chance(config.seed());
    List<Product> products = new CatalogMaker(words, root.split()).products(config.items());
    var life = new ShoppingLife(words, products);
    var histories = new ArrayList<History>(config.users());
    for (int user = 1; user <= config.users(); user++) {
      histories.add(life.live(user, root.split()));
    }
    var counts = new TreeMap<String, Long>();
    counts.put("items never bought", neverBought(products.size(), histories));
    return new Dataset(
        new Catalog(products.stream().map(Product::item).toList()), histories, counts);
  }

  /// Writes a native folder: `items.jsonl` and `interactions.tsv`.
  ///
  /// @throws IOException naming the file that could not be written
  public static void write(Dataset shop, Path folder) throws IOException {
    AtomicFile.writeText(
        folder.resolve("items.jsonl"),
        writer -> {
          for (Item item : shop.catalog().items()) {
            writer.write(Json.line(json(item)));
            writer.write('\n');
          }
        });
    AtomicFile.writeText(
        folder.resolve("interactions.tsv"),
        writer -> {
          writer.write("user\titem\tposition\n");
          for (History history : shop.histories()) {
            write(history, shop.catalog(), writer);
          }
        });
  }

  private static void write(History history, Catalog catalog, BufferedWriter writer)
      throws IOException {
    for (int position = 0; position < history.length(); position++) {
      String id = catalog.item(history.item(position)).id();
      writer.write(history.user() + "\t" + id + "\t" + position + "\n");
    }
  }

  private static ObjectNode json(Item item) {
    ObjectNode json = Json.object();
    json.put("id", item.id());
    json.put("title", item.title());
    json.put("brand", item.brand());
    json.set("categories", Json.tree(item.categories()));
    if (!item.description().isEmpty()) {
      json.put("description", item.description());
    }
    return json;
  }

  static long neverBought(int items, List<History> histories) {
    var bought = new BitSet(items);
    histories.forEach(history -> Arrays.stream(history.items()).forEach(bought::set));
    return (long) items - bought.cardinality();
  }
}

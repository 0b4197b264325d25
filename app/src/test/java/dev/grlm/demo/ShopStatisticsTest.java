package dev.grlm.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShopStatisticsTest {
  /// Items 0 and 1 share a leaf, 2 shares only the second level with them, 3 nothing.
  @Test
  void smallShopByHand() {
    Dataset toy =
        dataset(
            List.of(
                item("a", "root", "one", "leaf"),
                item("b", "root", "one", "leaf"),
                item("c", "root", "one", "other"),
                item("d", "root", "two")),
            new int[] {0, 1, 2, 3},
            new int[] {3, 0, 1},
            new int[] {0, 1});
    ShopStatistics statistics = ShopStatistics.of(toy);
    assertThat(statistics.users()).isEqualTo(3);
    assertThat(statistics.interactions()).isEqualTo(9);
    assertThat(statistics.medianLength()).isEqualTo(3);
    assertThat(statistics.longest()).isEqualTo(4);
    // Six pairs: 0→1 three times, 1→2, 2→3, 3→0.
    assertThat(statistics.sameLeaf()).isEqualTo(3.0 / 6);
    assertThat(statistics.sameSecondLevel()).isEqualTo(4.0 / 6);
    // Sorted counts 1 2 3 3: (−3·1 − 1·2 + 1·3 + 3·3) / (4 · 9).
    assertThat(statistics.gini()).isCloseTo(7.0 / 36, within(1e-12));
    // Training is 0 1 | 3 | 0 1, so the only known step is 0→1: it serves the second user.
    assertThat(statistics.markovRecall()).isEqualTo(1.0 / 2);
    // Known items are 0, 1 and 3; first user's target is 3, second user's is 1.
    assertThat(statistics.popularityRecall()).isEqualTo(1.0);
  }

  @Test
  void demoShopIsOfBeautysOrder() {
    ShopStatistics shop = ShopStatistics.of(DemoShop.generate(DemoShopConfig.defaults()));
    System.out.println("demo " + shop);
    assertThat(shop.meanLength()).isBetween(8.2, 9.2);
    assertThat(shop.medianLength()).isEqualTo(6);
    assertThat(shop.gini()).isBetween(0.42, 0.55);
    assertThat(shop.sameLeaf()).isBetween(0.08, 0.15);
    assertThat(shop.sameSecondLevel()).isBetween(0.40, 0.52);
    assertThat(shop.markovRecall()).isBetween(0.05, 0.10);
    assertThat(shop.popularityRecall()).isBetween(0.01, 0.6 * shop.markovRecall());
  }

  @RealData
  @Test
  void beautyHasItsKnownFigures() throws IOException {
    ShopStatistics beauty = ShopStatistics.of(beauty(SharedData.folder("beauty")));
    System.out.println("beauty " + beauty);
    assertThat(beauty.users()).isEqualTo(22_363);
    assertThat(beauty.items()).isEqualTo(12_101);
    assertThat(beauty.interactions()).isEqualTo(194_687);
    assertThat(beauty.markovRecall()).isCloseTo(0.0643, within(5e-5));
    assertThat(beauty.popularityRecall()).isCloseTo(0.0115, within(5e-5));
  }

  private static Dataset beauty(Path folder) throws IOException {
    var items = new ArrayList<Item>();
    for (String line : Files.readAllLines(folder.resolve("items.jsonl"))) {
      JsonNode json = Json.parse(line);
      var categories = new ArrayList<String>();
      json.path("categories").forEach(category -> categories.add(category.asText()));
      items.add(item(json.path("id").asText(), categories.toArray(String[]::new)));
    }
    var catalog = new Catalog(items);
    var histories = new ArrayList<History>();
    for (String line : Files.readAllLines(folder.resolve("sequential_data.txt"))) {
      List<String> words = List.of(line.split(" ", -1));
      int[] history = words.stream().skip(1).mapToInt(catalog::indexOf).toArray();
      histories.add(new History(words.getFirst(), history));
    }
    return new Dataset(catalog, histories, Collections.emptySortedMap());
  }

  private static Item item(String id, String... categories) {
    return new Item(id, id, "", List.of(categories), List.of(), "", "", Map.of());
  }

  private static Dataset dataset(List<Item> items, int[]... histories) {
    var users = new ArrayList<History>();
    for (int[] history : histories) {
      users.add(new History("u" + users.size(), history));
    }
    return new Dataset(new Catalog(items), users, new TreeMap<>());
  }
}

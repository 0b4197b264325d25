package dev.grlm.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopTest {
  private static final Dataset SHOP = DemoShop.generate(DemoShopConfig.defaults());

  @TempDir private Path folder;

  @Test
  void sameSeedWritesSameBytes() throws IOException {
    DemoShop.write(SHOP, folder.resolve("once"));
    DemoShop.write(DemoShop.generate(DemoShopConfig.defaults()), folder.resolve("twice"));
    for (String file : List.of("items.jsonl", "interactions.tsv")) {
      Path once = folder.resolve("once").resolve(file);
      assertThat(Files.mismatch(once, folder.resolve("twice").resolve(file)))
          .as(file)
          .isEqualTo(-1);
    }
  }

  @Test
  void anotherSeedGivesAnotherShop() {
    var small = new DemoShopConfig(600, 50, 1);
    Dataset one = DemoShop.generate(small);
    Dataset two = DemoShop.generate(new DemoShopConfig(600, 50, 2));
    assertThat(one.histories()).isEqualTo(DemoShop.generate(small).histories());
    assertThat(one.histories()).isNotEqualTo(two.histories());
    assertThat(one.catalog().items()).isNotEqualTo(two.catalog().items());
  }

  @Test
  void hasTheSizeThatWasAskedFor() {
    assertThat(SHOP.catalog().size()).isEqualTo(3_000);
    assertThat(SHOP.histories()).hasSize(6_000);
    Dataset other = DemoShop.generate(new DemoShopConfig(701, 33, 5));
    assertThat(other.catalog().size()).isEqualTo(701);
    assertThat(other.histories()).hasSize(33);
  }

  @Test
  void nobodyBuysFewerThanFiveOrTheSameTwice() {
    for (History history : SHOP.histories()) {
      assertThat(history.length()).as(history.user()).isBetween(5, 50);
      assertThat(Arrays.stream(history.items()).distinct().count())
          .as(history.user())
          .isEqualTo(history.length());
    }
  }

  @Test
  void everyItemHasReadableText() {
    for (Item item : SHOP.catalog().items()) {
      assertThat(item.title()).startsWith(item.brand()).doesNotContain("{").doesNotContain("  ");
      assertThat(item.brand()).isNotBlank();
      assertThat(item.categories()).hasSizeBetween(2, 3).doesNotContain("");
      assertThat(item.description()).doesNotContain("{").doesNotContain("  ");
    }
    long described =
        SHOP.catalog().items().stream().filter(item -> !item.description().isEmpty()).count();
    assertThat(described).as("items with a description").isBetween(2_850L, 2_999L);
  }

  @Test
  void hasAFewIdenticalTitlesAndSomeColdItems() {
    var titles = new HashSet<String>();
    SHOP.catalog().items().forEach(item -> titles.add(item.title()));
    assertThat(titles).as("distinct titles").hasSizeBetween(2_850, 2_990);
    var events = new int[SHOP.catalog().size()];
    SHOP.histories().forEach(history -> Arrays.stream(history.items()).forEach(i -> events[i]++));
    assertThat(Arrays.stream(events).filter(count -> count <= 4).count())
        .as("items with four events or fewer")
        .isBetween(100L, 750L);
    assertThat(SHOP.counts())
        .containsEntry("items never bought", Arrays.stream(events).filter(n -> n == 0).count());
  }

  @Test
  void filesSayWhatTheDatasetSays() throws IOException {
    Dataset shop = DemoShop.generate(new DemoShopConfig(600, 20, 3));
    DemoShop.write(shop, folder);
    List<String> items = Files.readAllLines(folder.resolve("items.jsonl"));
    assertThat(items).hasSize(600);
    Item first = shop.catalog().item(0);
    assertThat(Json.parse(items.getFirst()).path("title").asText()).isEqualTo(first.title());
    assertThat(Json.parse(items.getFirst()).path("categories")).hasSize(first.categories().size());
    List<String> rows = Files.readAllLines(folder.resolve("interactions.tsv"));
    assertThat(rows).hasSize(1 + (int) shop.interactions());
    History history = shop.histories().getFirst();
    assertThat(rows.get(1))
        .isEqualTo("u0001\t" + shop.catalog().item(history.item(0)).id() + "\t0");
  }

  @Test
  void areasAreRich() {
    assertThat(ShopWords.load().areas())
        .hasSizeGreaterThanOrEqualTo(14)
        .allSatisfy(area -> assertThat(area.types()).hasSizeGreaterThanOrEqualTo(8))
        .allSatisfy(area -> assertThat(ShopWords.load().keys()).containsAll(area.goesWith()));
  }

  /// The recommender must not find in the data what its own identifiers were made from.
  @Test
  void knowsNothingOfIdentifiersOrModels() {
    var classes = new ClassFileImporter().importPackages("dev.grlm.demo");
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.grlm.demo")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.grlm.identifier..", "dev.grlm.task..", "dev.grlm.ground..", "dev.grlm.lm..")
        .check(classes);
  }

  @Test
  void tooSmallAShopIsRefused() {
    assertThatThrownBy(() -> new DemoShopConfig(5, 10, 1)).hasMessageContaining("600 items, asked");
    assertThatThrownBy(() -> new DemoShopConfig(600, 0, 1)).hasMessageContaining("asked for 0");
  }
}

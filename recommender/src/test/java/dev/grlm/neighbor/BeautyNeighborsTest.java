package dev.grlm.neighbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.LsaConfig;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.io.Json;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The two stages on a real catalogue: that they end in reasonable time and that neighbors are of
/// the same kind of product. Skipped where the data is absent.
@RealData
class BeautyNeighborsTest {
  private static final Duration BOUND = Duration.ofSeconds(60);

  /// Title and category path of one item.
  private record Product(String title, List<String> categories) {
    String text() {
      return title + " . " + String.join(" . ", categories);
    }
  }

  private static List<Product> products() throws IOException {
    Path file = SharedData.folder("beauty").resolve("items.jsonl");
    var products = new ArrayList<Product>();
    for (String line : Files.readAllLines(file)) {
      JsonNode item = Json.parse(line);
      var categories = new ArrayList<String>();
      item.path("categories").forEach(category -> categories.add(category.textValue()));
      products.add(new Product(item.path("title").asText(""), categories));
    }
    return products;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void beautyIsEmbeddedAndItsNeighborsAreFoundInTime() throws IOException {
    List<Product> products = products();
    List<String> texts = products.stream().map(Product::text).toList();

    long start = System.nanoTime();
    LsaEncoder encoder = LsaEncoder.fit(texts, LsaConfig.DEFAULT);
    Duration fit = since(start);
    start = System.nanoTime();
    Embeddings embeddings = encoder.encode(texts);
    Duration encode = since(start);
    start = System.nanoTime();
    Neighbors neighbors = ExactNeighbors.find(embeddings, NeighborConfig.DEFAULT_K);
    Duration search = since(start);
    double sameKind = shareOfSameLeafCategory(products, neighbors);
    System.out.printf(
        "Beauty: %d texts, %d words, %d dimensions, fit %s, encode %s, neighbors %s, same leaf"
            + " category at rank 1: %.3f%n",
        texts.size(),
        encoder.vocabularySize(),
        encoder.dimensions(),
        fit,
        encode,
        search,
        sameKind);

    assertThat(fit.plus(encode).plus(search)).isLessThan(BOUND);
    assertThat(encoder.dimensions()).isEqualTo(LsaConfig.DEFAULT_DIMENSIONS);
    assertThat(sameKind).isGreaterThan(0.8);
  }

  private static double shareOfSameLeafCategory(List<Product> products, Neighbors neighbors) {
    int same = 0;
    for (int item = 0; item < products.size(); item++) {
      List<String> own = products.get(item).categories();
      List<String> nearest = products.get(neighbors.items()[item][0]).categories();
      if (own.getLast().equals(nearest.getLast())) {
        same++;
      }
    }
    return (double) same / products.size();
  }
}

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The two stages on a real catalogue: neighbors are of the same kind of product.
@RealData
class BeautyNeighborsTest {
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

  @Test
  void neighborsInBeautyAreOfTheSameKind() throws IOException {
    List<Product> products = products();
    List<String> texts = products.stream().map(Product::text).toList();
    LsaEncoder encoder = LsaEncoder.fit(texts, LsaConfig.DEFAULT);
    Embeddings embeddings = encoder.encode(texts);
    Neighbors neighbors = ExactNeighbors.find(embeddings, NeighborConfig.DEFAULT_K);
    double sameKind = shareOfSameLeafCategory(products, neighbors);
    System.out.printf(
        "Beauty: %d texts, %d words, %d dimensions, same leaf category at rank 1: %.3f%n",
        texts.size(), encoder.vocabularySize(), encoder.dimensions(), sameKind);

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

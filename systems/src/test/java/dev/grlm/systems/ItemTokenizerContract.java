package dev.grlm.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.neighbor.Neighbors;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every way of naming items keeps to.
public abstract class ItemTokenizerContract {
  /// A tokenizer that is ready for catalogues of up to ten items with the ids 0 … 9.
  protected abstract ItemTokenizer tokenizer();

  @Test
  void namesEveryItemWithTheSameNumberOfDistinctSymbols() {
    Catalog catalog = catalog(10);
    Identifiers identifiers = tokenizer().tokenize(catalog, ring(10));
    assertThat(identifiers.size()).isEqualTo(10);
    assertThat(identifiers.all())
        .allMatch(identifier -> identifier.wellFormed(identifiers.length()));
  }

  @Test
  void givesTheSameIdentifiersAgain() {
    Catalog catalog = catalog(10);
    assertThat(tokenizer().tokenize(catalog, ring(10)).all())
        .isEqualTo(tokenizer().tokenize(catalog, ring(10)).all());
  }

  @Test
  void worksWithoutNeighborsAndForASingleItem() {
    assertThat(tokenizer().tokenize(catalog(10), Neighbors.none(10)).size()).isEqualTo(10);
    assertThat(tokenizer().tokenize(catalog(1), Neighbors.none(1)).size()).isEqualTo(1);
  }

  private static Catalog catalog(int size) {
    List<String> titles =
        List.of("red wool scarf", "blue wool scarf", "steel tea pot", "", "scarf");
    return new Catalog(
        IntStream.range(0, size)
            .mapToObj(id -> Item.titled("" + id, titles.get(id % titles.size())))
            .toList());
  }

  private static Neighbors ring(int size) {
    var items = new int[size][2];
    for (int item = 0; item < size; item++) {
      items[item][0] = (item + 1) % size;
      items[item][1] = (item + size - 1) % size;
    }
    return new Neighbors(items, new float[size][2]);
  }
}

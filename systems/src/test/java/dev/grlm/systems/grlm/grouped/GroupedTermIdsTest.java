package dev.grlm.systems.grlm.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.embed.CoPurchases;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.LsaConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.ItemTokenizer;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.ItemTokenizerContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Three crowds that never meet: items 0 … 7, 8 … 15 and 16 … 23; 24 and 25 nobody takes.
class GroupedTermIdsTest extends ItemTokenizerContract {
  private static final int CROWD = 8;
  private static final int ITEMS = 26;
  private static final Catalog CATALOG =
      new Catalog(IntStream.range(0, ITEMS).mapToObj(item -> Item.titled("p" + item, "")).toList());

  private static List<int[]> histories() {
    var random = new Random(3);
    var histories = new ArrayList<int[]>();
    for (int user = 0; user < 90; user++) {
      int first = user % 3 * CROWD;
      histories.add(random.ints(6, first, first + CROWD).toArray());
      histories.add(new int[] {first + 2, first + 2}); // the third of every crowd leads it
      histories.add(new int[] {first + 2});
    }
    return histories;
  }

  private static long[] popularity() {
    var counts = new long[ITEMS];
    histories().forEach(history -> IntStream.of(history).forEach(item -> counts[item]++));
    return counts;
  }

  private static Embeddings vectors() {
    return CoPurchases.of(ITEMS, histories()).embeddings(new LsaConfig(8, 2, 100, 4, 1));
  }

  private static Identifiers named(int length) {
    return new GroupedTermIds(vectors(), popularity(), length, 42)
        .tokenize(CATALOG, Neighbors.none(ITEMS));
  }

  @Override
  protected ItemTokenizer tokenizer() {
    // As many vectors as the catalogue at hand has items.
    return (catalog, neighbors) ->
        new GroupedTermIds(
                new Embeddings(catalog.size(), 2, circle(catalog.size())),
                new long[catalog.size()],
                5,
                1)
            .tokenize(catalog, neighbors);
  }

  private static float[] circle(int points) {
    var values = new float[2 * points];
    for (int point = 0; point < points; point++) {
      values[2 * point] = (float) Math.cos(point);
      values[2 * point + 1] = (float) Math.sin(point);
    }
    return values;
  }

  @Test
  void whatIsBoughtTogetherSharesAGroupThatItsMostPopularMemberNames() {
    Identifiers identifiers = named(3);
    for (int item = 0; item < 3 * CROWD; item++) {
      int crowd = item / CROWD;
      String first = identifiers.of(item).symbol(0);
      assertThat(first).isEqualTo("with-p" + (crowd * CROWD + 2));
      assertThat(identifiers.of(item).symbol(2)).isEqualTo("item-p" + item);
    }
  }

  @Test
  void everyPartLiesInsideOneGroup() {
    Identifiers identifiers = named(5);
    for (int slot = 1; slot < 4; slot++) {
      var groupOfPart = new HashMap<String, String>();
      for (Identifier identifier : identifiers.all()) {
        String group = identifier.symbol(slot - 1);
        assertThat(groupOfPart.getOrDefault(identifier.symbol(slot), group)).isEqualTo(group);
        groupOfPart.put(identifier.symbol(slot), group);
      }
      assertThat(groupOfPart.size())
          .isGreaterThanOrEqualTo(new HashSet<>(groupOfPart.values()).size());
    }
  }

  @Test
  void whatNobodyTookIsSaidToBeUnseen() {
    assertThat(named(4).of(24))
        .isEqualTo(Identifier.of("unseen", "unseen-2", "unseen-3", "item-p24"));
    assertThat(new GroupedTermIds(vectors(), popularity(), 4, 42).counts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "items named by groups of what is bought together, because no item has text", 24L,
                "items that no training history has", 2L));
  }

  @Test
  void oneSlotIsTheItemAlone() {
    assertThat(named(1).of(3)).isEqualTo(Identifier.of("item-p3"));
  }

  @Test
  void refusesTablesOfOtherItems() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupedTermIds(vectors(), new long[3], 5, 42))
        .withMessage("26 vectors but 3 popularities");
    var few = new Catalog(List.of(Item.titled("x", "")));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new GroupedTermIds(vectors(), popularity(), 5, 42).tokenize(few, Neighbors.none(1)))
        .withMessage("26 vectors for a catalogue of 1 items");
  }
}

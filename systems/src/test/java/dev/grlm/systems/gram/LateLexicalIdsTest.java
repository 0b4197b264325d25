package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.coded.WordNaming;
import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Growing.Named;
import dev.grlm.system.Growing.NewItem;
import dev.grlm.words.Languages;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateLexicalIdsTest {
  private static final LexicalIdConfig CONFIG =
      LexicalIdConfig.DEFAULT.withDepth(2).withMinimumItems(1);
  private static final Catalog CATALOG =
      new Catalog(
          List.of("red mug", "blue mug", "oak table", "red mug again").stream()
              .map(title -> Item.titled(title, title))
              .toList());
  private static final Identifiers FITTED =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("mug", "red"),
              Identifier.of("mug", "blue"),
              Identifier.of("table", "oak"),
              Identifier.of("mug", "red", "2")));
  private static final SlotCodec CODEC =
      new SlotCodec(FITTED, new WordTable(List.of(), List.of(), 1), 5);

  private static Named named(String title, int near, Identifier... taken) {
    Set<Identifier> all = Set.of(taken);
    try (var late =
        new LateLexicalIds(
            () -> new WordWeights(CATALOG, CONFIG, List.of(), Languages.ENGLISH), FITTED)) {
      return late.name(
          new NewItem(
              Item.titled("new", title),
              new float[0],
              near < 0 ? new int[0] : new int[] {near},
              near < 0 ? new float[0] : new float[] {1},
              List.of(),
              identifier -> all.contains(identifier) || FITTED.all().contains(identifier)),
          new WordNaming.Known(
              CODEC.symbolTables().stream().<Set<String>>map(Set::copyOf).toList(), CODEC::spells));
    }
  }

  @Test
  void aNewItemStandsWhereItsNearestDoes() {
    assertThat(named("oak mug", 0)).isEqualTo(new Named(Identifier.of("mug", "oak"), ""));
    assertThat(named("red oak", 2)).isEqualTo(new Named(Identifier.of("table", "red"), ""));
  }

  @Test
  void whereTheWordsAreTakenItGetsANumberOrStandsElsewhere() {
    assertThat(named("blue mug", 1).identifier()).isEqualTo(Identifier.of("mug", "blue", "2"));
    assertThat(named("blue table", 1, Identifier.of("mug", "blue", "2")).identifier())
        .isEqualTo(Identifier.of("table", "blue"));
  }

  @Test
  void whereNothingIsFreeItIsCalledAsItsNearest() {
    assertThat(named("unheard", 2, Identifier.of("table", "oak", "2")))
        .isEqualTo(new Named(Identifier.of("table", "oak"), WordNaming.SHARED));
    assertThat(named("unheard", -1, Identifier.of("mug", "red", "3")).note())
        .isEqualTo(WordNaming.SHARED);
  }
}

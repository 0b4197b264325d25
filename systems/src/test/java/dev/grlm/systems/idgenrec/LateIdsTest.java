package dev.grlm.systems.idgenrec;

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

class LateIdsTest {
  private static final TextualIdConfig CONFIG =
      TextualIdConfig.KEYWORDS.withWords(2).withMost(3).withMinimumItems(1);
  private static final Catalog CATALOG =
      new Catalog(
          List.of("red mug", "oak table", "red table", "mug red tea").stream()
              .map(title -> Item.titled(title, title))
              .toList());
  private static final Identifiers FITTED =
      Identifiers.ofAnyLength(
          List.of(
              Identifier.of("mug", "red"),
              Identifier.of("oak", "table"),
              Identifier.of("red", "table"),
              Identifier.of("mug", "red", "tea")));
  private static final SlotCodec CODEC =
      new SlotCodec(FITTED, new WordTable(List.of(), List.of(), 1), 5);

  private static Named named(String title, Identifier... taken) {
    Set<Identifier> all = Set.of(taken);
    try (var late =
        new LateIds(
            () -> new ItemWords(CATALOG, CONFIG, List.of(), Languages.ENGLISH), FITTED, CONFIG)) {
      return late.name(
          new NewItem(
              Item.titled("new", title),
              new float[0],
              new int[] {2},
              new float[] {1},
              List.of(),
              identifier -> all.contains(identifier) || FITTED.all().contains(identifier)),
          new WordNaming.Known(CODEC.symbolTables(), CODEC::spells));
    }
  }

  @Test
  void aNewItemIsNamedByTheWordsThatTheSlotsKnow() {
    assertThat(named("mug table")).isEqualTo(new Named(Identifier.of("mug", "table"), ""));
    assertThat(named("table mug unheard").identifier())
        .as("a word that no slot knows is passed over")
        .isEqualTo(Identifier.of("mug", "table"));
  }

  @Test
  void itIsTheOnlyOneWhileAnythingIsFree() {
    Named first = named("mug table tea");
    assertThat(FITTED.all()).doesNotContain(first.identifier());
    assertThat(CODEC.spells(first.identifier())).isTrue();
    Named second = named("mug table tea", first.identifier());
    assertThat(second.identifier()).isNotEqualTo(first.identifier());
    assertThat(CODEC.spells(second.identifier())).isTrue();
  }

  @Test
  void whatHasNoKnownWordIsNamedAfterALikeItemOrAsIt() {
    Named unheard = named("tea");
    assertThat(unheard).isEqualTo(new Named(Identifier.of("red", "table", "tea"), LateIds.BESIDE));
    assertThat(named("unheard"))
        .isEqualTo(new Named(Identifier.of("red", "table"), LateIds.SHARED));
  }
}

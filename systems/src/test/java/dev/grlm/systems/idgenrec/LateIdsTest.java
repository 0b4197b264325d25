package dev.grlm.systems.idgenrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
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
    try (LateIds late = late(CONFIG, FITTED)) {
      return late.name(
          item(title, identifier -> all.contains(identifier) || FITTED.all().contains(identifier)),
          known(CODEC));
    }
  }

  private static LateIds late(TextualIdConfig config, Identifiers fitted) {
    return new LateIds(
        () -> new ItemWords(CATALOG, config, List.of(), Languages.ENGLISH), fitted, config);
  }

  private static NewItem item(String title, Predicate<Identifier> taken) {
    return new NewItem(
        Item.titled("new", title), new float[0], new int[] {2}, new float[] {1}, List.of(), taken);
  }

  private static WordNaming.Known known(SlotCodec codec) {
    return new WordNaming.Known(
        codec.symbolTables().stream().<Set<String>>map(Set::copyOf).toList(), codec::spells);
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

  /// Keywords are two here; of a title all words come before the number.
  @Test
  void anotherItemOfATitleHasTheWholeTitleAndANumber() {
    Identifiers titles =
        Identifiers.ofAnyLength(
            List.of(
                Identifier.of("red", "mug", "for", "tea"),
                Identifier.of("red", "mug", "for", "tea", "2"),
                Identifier.of("oak", "table", "for", "tea", "3")));
    var codec = new SlotCodec(titles, new WordTable(List.of(), List.of(), 1), 5);
    try (LateIds late = late(TextualIdConfig.TITLE.withWords(2), titles)) {
      assertThat(late.name(item("red mug for tea", titles.all()::contains), known(codec)))
          .isEqualTo(new Named(Identifier.of("red", "mug", "for", "tea", "3")));
    }
  }

  @Test
  void closedItNamesNothingAndOpensNothing() {
    var made = new AtomicInteger();
    var late =
        new LateIds(
            () -> {
              made.incrementAndGet();
              return new ItemWords(CATALOG, CONFIG, List.of(), Languages.ENGLISH);
            },
            FITTED,
            CONFIG);
    late.close();
    NewItem item = item("red mug", FITTED.all()::contains);
    assertThatIllegalStateException()
        .isThrownBy(() -> late.name(item, known(CODEC)))
        .withMessage("the system is closed");
    assertThat(made).hasValue(0);
  }

  @Test
  void whatHasNoKnownWordIsNamedAfterALikeItemOrAsIt() {
    Named unheard = named("tea");
    assertThat(unheard).isEqualTo(new Named(Identifier.of("red", "table", "tea"), LateIds.BESIDE));
    assertThat(named("unheard"))
        .isEqualTo(new Named(Identifier.of("red", "table"), WordNaming.SHARED));
  }
}

package dev.grlm.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ToyWorlds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [IdentifierCodec] promises.
abstract class IdentifierCodecContract<C> {
  /// Items of a history that the codec under test reads.
  static final int READ = 4;

  private static final int ITEMS = 30;
  private static final Identifiers IDENTIFIERS = ToyWorlds.randomTerms(5, ITEMS, 9);

  /// A codec for items titled as in [ToyWorlds#catalog] that reads [#READ] items.
  abstract IdentifierCodec<C> codec(Identifiers identifiers, WordTable words);

  private IdentifierCodec<C> codec() {
    return codec(IDENTIFIERS, WordTable.of(ToyWorlds.catalog(ITEMS), List.of(), 1, 8));
  }

  @Test
  void symbolsSpellEveryIdentifierOfTheCatalogue() {
    IdentifierCodec<C> codec = codec();
    for (Identifier identifier : IDENTIFIERS.all()) {
      int[] symbols = codec.symbols(identifier);
      if (codec.stops().length == 0) {
        assertThat(symbols).hasSize(codec.length());
      } else {
        assertThat(symbols).hasSizeLessThanOrEqualTo(codec.length());
        assertThat(
                IntStream.of(symbols)
                    .boxed()
                    .filter(IntStream.of(codec.stops()).boxed().toList()::contains))
            .containsExactly(symbols[symbols.length - 1]);
      }
      assertThat(codec.identifier(symbols)).isEqualTo(identifier);
    }
  }

  @Test
  void theCatalogueIsSpelledAndRead() {
    IdentifierCodec<C> codec = codec();
    assertThat(IDENTIFIERS.all()).allMatch(codec::spells);
    int[] history = {3, 1, 3, 2};
    assertThat(codec.readable(history)).containsExactly(history);
  }

  @Test
  void differentIdentifiersHaveDifferentSymbols() {
    IdentifierCodec<C> codec = codec();
    long different =
        IDENTIFIERS.groups().keySet().stream()
            .map(identifier -> Arrays.toString(codec.symbols(identifier)))
            .distinct()
            .count();
    assertThat(different).isEqualTo(IDENTIFIERS.groups().size());
  }

  @Test
  void ofALongHistoryTheNewestItemsAreRead() {
    IdentifierCodec<C> codec = codec();
    int[] history = IntStream.range(0, 3 * READ).toArray();
    int[] newest = Arrays.copyOfRange(history, 2 * READ, 3 * READ);
    int[] fewer = Arrays.copyOfRange(newest, 1, READ);
    assertThat(shown(codec.context(history)))
        .isEqualTo(shown(codec.context(newest)))
        .isNotEqualTo(shown(codec.context(fewer)));
  }

  @Test
  void theOrderOfAHistoryIsSeen() {
    IdentifierCodec<C> codec = codec();
    assertThat(shown(codec.context(new int[] {1, 2})))
        .isNotEqualTo(shown(codec.context(new int[] {2, 1})));
  }

  @Test
  void theCallersHistoryStaysAsItIs() {
    int[] history = {3, 1, 2, 9, 8, 7};
    assertThat(shown(codec().context(history))).isNotEmpty();
    assertThat(history).containsExactly(3, 1, 2, 9, 8, 7);
  }

  @Test
  void namingShowsTheItemsWords() {
    IdentifierCodec<C> codec = codec();
    var catalog = ToyWorlds.catalog(ITEMS);
    assertThat(shown(codec.naming(catalog.item(3))))
        .isEqualTo(shown(codec.naming(catalog.item(3))))
        .isNotEqualTo(shown(codec.naming(catalog.item(4))));
  }

  /// A context as text, because arrays have no equality by value.
  abstract String shown(C context);
}

package dev.grlm.recommend;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.ElasticGrounder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.BitSet;
import java.util.List;

/// Five items named by two letters, and a model that says a .6, b .4 and then x .2, y .3, z .5.
///
/// Items 0 and 3 are both `a x`, item 3 is bought most. In order of popularity: 3, 2, 1, 0, 4. `a
/// z` (.30, the likeliest of all) and `b y` (.12) are no item.
final class LetterWorld {
  static final Identifiers IDENTIFIERS =
      new Identifiers(
          List.of(
              Identifier.of("a", "x"),
              Identifier.of("a", "y"),
              Identifier.of("b", "x"),
              Identifier.of("a", "x"),
              Identifier.of("b", "z")));

  private LetterWorld() {}

  static IdentifierGenerator<?> generator() {
    var words = new WordTable(List.of(), List.of(), 1);
    var order = ItemOrder.of(List.of("0", "1", "2", "3", "4"), new long[] {1, 2, 3, 9, 0});
    return new IdentifierGenerator<>(
        new TableModel(new double[][] {{.6, .4}, {.2, .3, .5}}),
        new SlotCodec(IDENTIFIERS, words, 5),
        IDENTIFIERS,
        new ElasticGrounder(IDENTIFIERS, order, GroundingConfig.harmonic(2)));
  }

  static BitSet items(int... items) {
    var set = new BitSet();
    for (int item : items) {
      set.set(item);
    }
    return set;
  }
}

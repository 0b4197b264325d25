package dev.grlm.codec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.List;

/// Four items, the last two with one identifier; `red` stands in two slots.
final class TinyShop {
  static final Catalog CATALOG =
      new Catalog(
          List.of(
              Item.titled("a", "Red mug!"),
              Item.titled("b", "Blue mug"),
              Item.titled("c", "Rug"),
              Item.titled("d", "Rug")));
  static final Identifiers IDENTIFIERS =
      new Identifiers(
          List.of(
              Identifier.of("mug", "red"),
              Identifier.of("mug", "blue"),
              Identifier.of("red", "rug"),
              Identifier.of("red", "rug")));
  static final WordTable WORDS = WordTable.of(CATALOG, List.of(), 1, 8);
  static final Prompts PROMPTS = new Prompts(CATALOG, IDENTIFIERS, WORDS);

  private TinyShop() {}
}

package dev.grlm.ground;

import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A small catalogue for tests.
record World(Identifiers identifiers, List<String> ids, long[] popularity) {
  /// Items 0, 1, … whose id is their index and who were never bought; terms separated by blanks.
  static World of(String... terms) {
    return new World(
        new Identifiers(
            Arrays.stream(terms).map(line -> Identifier.of(line.split(" ", -1))).toList()),
        IntStream.range(0, terms.length).mapToObj(Integer::toString).toList(),
        new long[terms.length]);
  }

  World popularity(long... values) {
    return new World(identifiers, ids, values);
  }

  World ids(String... values) {
    return new World(identifiers, List.of(values), popularity);
  }

  /// Few terms, popularities and digits, so that ties of every kind abound.
  static World random(RandomGenerator random, int items, int length, List<String> terms) {
    var identifiers = new ArrayList<Identifier>();
    var ids = new ArrayList<String>();
    long[] popularity = new long[items];
    for (int item = 0; item < items; item++) {
      identifiers.add(identifier(random, length, terms));
      ids.add((random.nextBoolean() ? "" : "b") + random.nextInt(100) + "0" + item);
      popularity[item] = random.nextInt(3);
    }
    return new World(new Identifiers(identifiers), ids, popularity);
  }

  static Identifier identifier(RandomGenerator random, int length, List<String> terms) {
    var symbols = new ArrayList<String>();
    for (int slot = 0; slot < length; slot++) {
      symbols.add(terms.get(random.nextInt(terms.size())));
    }
    return new Identifier(symbols);
  }

  ItemOrder order() {
    return ItemOrder.of(ids, popularity);
  }
}

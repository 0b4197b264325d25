package dev.grlm.recommend;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Small worlds for tests.
public final class ToyWorlds {
  private ToyWorlds() {}

  /// Items `0` to `items − 1`, titled by their number, with these histories of users `u0`, `u1`, ….
  public static Dataset of(int items, int[]... histories) {
    return new Dataset(catalog(items), users(histories), new TreeMap<>());
  }

  public static Catalog catalog(int items) {
    return new Catalog(
        IntStream.range(0, items)
            .mapToObj(item -> Item.titled(Integer.toString(item), "item " + item))
            .toList());
  }

  /// Everybody goes round: after item i comes item i + 1, after the last the first. User u starts
  /// at item u.
  public static Dataset cyclic(int items, int users, int length) {
    int[][] histories = new int[users][];
    for (int user = 0; user < users; user++) {
      int start = user;
      histories[user] =
          IntStream.range(0, length).map(position -> (start + position) % items).toArray();
    }
    return of(items, histories);
  }

  /// Random histories of 0 to `longest` items, small item numbers more often, repeats included.
  public static Dataset random(long seed, int items, int users, int longest) {
    var random = new SplittableRandom(seed);
    int[][] histories = new int[users][];
    for (int user = 0; user < users; user++) {
      histories[user] =
          IntStream.range(0, random.nextInt(longest + 1))
              .map(_ -> random.nextInt(1 + random.nextInt(items)))
              .toArray();
    }
    return of(items, histories);
  }

  /// Random identifiers of five terms out of `vocabulary`; terms may repeat within one, items may
  /// share one.
  public static Identifiers randomTerms(long seed, int items, int vocabulary) {
    return randomTerms(seed, items, vocabulary, 5);
  }

  /// As [#randomTerms(long, int, int)], of `length` terms.
  public static Identifiers randomTerms(long seed, int items, int vocabulary, int length) {
    var random = new SplittableRandom(seed);
    var identifiers = new ArrayList<Identifier>(items);
    for (int item = 0; item < items; item++) {
      identifiers.add(
          new Identifier(
              IntStream.range(0, length).mapToObj(_ -> "t" + random.nextInt(vocabulary)).toList()));
    }
    return new Identifiers(identifiers);
  }

  private static List<History> users(int[]... histories) {
    return IntStream.range(0, histories.length)
        .mapToObj(user -> new History("u" + user, histories[user]))
        .toList();
  }
}

package dev.grlm.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Writes a made-up catalogue in the native layout, to measure what large ones cost: `SyntheticShop
/// FOLDER ITEMS SEED`. The same arguments give the same files.
///
/// Brands, categories and words have long tails. A category has words of its own, from which most
/// of a title and half of a description are drawn; so items of a category are neighbors, and no two
/// are the same. A quarter of the items has no description, a fifth a model number. There are as
/// few users as a dataset needs: they are not what is measured.
public final class SyntheticShop {
  private static final int TOPS = 20;
  private static final int MIDDLES = 20;
  private static final int LEAVES = 25;
  private static final int CATEGORIES = TOPS * MIDDLES * LEAVES;

  /// Words of a leaf category, of a middle one, and of everybody.
  private static final int LEAF_WORDS = 40;

  private static final int MIDDLE_WORDS = 100;
  private static final int COMMON_WORDS = 30_000;

  private static final int SHORTEST_DESCRIPTION = 5;
  private static final int LONGEST_DESCRIPTION = 90;
  private static final int USERS = 100;
  private static final String[] SYLLABLES = {
    "ba", "cor", "del", "fin", "gra", "hol", "jen", "kit", "lum", "mar", "nor", "pel", "qui", "ros",
    "sol", "tam", "vel", "wic", "yar", "zen", "bri", "cla", "dro", "fle", "glo", "hu", "sta", "tri",
    "mon", "pra", "ske", "ul"
  };
  private static final String[] COLORS = {
    "black", "white", "red", "blue", "green", "silver", "gold", "pink", "brown", "grey"
  };

  private final SplittableRandom random;
  private final int items;

  private SyntheticShop(int items, long seed) {
    this.items = items;
    this.random = new SplittableRandom(seed);
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: SyntheticShop FOLDER ITEMS SEED");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    new SyntheticShop(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2])).write(folder);
  }

  private void write(Path folder) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("items.jsonl"))) {
      for (int item = 0; item < items; item++) {
        writer.write(item(item));
        writer.write('\n');
      }
    }
    try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("interactions.tsv"))) {
      writer.write("user\titem\tposition\n");
      for (int user = 0; user < USERS; user++) {
        for (int position = 0; position < 5; position++) {
          writer.write("u" + user + "\ti" + random.nextInt(items) + "\t" + position + "\n");
        }
      }
    }
  }

  private String item(int item) {
    int leaf = tail(CATEGORIES);
    int middle = leaf / LEAVES;
    int top = middle / MIDDLES;
    String brand = word(3, 100 + tail(100 + items / 100));
    var title = new StringBuilder(brand);
    for (int more = 2 + random.nextInt(4); more > 0; more--) {
      title.append(' ').append(leafWord(leaf));
    }
    title.append(' ').append(word(1, leaf)).append(' ').append(COLORS[tail(COLORS.length)]);
    if (random.nextInt(5) == 0) {
      title.append(' ').append(model());
    }
    return "{\"id\":\"i%d\",\"title\":\"%s\",\"brand\":\"%s\",\"categories\":[\"%s\",\"%s\",\"%s\"]%s}"
        .formatted(
            item, title, brand, word(5, top), word(6, middle), word(1, leaf), description(leaf));
  }

  private String description(int leaf) {
    if (random.nextInt(4) == 0) {
      return "";
    }
    var text = new StringBuilder(",\"description\":\"");
    int length = SHORTEST_DESCRIPTION + tail(LONGEST_DESCRIPTION - SHORTEST_DESCRIPTION);
    for (int place = 0; place < length; place++) {
      int kind = random.nextInt(4);
      String word =
          kind < 2
              ? leafWord(leaf)
              : kind == 2
                  ? word(7, leaf / LEAVES * MIDDLE_WORDS + tail(MIDDLE_WORDS))
                  : word(8, zipf(COMMON_WORDS));
      text.append(place == 0 ? "" : " ").append(word);
    }
    return text.append('"').toString();
  }

  private String leafWord(int leaf) {
    return word(9, leaf * LEAF_WORDS + tail(LEAF_WORDS));
  }

  private String model() {
    return "" + (char) ('a' + random.nextInt(26)) + (100 + random.nextInt(9900));
  }

  /// 0 … n − 1 with probability falling like 1 / √rank.
  private int tail(int n) {
    double place = random.nextDouble();
    return (int) (n * place * place);
  }

  /// 0 … n − 1 with probability falling about like 1 / rank.
  private int zipf(int n) {
    return (int) Math.pow(n, random.nextDouble()) - 1;
  }

  /// A word that follows from its kind and number. Different kinds share some words, as categories
  /// do.
  private static String word(int kind, int number) {
    var bits = new SplittableRandom(kind * 1_000_003L + number);
    var word = new StringBuilder();
    for (int left = 3 + bits.nextInt(2); left > 0; left--) {
      word.append(SYLLABLES[bits.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}

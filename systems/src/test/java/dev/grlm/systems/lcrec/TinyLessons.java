package dev.grlm.systems.lcrec;

import dev.grlm.codebook.Codes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.Item;
import dev.grlm.decode.Among;
import dev.grlm.embed.TinyCheckpoint;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.testkit.TinyBytePair;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A few items with texts and codes, and a small checkpoint that is asked about them.
final class TinyLessons {
  static final int ITEMS = 12;
  static final Dataset CYCLIC = ToyWorlds.cyclic(ITEMS, 24, 6);

  private TinyLessons() {}

  /// Writes it into the folder `checkpoint` below.
  static Path checkpoint(Path folder) throws IOException {
    try (InputStream words = LcRecSystem.class.getResourceAsStream("templates.txt")) {
      String text = new String(words.readAllBytes(), StandardCharsets.UTF_8).repeat(3);
      return TinyCheckpoint.write(
          folder.resolve("checkpoint"), TinyBytePair.train(text, 400), 24, 3);
    }
  }

  /// Six codes, then two: item 7 is `a3 b1`.
  static Codes codes() {
    return new Codes(
        List.of(6, 2),
        IntStream.range(0, ITEMS).mapToObj(i -> new int[] {i / 2, i % 2}).toArray(int[][]::new));
  }

  static SearchedCodes searched(Dataset dataset) {
    return new SearchedCodes(
        "lc-rec", Path.of("codes.tsv"), dataset, codes().identifiers(), Among.ALL, 4);
  }

  /// Item 5 has no title, and those before it alone have a description.
  static Dataset described() {
    var items = new ArrayList<Item>();
    for (int i = 0; i < ITEMS; i++) {
      String title = i == 5 ? "" : "thing <a_0> " + i;
      String description = i < 5 ? "about " + "what it is ".repeat(40) : "";
      items.add(item(i, title, description));
    }
    return of(items);
  }

  static Item item(int number, String title, String description) {
    return new Item("i" + number, title, "", List.of(), List.of(), description, "", Map.of());
  }

  static Dataset of(List<Item> items) {
    return new Dataset(new Catalog(items), CYCLIC.histories(), new TreeMap<>());
  }

  static List<List<String>> levels() {
    return searched(CYCLIC).codec(3).symbolTables();
  }

  /// Of a new checkpoint, which knows the codes as words.
  static BytePairTokenizer tokenizer(Path folder) throws IOException {
    return BytePairTokenizer.load(checkpoint(folder), CodeWords.words(levels()));
  }

  /// @param folder that has the checkpoint
  static LessonCodec codec(Path folder, BytePairTokenizer tokenizer, Dataset data, int longest)
      throws IOException {
    return new LessonCodec(
        new Question(new ItemWords(data.catalog(), 200)),
        new Templates(),
        new CodeWords(levels(), codes().identifiers(), tokenizer),
        tokenizer,
        ChatTemplate.load(folder.resolve("checkpoint"), tokenizer),
        3,
        2,
        longest,
        7);
  }
}

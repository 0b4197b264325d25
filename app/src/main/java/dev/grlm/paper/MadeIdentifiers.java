package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.identifier.TermNormalForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Identifiers that nobody would use but beside others, as long as the Term IDs of a run.
enum MadeIdentifiers {
  /// the first words of an item's title, and of its further text where the title is short; no word
  /// twice
  TITLE_WORDS {
    @Override
    List<Identifier> of(Catalog catalog, Identifiers terms, Random random) {
      return catalog.items().stream().map(item -> words(item, terms.length())).toList();
    }
  },
  /// the run's own Term IDs, dealt out to its items by lot: the same symbols, as many of them
  /// alike, and no item has what describes it
  TERMS_BY_LOT {
    @Override
    List<Identifier> of(Catalog catalog, Identifiers terms, Random random) {
      var dealt = new ArrayList<>(terms.all());
      Collections.shuffle(dealt, random);
      return dealt;
    }
  },
  /// each slot one of [#CODES] symbols by lot
  RANDOM {
    @Override
    List<Identifier> of(Catalog catalog, Identifiers terms, Random random) {
      return Stream.generate(() -> drawn(terms.length(), random)).limit(catalog.size()).toList();
    }
  };

  /// As many as a level of codes has.
  private static final int CODES = 256;

  /// What stands in a slot where an item's text has no further word.
  private static final String NOTHING = "none";

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  abstract List<Identifier> of(Catalog catalog, Identifiers terms, Random random);

  /// @param dataset of the run that `terms` is of
  /// @param terms its Term IDs
  /// @param file to be written, Term IDs that a fit takes
  void write(Path dataset, Path terms, long seed, Path file) throws IOException {
    Catalog catalog = DatasetFiles.read(dataset).catalog();
    Identifiers own = TermIdFile.identifiers(terms, catalog);
    TermIdFile.write(file, catalog, new Identifiers(of(catalog, own, new Random(seed))));
  }

  private static Identifier words(Item item, int length) {
    List<String> words =
        item.textParts(List.of()).stream()
            .flatMap(part -> Arrays.stream(part.strip().split("\\s+")))
            .map(TermNormalForm::of)
            .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
            .distinct()
            .limit(length)
            .toList();
    return new Identifier(
        IntStream.range(0, length)
            .mapToObj(slot -> slot < words.size() ? words.get(slot) : NOTHING + (slot + 1))
            .toList());
  }

  /// The slot's letter and a number, as codes are written.
  private static Identifier drawn(int length, Random random) {
    return new Identifier(
        IntStream.range(0, length)
            .mapToObj(slot -> (char) ('a' + slot) + String.valueOf(random.nextInt(CODES)))
            .toList());
  }
}

package dev.grlm.systems.lcrec;

import dev.grlm.codec.InstructionPrompts;
import dev.grlm.data.Catalog;
import java.util.BitSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The texts of items as they stand in questions and answers: on one line each, a long one cut
/// behind a word, or within one where the last that fits would leave less than half: languages that
/// are written without blanks have long ones.
///
/// @param titleLength most characters of a title
/// @param descriptionLength most characters of a description
record ItemWords(Catalog catalog, int titleLength, int descriptionLength) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// Of two, at least one is no half of a character.
  private static final int SHORTEST = 2;

  /// Whole titles.
  ItemWords(Catalog catalog, int descriptionLength) {
    this(catalog, Integer.MAX_VALUE, descriptionLength);
  }

  String title(int item) {
    return line(catalog.item(item).title(), titleLength);
  }

  String description(int item) {
    return line(catalog.item(item).description(), descriptionLength);
  }

  boolean has(int item, LessonKind.Field field) {
    return switch (field) {
      case CODES -> true;
      case TITLE -> !title(item).isEmpty();
      case DESCRIPTION -> !description(item).isEmpty();
    };
  }

  /// The items of the catalogue that have it.
  BitSet having(LessonKind.Field field) {
    return IntStream.range(0, catalog.size())
        .filter(item -> has(item, field))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /// Whether something would be left of it.
  boolean canShortenTitle(int item) {
    return title(item).length() > SHORTEST;
  }

  boolean canShortenDescription(int item) {
    return description(item).length() > SHORTEST;
  }

  /// At most half of what is shown of an item's title.
  ItemWords shorterTitle(int item) {
    return new ItemWords(catalog, half(title(item)), descriptionLength);
  }

  ItemWords shorterDescription(int item) {
    return new ItemWords(catalog, titleLength, half(description(item)));
  }

  private static int half(String text) {
    return Math.max(SHORTEST, text.length() / 2);
  }

  private static String line(String text, int length) {
    String line = BLANKS.matcher(text).replaceAll(" ").strip();
    if (line.length() <= length) {
      return line;
    }
    int end = line.lastIndexOf(' ', length);
    return end > length / 2 ? line.substring(0, end) : InstructionPrompts.cut(line, length).strip();
  }
}

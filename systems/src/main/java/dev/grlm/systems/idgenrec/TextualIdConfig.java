package dev.grlm.systems.idgenrec;

import dev.grlm.ground.GroundingConfig;
import io.soabase.recordbuilder.core.RecordBuilder;

/// How items are named by words.
///
/// @param from which words
/// @param words of an identifier that needs no more to be the only one; of a title, all that may be
///   there are taken
/// @param most words of any
/// @param minimumItems in how many items a word must be to come before those that are in fewer
/// @param titleWeight how often a word of the title is counted
/// @param file of identifiers that somebody else made, which are taken as they are; empty for none
@RecordBuilder
public record TextualIdConfig(
    IdSource from, int words, int most, int minimumItems, int titleWeight, String file)
    implements TextualIdConfigBuilder.With {
  public static final TextualIdConfig KEYWORDS =
      new TextualIdConfig(IdSource.KEYWORDS, 3, 6, 5, 3, "");

  /// The first ten words of a title.
  public static final TextualIdConfig TITLE =
      KEYWORDS.withFrom(IdSource.TITLE).withMost(GroundingConfig.MAXIMUM_LENGTH);

  /// Words of an identifier that nobody had before: of a title all that there is room for.
  int wanted() {
    return from == IdSource.TITLE ? most : words;
  }

  /// Words before a number, for which there has to be room.
  int beforeNumber() {
    return Math.min(wanted(), most - 1);
  }

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public TextualIdConfig {
    if (words < 1 || words >= most || most > GroundingConfig.MAXIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "words must be at least 1 and below most, which is at most %d: %d and %d"
              .formatted(GroundingConfig.MAXIMUM_LENGTH, words, most));
    }
    if (minimumItems < 1 || titleWeight < 1) {
      throw new IllegalArgumentException(
          "minimumItems and titleWeight must be at least 1: " + minimumItems + ", " + titleWeight);
    }
  }
}

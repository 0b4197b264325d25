package dev.grlm.systems.idgenrec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.system.LaterSettings;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import java.util.Set;

/// How items are named by words.
///
/// @param from which words
/// @param words of an identifier that needs no more to be the only one; of a title, all that may be
///   there are taken
/// @param most words of any
/// @param minimumItems in how many items a word must be to come before those that are in fewer
/// @param titleWeight how often a word of the title is counted
/// @param tags who writes names, with [IdSource#TAGS]
/// @param file of identifiers that somebody else made, which are taken as they are; empty for none
@RecordBuilder
public record TextualIdConfig(
    IdSource from,
    int words,
    int most,
    int minimumItems,
    int titleWeight,
    TagConfig tags,
    String file)
    implements TextualIdConfigBuilder.With {
  public static final TextualIdConfig KEYWORDS =
      new TextualIdConfig(IdSource.KEYWORDS, 3, 6, 5, 3, TagConfig.NONE, "");

  /// The first ten words of a title.
  public static final TextualIdConfig TITLE =
      KEYWORDS.withFrom(IdSource.TITLE).withMost(GroundingConfig.MAXIMUM_LENGTH);

  /// Words of an identifier that nobody had before: of a title all that there is room for.
  int wanted() {
    return from == IdSource.TITLE ? most : words;
  }

  /// What names depend on beside what somebody wrote or gave: as it was said before anybody could
  /// write, so that runs of then are as they were.
  ObjectNode naming() {
    return LaterSettings.told(withFile(""), Set.of("tags"));
  }

  /// Words before a number, for which there has to be room.
  int beforeNumber() {
    return Math.min(wanted(), most - 1);
  }

  /// @throws IllegalArgumentException naming the settings and their values, before any stage runs
  public TextualIdConfig {
    tags = Objects.requireNonNullElse(tags, TagConfig.NONE);
    tags.check(from);
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

package dev.grlm.systems.lcrec;

import java.util.Arrays;

/// What a language model is asked about codes and texts (LC-Rec, section 3.3).
enum LessonKind {
  /// the codes of the next item by those of a history
  SEQUENCE("sequence"),
  /// the codes of an item by its title, its description, or both
  ITEM_TO_CODES("item-to-codes"),
  /// the title of an item by its codes
  CODES_TO_TITLE("codes-to-title"),
  /// the description of an item by its codes
  CODES_TO_DESCRIPTION("codes-to-description"),
  /// the title of the next item by the codes of a history
  NEXT_TITLE("next-title"),
  /// the description of the next item by the codes of a history
  NEXT_DESCRIPTION("next-description"),
  /// the codes of the next item by the titles of a history
  TITLES_TO_CODES("titles-to-codes");

  private final String word;

  LessonKind(String word) {
    this.word = word;
  }

  /// In examples and in the file of templates.
  String word() {
    return word;
  }

  /// @throws IllegalArgumentException naming the word
  static LessonKind parse(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such task: " + word));
  }

  /// What its answer is.
  Field answer() {
    return switch (this) {
      case SEQUENCE, ITEM_TO_CODES, TITLES_TO_CODES -> Field.CODES;
      case CODES_TO_TITLE, NEXT_TITLE -> Field.TITLE;
      case CODES_TO_DESCRIPTION, NEXT_DESCRIPTION -> Field.DESCRIPTION;
    };
  }

  /// What is told of an item.
  enum Field {
    CODES,
    TITLE,
    DESCRIPTION
  }
}

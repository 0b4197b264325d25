package dev.grlm.systems.lcrec;

import dev.grlm.data.Catalog;

/// The texts of items as they stand in questions and answers: on one line each, a long description
/// cut behind a word.
///
/// @param descriptionLength most characters of a description
record ItemWords(Catalog catalog, int descriptionLength) {
  String title(int item) {
    return line(catalog.item(item).title());
  }

  String description(int item) {
    String text = line(catalog.item(item).description());
    if (text.length() <= descriptionLength) {
      return text;
    }
    int end = text.lastIndexOf(' ', descriptionLength);
    return end < 1 ? "" : text.substring(0, end);
  }

  boolean has(int item, LessonKind.Field field) {
    return switch (field) {
      case CODES -> true;
      case TITLE -> !title(item).isEmpty();
      case DESCRIPTION -> !description(item).isEmpty();
    };
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

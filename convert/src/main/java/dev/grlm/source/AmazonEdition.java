package dev.grlm.source;

import java.util.List;

/// The three collections of Amazon reviews, each with its own keys.
enum AmazonEdition {
  OF_2014("amazon-2014", Times.Unit.SECONDS),
  OF_2018("amazon-2018", Times.Unit.SECONDS),
  OF_2023("amazon-2023", Times.Unit.MILLISECONDS);

  private static final EventCells.Names OLD_NAMES =
      new EventCells.Names("reviewerID", "asin", "unixReviewTime", "", "overall", "");
  private static final EventCells.Names NEW_NAMES =
      new EventCells.Names("user_id", "parent_asin", "timestamp", "", "rating", "");

  private final String word;
  private final Times.Unit unit;

  AmazonEdition(String word, Times.Unit unit) {
    this.word = word;
    this.unit = unit;
  }

  String word() {
    return word;
  }

  /// In what times are given.
  Times.Unit unit() {
    return unit;
  }

  /// The keys of a review; the item's is the one of the metadata, too.
  EventCells.Names names() {
    return this == OF_2023 ? NEW_NAMES : OLD_NAMES;
  }

  /// Where an item's brand stands.
  String brandKey() {
    return this == OF_2023 ? "store" : "brand";
  }

  /// Where an item's categories stand; the first key with something counts.
  List<String> categoryKeys() {
    return switch (this) {
      case OF_2014 -> List.of("categories", "category");
      case OF_2018 -> List.of("category", "categories");
      case OF_2023 -> List.of("categories", "main_category");
    };
  }
}

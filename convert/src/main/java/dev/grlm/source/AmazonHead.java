package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a file of the Amazon collections holds, told by its first lines.
///
/// @param editions to which the file can belong; 2014 and 2018 have reviews in common
/// @param certain whether a key says so that only one edition has
record AmazonHead(Head head, Kind kind, Set<AmazonEdition> editions, boolean certain) {
  /// What the lines are.
  enum Kind {
    REVIEWS,
    RATINGS,
    METADATA
  }

  /// Broken lines may come first, so one line is not enough.
  private static final int LINES = 20;

  private static final Set<AmazonEdition> OLD =
      Collections.unmodifiableSet(EnumSet.of(AmazonEdition.OF_2014, AmazonEdition.OF_2018));
  private static final List<String> REVIEW_OF_2018 = List.of("verified", "vote", "style");
  private static final List<String> METADATA_OF_2018 =
      List.of("category", "also_buy", "also_view", "rank", "main_cat");
  private static final List<String> METADATA_OF_2014 = List.of("imUrl", "salesRank");
  private static final List<String> METADATA_OF_2023 =
      List.of("main_category", "categories", "store", "details", "features");

  /// Null where the file is none of them.
  static @Nullable AmazonHead of(Head head) {
    if (AmazonRatings.isHeader(head.first())) {
      return new AmazonHead(head, Kind.RATINGS, Set.of(AmazonEdition.OF_2023), true);
    }
    Set<String> keys = new HashSet<>();
    boolean literals = false;
    for (String line : head.lines().subList(0, Math.min(LINES, head.lines().size()))) {
      ObjectNode object = AmazonLine.parse(line);
      if (object != null) {
        object.fieldNames().forEachRemaining(keys::add);
        literals |= AmazonLine.isPython(line) || isListOfLists(object.path("categories"));
      }
    }
    return of(head, keys, literals);
  }

  private static boolean isListOfLists(JsonNode categories) {
    return categories.path(0).isArray();
  }

  private static @Nullable AmazonHead of(Head head, Set<String> keys, boolean literals) {
    if (keys.contains("parent_asin")) {
      return of2023(head, keys);
    }
    if (!keys.contains("asin")) {
      return null;
    }
    if (keys.contains("reviewerID")) {
      return any(keys, REVIEW_OF_2018)
          ? new AmazonHead(head, Kind.REVIEWS, Set.of(AmazonEdition.OF_2018), true)
          : new AmazonHead(head, Kind.REVIEWS, OLD, false);
    }
    if (any(keys, METADATA_OF_2018)) {
      return new AmazonHead(head, Kind.METADATA, Set.of(AmazonEdition.OF_2018), true);
    }
    if (literals || any(keys, METADATA_OF_2014)) {
      return new AmazonHead(head, Kind.METADATA, Set.of(AmazonEdition.OF_2014), true);
    }
    return new AmazonHead(head, Kind.METADATA, OLD, false);
  }

  private static @Nullable AmazonHead of2023(Head head, Set<String> keys) {
    if (keys.contains("user_id")) {
      return new AmazonHead(head, Kind.REVIEWS, Set.of(AmazonEdition.OF_2023), true);
    }
    return any(keys, METADATA_OF_2023)
        ? new AmazonHead(head, Kind.METADATA, Set.of(AmazonEdition.OF_2023), true)
        : null;
  }

  private static boolean any(Set<String> keys, List<String> wanted) {
    return wanted.stream().anyMatch(keys::contains);
  }

  boolean isMetadata() {
    return kind == Kind.METADATA;
  }
}

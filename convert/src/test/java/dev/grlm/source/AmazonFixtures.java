package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lines of the Amazon files, and files of them.
final class AmazonFixtures {
  static final String META_2014 =
      """
      {'asin': 'I1', 'title': u"Mum's \\u00e9clair", 'price': 9.99, 'brand': 'Acme', \
      'imUrl': 'http://x/1.jpg', 'salesRank': {'Beauty': 12}, 'related': {'also_bought': ['I2']}, \
      'description': 'Sweet.', 'categories': [['Food', 'Cakes'], ['Food', 'Gifts']]}\
      """;
  static final String META_2018 =
      """
      {"asin": "I1", "title": "Soap", "brand": "Acme", "category": ["Beauty", "Bath &amp; Body"], \
      "description": ["Mild.", "", "Soft."], "feature": ["A", "B"], "also_buy": [], \
      "rank": "2 in Beauty", "main_cat": "All Beauty"}\
      """;
  static final String META_2023 =
      """
      {"main_category": "Video Games", "title": "Game", "store": "Acme", "categories": [], \
      "features": ["Fast", "Loud"], "description": ["One.", "Two."], "details": {"Brand": "B"}, \
      "parent_asin": "I1", "price": null}\
      """;

  private AmazonFixtures() {}

  static String old(String user, String item, long seconds) {
    return "{\"reviewerID\": \"%s\", \"asin\": \"%s\", \"overall\": 5.0, \"unixReviewTime\": %d}"
        .formatted(escaped(user), escaped(item), seconds);
  }

  static String verified(String user, String item, long seconds) {
    return "{\"verified\": true, " + old(user, item, seconds).substring(1);
  }

  static String of2023(String user, String item, long millis) {
    return ("{\"rating\": 4.0, \"title\": \"t\", \"asin\": \"V\", \"parent_asin\": \"%s\","
            + " \"user_id\": \"%s\", \"timestamp\": %d}")
        .formatted(escaped(item), escaped(user), millis);
  }

  private static String escaped(String id) {
    return id.replace("\u0000", "\\u0000");
  }

  static void lines(Path folder, String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}

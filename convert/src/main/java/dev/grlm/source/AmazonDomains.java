package dev.grlm.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The category of a file, which only its name says: `Beauty` of `reviews_Beauty_5.json.gz`,
/// `Video_Games` of `meta_Video_Games.jsonl`.
final class AmazonDomains {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:reviews_|meta_|ratings_)?(?<word>.+?)(?:_[0-9]+)?"
              + "(?:\\.(?<part>train|valid|test))?(?:\\.(?:jsonl?|csv|txt))?");

  private AmazonDomains() {}

  static String word(Head head) {
    Matcher name = NAME.matcher(head.name());
    return name.matches() ? String.valueOf(name.group("word")) : head.name();
  }

  /// `train`, `valid` or `test` of a table that was cut into these, else empty.
  private static String part(Head head) {
    Matcher name = NAME.matcher(head.name());
    return name.matches() && name.group("part") != null ? name.group("part") : "";
  }

  /// Whether the files are of more than one category; then each is a domain.
  ///
  /// @throws IOException naming two files, when both hold the events of one category: reading both
  ///   would give events twice
  static boolean several(List<Head> events) throws IOException {
    Map<String, Head> seen = new HashMap<>();
    var words = new HashSet<String>();
    for (Head head : events) {
      String word = word(head);
      Head other = seen.get(word);
      if (other != null && (part(head).isEmpty() || part(other).isEmpty() || equal(head, other))) {
        throw new IOException(
            head.file()
                + ": holds reviews of the category '"
                + word
                + "', and so does "
                + other.file().getFileName()
                + "; leave one of them in the folder");
      }
      seen.put(word, head);
      words.add(word);
    }
    return words.size() > 1;
  }

  private static boolean equal(Head one, Head other) {
    return part(one).equals(part(other));
  }
}

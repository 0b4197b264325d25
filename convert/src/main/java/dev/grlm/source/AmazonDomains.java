package dev.grlm.source;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    Map<String, Map<String, Head>> seen = new HashMap<>();
    for (Head head : events) {
      String word = word(head);
      Map<String, Head> parts = seen.computeIfAbsent(word, _ -> new LinkedHashMap<>());
      Head other = rival(parts, part(head));
      if (other != null) {
        throw new IOException(
            head.file()
                + ": holds reviews of the category '"
                + word
                + "', and so does "
                + other.file().getFileName()
                + "; leave one of them in the folder");
      }
      parts.put(part(head), head);
    }
    return seen.size() > 1;
  }

  /// The file that holds events of `part`, too, or null: a whole category has those of every part.
  ///
  /// @param parts of one category, by their word
  private static @Nullable Head rival(Map<String, Head> parts, String part) {
    if (part.isEmpty()) {
      return parts.values().stream().findFirst().orElse(null);
    }
    Head same = parts.get(part);
    return same == null ? parts.get("") : same;
  }
}

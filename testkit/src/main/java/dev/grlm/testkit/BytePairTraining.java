package dev.grlm.testkit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Learns byte-level BPE (Sennrich et al., arXiv 1508.07909, algorithm 1) the slow and plain way:
/// every merge counts all pairs anew. For one thread.
final class BytePairTraining {
  /// Two neighbors in a word.
  record Pair(String left, String right) {
    String joined() {
      return left + right;
    }
  }

  private final Map<List<String>, Long> words = new LinkedHashMap<>();

  BytePairTraining(String text, Pattern split) {
    Matcher matcher = split.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
    while (matcher.find()) {
      List<String> letters =
          ByteAlphabet.letters(matcher.group()).chars().mapToObj(Character::toString).toList();
      words.merge(letters, 1L, Long::sum);
    }
  }

  /// At most `count` merges in the order of their rank; fewer when no pair is left that occurs
  /// twice. Of pairs that are equally frequent the alphabetically first.
  List<Pair> merges(int count) {
    var merges = new ArrayList<Pair>();
    while (merges.size() < count) {
      Optional<Pair> best = mostFrequent();
      if (best.isEmpty()) {
        break;
      }
      merges.add(best.get());
      var merged = new LinkedHashMap<List<String>, Long>();
      words.forEach((word, times) -> merged.merge(merge(word, best.get()), times, Long::sum));
      words.clear();
      words.putAll(merged);
    }
    return merges;
  }

  private Optional<Pair> mostFrequent() {
    var counts = new HashMap<Pair, Long>();
    words.forEach((word, times) -> {
      for (int i = 1; i < word.size(); i++) {
        counts.merge(new Pair(word.get(i - 1), word.get(i)), times, Long::sum);
      }
    });
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .max(
            Map.Entry.<Pair, Long>comparingByValue()
                .thenComparing(
                    Map.Entry::getKey,
                    Comparator.comparing(Pair::left).thenComparing(Pair::right).reversed()))
        .map(Map.Entry::getKey);
  }

  private static List<String> merge(List<String> word, Pair pair) {
    var merged = new ArrayList<String>();
    for (int i = 0; i < word.size(); i++) {
      boolean here =
          i + 1 < word.size()
              && word.get(i).equals(pair.left())
              && word.get(i + 1).equals(pair.right());
      merged.add(here ? pair.joined() : word.get(i));
      i += here ? 1 : 0;
    }
    return merged;
  }
}

package dev.grlm.systems.grlm.extract;

import dev.grlm.neighbor.Neighbors;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// What each item is seen beside: its nearest neighbors that say something else than itself.
///
/// Items with the same words are *twins* and share the context of the first of them, so that they
/// share the identifier, too. A neighbor without words, or with the same words as the item or as a
/// nearer neighbor, adds nothing and is passed over.
final class DistinctNeighbors {
  private final TermVocabulary vocabulary;
  private final Neighbors neighbors;
  private final int width;
  private final int[] firstTwin;

  /// @param width neighbors that an item is seen beside, at most
  DistinctNeighbors(TermVocabulary vocabulary, Neighbors neighbors, int width) {
    this.vocabulary = vocabulary;
    this.neighbors = neighbors;
    this.width = width;
    this.firstTwin = firstTwins(vocabulary, neighbors.size());
  }

  /// The first item with the same words; an item without words is its own.
  int firstTwin(int item) {
    return firstTwin[item];
  }

  /// Item indices, nearest first, at most `width`.
  int[] of(int item) {
    int twin = firstTwin[item];
    var seen = new HashSet<Integer>();
    seen.add(twin);
    return Arrays.stream(neighbors.items()[twin])
        .map(neighbor -> firstTwin[neighbor])
        .filter(neighbor -> vocabulary.offer(neighbor).terms().length > 0)
        .filter(seen::add)
        .limit(width)
        .toArray();
  }

  /// For each term that the item offers, how many of `context` offer it, too.
  ///
  /// @param context item indices
  int[] sharing(int item, int[] context) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int neighbor : context) {
      for (int term : vocabulary.offer(neighbor).terms()) {
        counts.merge(term, 1, Integer::sum);
      }
    }
    return Arrays.stream(vocabulary.offer(item).terms())
        .map(term -> counts.getOrDefault(term, 0))
        .toArray();
  }

  private static int[] firstTwins(TermVocabulary vocabulary, int items) {
    var firstByTerms = new HashMap<IntBuffer, Integer>();
    var first = new int[items];
    for (int item = 0; item < items; item++) {
      int[] terms = vocabulary.offer(item).terms();
      Integer known =
          terms.length == 0 ? null : firstByTerms.putIfAbsent(IntBuffer.wrap(terms), item);
      first[item] = known == null ? item : known;
    }
    return first;
  }
}

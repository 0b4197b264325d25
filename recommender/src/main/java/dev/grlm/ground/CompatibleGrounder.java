package dev.grlm.ground;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Grounding as the published GRLM code does it (mode `compatible`, docs/decisions/0005), which
/// differs from the paper; [ElasticGrounder] follows the paper. Immutable and thread-safe.
///
/// - *Exact*: terms joined by commas are a key; all items of the key, in first-seen order.
/// - *Structural*: for each generated term i in order, for each word of the vocabulary in order of
///   first appearance that equals the term (similarity 1) or contains it or is contained in it
///   (.8), for each identifier with this word: score += similarity · 1/(i+1). Slots of the
///   candidate play no part; a term may count several times for one candidate, through several
///   words or through a word that the candidate repeats. Double sums are taken in this very order.
///   The answer is the first item of the best identifier; of equal scores the identifier wins that
///   received a score first in these loops: the published code sorts, stably, a dictionary that is
///   filled by them.
/// - *Unmatched*: no word matched at all.
///
/// The vocabulary is trimmed and lower-cased, generated terms are not; brackets in them are
/// removed. An empty term is contained in every word and so matches everything with .8. The
/// vocabulary of terms is scanned for every look-up that is not exact, items are not.
public final class CompatibleGrounder implements Grounder {
  private static final double EQUAL = 1.0;
  private static final double CONTAINED = 0.8;

  private final Identifiers identifiers;
  private final int[] firstSeen;

  /// Candidates are the distinct keys, numbered in first-seen order.
  private final Map<String, Integer> candidateOfKey = new LinkedHashMap<>();

  private final List<List<Integer>> items = new ArrayList<>();

  /// The vocabulary in order of first appearance.
  private final String[] words;

  /// Per word the candidates that have it, ascending; twice where a candidate repeats it.
  private final int[][] candidatesOfWord;

  /// Items in catalogue order.
  public CompatibleGrounder(Identifiers identifiers) {
    this(identifiers, IntStream.range(0, identifiers.size()).toArray());
  }

  /// @param firstSeen the items in the order in which the published code meets them; others are no
  ///   candidates (docs/decisions/0013#10)
  public CompatibleGrounder(Identifiers identifiers, int[] firstSeen) {
    this.identifiers = identifiers;
    this.firstSeen = firstSeen.clone();
    for (int item : firstSeen) {
      String key = key(identifiers.of(item).symbols());
      int candidate = candidateOfKey.computeIfAbsent(key, _ -> candidateOfKey.size());
      if (candidate == items.size()) {
        items.add(new ArrayList<>());
      }
      items.get(candidate).add(item);
    }
    items.replaceAll(List::copyOf);
    var postings = new LinkedHashMap<String, List<Integer>>();
    candidateOfKey.forEach((key, candidate) -> {
      for (String part : key.split(",", -1)) {
        String word = part.strip().toLowerCase(Locale.ROOT);
        postings.computeIfAbsent(word, _ -> new ArrayList<>()).add(candidate);
      }
    });
    this.words = postings.keySet().toArray(String[]::new);
    this.candidatesOfWord =
        postings.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /// Cuts the text between two brackets as the published code does: at comma and blank, nothing
  /// trimmed, nothing dropped.
  public static Identifier split(String text) {
    return new Identifier(List.of(withoutBrackets(text).split(", ", -1)));
  }

  @Override
  public Grounding ground(Identifier generated) {
    List<String> terms =
        generated.symbols().stream().map(CompatibleGrounder::withoutBrackets).toList();
    Integer exact = candidateOfKey.get(key(terms));
    if (exact != null) {
      return new Grounding.Exact(items.get(exact));
    }
    var scores = new Scores(items.size());
    for (int i = 0; i < terms.size(); i++) {
      addScores(scores, terms.get(i), 1.0 / (i + 1));
    }
    int best = scores.best();
    return best < 0
        ? new Grounding.Unmatched()
        : new Grounding.Structural(List.of(items.get(best).getFirst()), scores.of(best));
  }

  /// The vocabulary is that of these items.
  @Override
  public Grounder among(BitSet items) {
    return new CompatibleGrounder(
        identifiers, Arrays.stream(firstSeen).filter(items::get).toArray());
  }

  private void addScores(Scores scores, String term, double weight) {
    for (int word = 0; word < words.length; word++) {
      double similarity = similarity(term, words[word]);
      if (similarity > 0) {
        double increment = similarity * weight;
        for (int candidate : candidatesOfWord[word]) {
          scores.add(candidate, increment);
        }
      }
    }
  }

  private static double similarity(String term, String word) {
    if (term.equals(word)) {
      return EQUAL;
    }
    return word.contains(term) || term.contains(word) ? CONTAINED : 0;
  }

  private static String key(List<String> terms) {
    return String.join(",", terms);
  }

  private static String withoutBrackets(String text) {
    return text.replace("[", "").replace("]", "");
  }

  /// Scores of one look-up, which remember the order in which candidates received their first one.
  private static final class Scores {
    private final double[] values;
    private final int[] touched;
    private int size;

    Scores(int candidates) {
      values = new double[candidates];
      touched = new int[candidates];
    }

    /// @param increment positive, hence zero says untouched
    void add(int candidate, double increment) {
      if (values[candidate] == 0) {
        touched[size++] = candidate;
      }
      values[candidate] += increment;
    }

    double of(int candidate) {
      return values[candidate];
    }

    /// The candidate with the highest score, of equal ones the first touched; −1 where there is
    /// none.
    int best() {
      int best = -1;
      for (int i = 0; i < size; i++) {
        if (best < 0 || values[touched[i]] > values[best]) {
          best = touched[i];
        }
      }
      return best;
    }
  }
}

package dev.grlm.baseline;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every item as the bag of its distinct terms, each with weight ln(N / df), L2-normalised; N is
/// the number of items that have a term at all, df the number of items with this term
/// (docs/decisions/0014). Slots do not matter. Immutable and thread-safe.
final class TermBags {
  /// Items × terms.
  private final SparseMatrix bags;

  /// Terms × items.
  private final SparseMatrix postings;

  private TermBags(SparseMatrix bags) {
    this.bags = bags;
    this.postings = bags.transposed();
  }

  static TermBags of(Identifiers identifiers) {
    Map<String, Integer> termIndex = new HashMap<>();
    var itemTerms = new ArrayList<Set<Integer>>(identifiers.size());
    for (Identifier identifier : identifiers.all()) {
      Set<Integer> terms = new LinkedHashSet<>();
      for (String symbol : identifier.symbols()) {
        if (!symbol.isBlank()) {
          terms.add(termIndex.computeIfAbsent(symbol, _ -> termIndex.size()));
        }
      }
      itemTerms.add(terms);
    }
    return new TermBags(normalised(itemTerms, termIndex.size()));
  }

  private static SparseMatrix normalised(List<Set<Integer>> itemTerms, int vocabulary) {
    SparseMatrix presence =
        SparseMatrix.sum(
            itemTerms.size(),
            vocabulary,
            sink -> {
              for (int item = 0; item < itemTerms.size(); item++) {
                for (int term : itemTerms.get(item)) {
                  sink.add(item, term, 1);
                }
              }
            });
    double named = itemTerms.stream().filter(terms -> !terms.isEmpty()).count();
    double[] idf = presence.columnSums();
    for (int term = 0; term < vocabulary; term++) {
      idf[term] = Math.log(named / idf[term]);
    }
    double[] inverseNorms = new double[presence.rows()];
    for (int item = 0; item < presence.rows(); item++) {
      double squares = 0;
      for (int entry = presence.start(item); entry < presence.end(item); entry++) {
        double weight = idf[presence.column(entry)];
        squares += weight * weight;
      }
      // An item whose every term stands on every item is like nothing in particular.
      inverseNorms[item] = squares == 0 ? 0 : 1 / Math.sqrt(squares);
    }
    return presence.scaled(inverseNorms, idf);
  }

  /// Score of an item = weight × Σ over the history of its decayed weight × cosine of the two bags.
  void addTo(Scores scores, int[] history, HistoryDecay decay, double weight) {
    // The history as one bag first: its terms repeat, and each costs a walk over its items.
    var profile = new Profile(Math.min(history.length, decay.length()), bags);
    decay.forEach(history, profile::add);
    for (int i = 0; i < profile.size; i++) {
      postings.addRow(profile.terms[i], weight * profile.weights[i], scores);
    }
  }

  /// The terms of a short history with their summed weights, in order of first appearance.
  private static final class Profile {
    /// Only where the arrays start; they grow.
    private static final int TERMS_PER_ITEM = 5;

    private final SparseMatrix bags;
    private int[] terms;
    private double[] weights;
    private int size;

    Profile(int items, SparseMatrix bags) {
      this.bags = bags;
      this.terms = new int[TERMS_PER_ITEM * items];
      this.weights = new double[TERMS_PER_ITEM * items];
    }

    void add(int item, double weight) {
      for (int entry = bags.start(item); entry < bags.end(item); entry++) {
        int place = place(bags.column(entry)); // first, because it may make `weights` anew
        weights[place] += weight * bags.value(entry);
      }
    }

    /// Searched in order: a profile has some tens of terms.
    private int place(int term) {
      for (int i = 0; i < size; i++) {
        if (terms[i] == term) {
          return i;
        }
      }
      if (size == terms.length) {
        terms = Arrays.copyOf(terms, 2 * size + 1);
        weights = Arrays.copyOf(weights, 2 * size + 1);
      }
      terms[size] = term;
      return size++;
    }
  }
}

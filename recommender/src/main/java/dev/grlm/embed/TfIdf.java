package dev.grlm.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Words and their weights: a text becomes the vector of (1 + ln tf) · idf over its known words,
/// divided by its length, with idf = 1 + ln((1 + n) / (1 + df)) for a word in df of n texts.
/// Immutable and thread-safe.
final class TfIdf {
  private final SequencedMap<String, Double> idfByWord;
  private final Map<String, Integer> indexByWord;
  private final double[] idf;

  /// @param idfByWord in column order
  TfIdf(SequencedMap<String, Double> idfByWord) {
    this.idfByWord = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(idfByWord));
    this.indexByWord = HashMap.newHashMap(idfByWord.size());
    this.idf = new double[idfByWord.size()];
    for (Map.Entry<String, Double> entry : idfByWord.entrySet()) {
      idf[indexByWord.size()] = entry.getValue();
      indexByWord.put(entry.getKey(), indexByWord.size());
    }
  }

  /// Keeps the words in at least `minimumDocuments` texts and of these the `maximumVocabulary` in
  /// most texts, alphabetically first where two are in as many; columns are in alphabetical order.
  static TfIdf fit(List<List<String>> documents, int minimumDocuments, int maximumVocabulary) {
    var documentFrequency = new TreeMap<String, Integer>();
    for (List<String> words : documents) {
      for (String word : new TreeSet<>(words)) {
        documentFrequency.merge(word, 1, Integer::sum);
      }
    }
    var kept = new ArrayList<Map.Entry<String, Integer>>();
    for (Map.Entry<String, Integer> entry : documentFrequency.entrySet()) {
      if (entry.getValue() >= minimumDocuments) {
        kept.add(entry);
      }
    }
    kept.sort(
        Map.Entry.<String, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    if (kept.size() > maximumVocabulary) {
      kept.subList(maximumVocabulary, kept.size()).clear();
    }
    kept.sort(Comparator.comparing(Map.Entry::getKey));
    var idfByWord = new LinkedHashMap<String, Double>();
    for (Map.Entry<String, Integer> entry : kept) {
      double share = (1.0 + documents.size()) / (1.0 + entry.getValue());
      idfByWord.put(entry.getKey(), 1 + Math.log(share));
    }
    return new TfIdf(idfByWord);
  }

  /// Every kept word with its idf, in column order.
  SequencedMap<String, Double> idfByWord() {
    return idfByWord;
  }

  int size() {
    return idf.length;
  }

  /// One row per document; a document without any known word has an empty one.
  SparseRows vectors(List<List<String>> documents) {
    int[] starts = new int[documents.size() + 1];
    int capacity = 0;
    for (List<String> words : documents) {
      capacity = Math.addExact(capacity, words.size());
    }
    int[] indices = new int[capacity];
    double[] values = new double[capacity];
    int end = 0;
    for (int row = 0; row < documents.size(); row++) {
      for (Map.Entry<Integer, Integer> word : counts(documents.get(row)).entrySet()) {
        indices[end] = word.getKey();
        values[end++] = (1 + Math.log(word.getValue())) * idf[word.getKey()];
      }
      starts[row + 1] = end;
      normalize(values, starts[row], end);
    }
    return new SparseRows(size(), starts, indices, values);
  }

  private SortedMap<Integer, Integer> counts(List<String> words) {
    var counts = new TreeMap<Integer, Integer>();
    for (String word : words) {
      Integer index = indexByWord.get(word);
      if (index != null) {
        counts.merge(index, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static void normalize(double[] values, int start, int end) {
    double squares = 0;
    for (int i = start; i < end; i++) {
      squares += values[i] * values[i];
    }
    double length = Math.sqrt(squares);
    for (int i = start; i < end; i++) {
      values[i] /= length;
    }
  }
}

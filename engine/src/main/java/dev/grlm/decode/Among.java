package dev.grlm.decode;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Among which symbols one has its probability when a trie says what may follow.
public enum Among {
  /// those that may follow, so that the sequences of the trie have all of the probability
  BRANCHES,
  /// all of the model's vocabulary, or of the level, so that what leads nowhere keeps its share
  ALL;

  /// @throws IllegalArgumentException naming the setting, the word and what it may be
  @JsonCreator
  public static Among parse(String word) {
    for (Among among : values()) {
      if (among.word().equals(word)) {
        return among;
      }
    }
    List<String> known = Arrays.stream(values()).map(Among::word).toList();
    throw new IllegalArgumentException("unknown 'among': '" + word + "'; it is one of " + known);
  }

  /// `branches` or `all`.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What is taken off the logits of a row.
  interface Normaliser {
    /// @param from where the logits of the row's branches begin, up to `to`
    double of(int row, float[] logits, int from, int to);
  }

  Normaliser normaliser(Session session) {
    if (this == BRANCHES) {
      return (_, logits, from, to) -> logSumExp(logits, from, to);
    }
    double[] whole = session.normalisers();
    return (row, _, _, _) -> whole[row];
  }

  private static double logSumExp(float[] values, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(values[i] - max);
    }
    return max + Math.log(sum);
  }
}

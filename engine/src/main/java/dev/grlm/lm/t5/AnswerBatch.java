package dev.grlm.lm.t5;

import dev.grlm.lm.TokenBatch;
import java.util.Arrays;
import java.util.List;

/// Answers padded to one length.
///
/// @param read what the decoder reads: the start token, then each answer without its last symbol
/// @param answers symbols, each answer of its own length
record AnswerBatch(TokenBatch read, List<int[]> answers) {
  /// Symbols of the answers that have one at a depth.
  ///
  /// @param positions flat indices (row × time) of the states that predict
  /// @param symbols what each of them predicts
  record Targets(long[] positions, long[] symbols) {}

  /// @throws IllegalArgumentException when an answer has a symbol that the model has not
  static AnswerBatch of(T5Config config, List<int[]> answers) {
    return new AnswerBatch(
        TokenBatch.of(answers.stream().map(answer -> read(config, answer)).toList()), answers);
  }

  private static int[] read(T5Config config, int[] answer) {
    var read = new int[answer.length];
    read[0] = config.startId();
    for (int depth = 0; depth < answer.length; depth++) {
      int token = config.token(depth, answer[depth]);
      if (depth + 1 < answer.length) {
        read[depth + 1] = token;
      }
    }
    return read;
  }

  /// All that is predicted at depths `from` … `to` − 1, sample by sample.
  Targets targets(int from, int to) {
    int count = 0;
    for (int[] answer : answers) {
      count += Math.max(0, Math.min(to, answer.length) - from);
    }
    var positions = new long[count];
    var symbols = new long[count];
    int next = 0;
    for (int row = 0; row < answers.size(); row++) {
      int[] answer = answers.get(row);
      for (int depth = from; depth < Math.min(to, answer.length); depth++) {
        positions[next] = (long) row * read.time() + depth;
        symbols[next++] = answer[depth];
      }
    }
    return new Targets(positions, symbols);
  }

  /// Length of the longest answer.
  int depths() {
    return Arrays.stream(read.lengths()).max().orElse(0);
  }
}

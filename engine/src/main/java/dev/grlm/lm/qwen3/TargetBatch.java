package dev.grlm.lm.qwen3;

import dev.grlm.lm.TokenBatch;
import java.util.Arrays;
import java.util.List;

/// Samples padded to one length, with what has to be predicted.
///
/// @param positions flat indices (row × time) of the states that predict
/// @param targets the token that each of them predicts
/// @param weights of the targets in the loss
record TargetBatch(TokenBatch tokens, long[] positions, long[] targets, float[] weights) {
  static TargetBatch of(List<TokenSample> samples) {
    TokenBatch batch =
        TokenBatch.of(
            samples.stream().map(s -> Arrays.copyOf(s.tokens(), s.tokens().length - 1)).toList());
    int count = samples.stream().mapToInt(TokenSample::targets).sum();
    var positions = new long[count];
    var targets = new long[count];
    var weights = new float[count];
    int next = 0;
    for (int row = 0; row < samples.size(); row++) {
      int[] tokens = samples.get(row).tokens();
      float[] own = samples.get(row).weights();
      System.arraycopy(own, 0, weights, next, own.length);
      for (int t = samples.get(row).firstTarget(); t < tokens.length; t++) {
        positions[next] = (long) row * batch.time() + t - 1;
        targets[next++] = tokens[t];
      }
    }
    return new TargetBatch(batch, positions, targets, weights);
  }
}

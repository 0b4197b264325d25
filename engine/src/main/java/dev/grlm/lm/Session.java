package dev.grlm.lm;

import java.util.stream.IntStream;

/// The decoding state of a batch: rows that grow by one symbol at a time. The one place where
/// caches are reordered. Confined to the thread that opened it; close it there.
public interface Session extends AutoCloseable {
  /// How many rows are alive.
  int rows();

  /// For every row the `limit` most probable next symbols over the whole vocabulary of this depth.
  ///
  /// @return rows × min(limit, vocabulary), best first; equal values in order of the symbol
  Candidates best(int limit);

  /// Logits of the allowed symbols only; no other row of the output head is computed.
  float[] logits(Allowed allowed);

  /// The natural logarithm of the sum of exp of all logits of this depth, one per row: less it, a
  /// logit is the logarithm of a probability over the whole vocabulary.
  default double[] normalisers() {
    if (rows() == 0) {
      return new double[0];
    }
    Candidates best = best(1);
    int[] offsets = IntStream.rangeClosed(0, rows()).toArray();
    float[] logits = logits(new Allowed(offsets, best.symbols()));
    return IntStream.range(0, rows())
        .mapToDouble(row -> (double) logits[row] - best.logProbabilities()[row])
        .toArray();
  }

  /// Replaces the rows: new row i continues old row `parents[i]` with `symbols[i]`. A parent may
  /// occur any number of times.
  void advance(int[] parents, int[] symbols);

  /// Frees the caches. What is asked for later is refused by an [IllegalStateException].
  @Override
  void close();

  /// Symbols that may follow each row, as a compressed table: those of row r stand at `offsets[r] …
  /// offsets[r + 1] − 1` of `symbols`.
  ///
  /// @param offsets rows + 1 values, not falling
  record Allowed(int[] offsets, int[] symbols) {
    /// Those of what is allowed.
    ///
    /// @param logits of all symbols, rows × vocabulary
    public float[] of(float[] logits, int vocabulary) {
      var picked = new float[symbols.length];
      for (int row = 0; row + 1 < offsets.length; row++) {
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
          picked[i] = logits[row * vocabulary + symbols[i]];
        }
      }
      return picked;
    }
  }

  /// @param symbols rows × width
  /// @param logProbabilities same shape, natural logarithm, over the whole vocabulary
  record Candidates(int width, int[] symbols, float[] logProbabilities) {}
}

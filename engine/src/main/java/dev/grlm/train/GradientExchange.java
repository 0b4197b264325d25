package dev.grlm.train;

import org.bytedeco.pytorch.Tensor;

/// What the ranks of one training, each with a copy of the model, tell one another. Every rank
/// makes the same calls in the same order; a call returns when all ranks have made it.
///
/// A failure of one rank must become an exception in the others, an [IllegalStateException] that
/// says so in one line: a rank that waits for ever is no use to anyone.
public interface GradientExchange {
  /// This one's number, from 0. Rank 0 validates, reports and writes.
  int rank();

  /// Number of ranks.
  int size();

  /// Replaces a flat tensor by the sum over all ranks: every rank has the same bits afterwards.
  ///
  /// @param flat contiguous, of one size and precision everywhere, on this rank's device
  void sum(Tensor flat);

  /// The sum over all ranks, the same bits everywhere.
  double sum(double value);

  /// Replaces a contiguous tensor by that of rank 0.
  void broadcast(Tensor tensor);

  /// The value of rank 0, bit for bit.
  double broadcast(double value);

  /// Whether every rank has the same value; the same answer everywhere.
  default boolean agree(long value) {
    int high = (int) (value >>> 32);
    int low = (int) value;
    boolean same = broadcast((double) high) == high;
    same &= broadcast((double) low) == low;
    return sum(same ? 0 : 1) == 0;
  }

  /// The only rank.
  static GradientExchange alone() {
    return new GradientExchange() {
      @Override
      public int rank() {
        return 0;
      }

      @Override
      public int size() {
        return 1;
      }

      @Override
      public void sum(Tensor flat) {}

      @Override
      public double sum(double value) {
        return value;
      }

      @Override
      public void broadcast(Tensor tensor) {}

      @Override
      public double broadcast(double value) {
        return value;
      }
    };
  }
}

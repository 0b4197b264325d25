package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The most probable symbols of each row, equal values in order of the symbol. libtorch leaves open
/// which of equal values it picks, so one more is asked for: where that one equals the last, the
/// row is looked through again.
public final class BestSymbols {
  private BestSymbols() {}

  /// @param logProbabilities (rows, vocabulary)
  public static Session.Candidates of(Tensor logProbabilities, int limit) {
    int rows = (int) logProbabilities.size(0);
    int vocabulary = (int) logProbabilities.size(1);
    int width = Math.min(limit, vocabulary);
    int asked = Math.min(width + 1, vocabulary);
    T_TensorTensor_T top = torch.topk(logProbabilities, asked);
    float[] values = Tensors.toFloats(top.get0());
    long[] found = Tensors.toLongs(top.get1());
    var symbols = new int[rows * width];
    var kept = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      int to = row * width;
      for (int i = 0; i < width; i++) {
        kept[to + i] = values[row * asked + i];
        symbols[to + i] = (int) found[row * asked + i];
      }
      if (asked > width && values[row * asked + width] == kept[to + width - 1]) {
        refill(Tensors.toFloats(logProbabilities.select(0, row)), kept, symbols, to, width);
      }
      orderEqual(kept, symbols, to, to + width);
    }
    return new Session.Candidates(width, symbols, kept);
  }

  /// Puts the smallest symbols of the last value in its places.
  private static void refill(float[] all, float[] kept, int[] symbols, int from, int width) {
    float last = kept[from + width - 1];
    int place = from;
    while (kept[place] != last) {
      place++;
    }
    for (int symbol = 0; place < from + width; symbol++) {
      if (all[symbol] == last) {
        symbols[place++] = symbol;
      }
    }
  }

  private static void orderEqual(float[] values, int[] symbols, int from, int to) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || values[i] != values[start]) {
        Arrays.sort(symbols, start, i);
        start = i;
      }
    }
  }
}

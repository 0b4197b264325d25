package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The most probable symbols of each row, equal values in order of the symbol. libtorch leaves open
/// which of equal values it picks, so one more is asked for: where that one equals the last, the
/// smallest symbols of that value are looked for in turn. In half precision that is so in nearly
/// every row, and a row is as long as the vocabulary: it is done where the rows are.
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
    var open = new ArrayList<Integer>();
    for (int row = 0; row < rows; row++) {
      int to = row * width;
      for (int i = 0; i < width; i++) {
        kept[to + i] = values[row * asked + i];
        symbols[to + i] = (int) found[row * asked + i];
      }
      if (asked > width && values[row * asked + width] == kept[to + width - 1]) {
        open.add(row);
      }
    }
    if (!open.isEmpty()) {
      refill(logProbabilities, open, kept, symbols, width);
    }
    for (int row = 0; row < rows; row++) {
      orderEqual(kept, symbols, row * width, (row + 1) * width);
    }
    return new Session.Candidates(width, symbols, kept);
  }

  /// Puts the smallest symbols of the last value in its places.
  ///
  /// @param open rows in which more symbols have that value than there are places
  private static void refill(
      Tensor logProbabilities, List<Integer> open, float[] kept, int[] symbols, int width) {
    long[] smallest = smallest(logProbabilities, open, kept, width);
    for (int i = 0; i < open.size(); i++) {
      int from = open.get(i) * width;
      float last = kept[from + width - 1];
      int place = from;
      while (kept[place] != last) {
        place++;
      }
      for (int next = i * width; place < from + width; next++) {
        symbols[place++] = (int) smallest[next];
      }
    }
  }

  /// The smallest symbols of the last value of some rows, in order; `width` for each, of which the
  /// last may be none.
  private static long[] smallest(
      Tensor logProbabilities, List<Integer> open, float[] kept, int width) {
    int count = open.size();
    var last = new float[count];
    for (int i = 0; i < count; i++) {
      last[i] = kept[open.get(i) * width + width - 1];
    }
    long[] rows = open.stream().mapToLong(row -> row).toArray();
    Tensor values =
        logProbabilities.index_select(
            0, Tensors.beside(logProbabilities, Tensors.longs(rows, count)));
    Tensor equal = values.eq(Tensors.beside(values, Tensors.floats(last, count, 1)));
    long vocabulary = values.size(1);
    var options = new TensorOptions(ScalarType.Int).device(new DeviceOptional(values.device()));
    Tensor numbers = torch.arange(new Scalar(vocabulary), options).expand_as(values);
    Tensor keys = torch.where(equal, numbers, new Scalar(vocabulary));
    return Tensors.toLongs(torch.topk(keys, width, 1, false, true).get0());
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

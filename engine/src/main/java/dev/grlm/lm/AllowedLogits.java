package dev.grlm.lm;

import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/// Logits of the symbols that may follow, by the product that is quicker: with the whole head, or
/// with single rows of it. Stateless.
final class AllowedLogits {
  /// One product with the whole head is quicker than gathering when more than 1/8 of it is allowed.
  private static final int WHOLE_HEAD_SHARE = 8;

  private AllowedLogits() {}

  /// @param vocabulary number of symbols of the head
  /// @param like any tensor of the device where states are
  /// @param all logits (rows, vocabulary)
  /// @param pairs logits (n) of n rows and n symbols
  static float[] of(
      Session.Allowed allowed,
      int vocabulary,
      Tensor like,
      Supplier<Tensor> all,
      BinaryOperator<Tensor> pairs) {
    int count = allowed.symbols().length;
    int rowCount = allowed.offsets().length - 1;
    var rows = new long[count];
    for (int row = 0; row < rowCount; row++) {
      Arrays.fill(rows, allowed.offsets()[row], allowed.offsets()[row + 1], row);
    }
    if (count > (long) rowCount * vocabulary / WHOLE_HEAD_SHARE) {
      var places = new long[count];
      for (int i = 0; i < count; i++) {
        places[i] = rows[i] * vocabulary + allowed.symbols()[i];
      }
      Tensor picked = Tensors.beside(like, Tensors.longs(places, count));
      return Tensors.toFloats(all.get().view(-1).index_select(0, picked));
    }
    return Tensors.toFloats(
        pairs.apply(
            Tensors.beside(like, Tensors.longs(rows, count)),
            Tensors.beside(like, Tensors.longs(allowed.symbols()))));
  }
}

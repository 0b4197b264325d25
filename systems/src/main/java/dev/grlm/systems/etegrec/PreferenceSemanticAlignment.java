package dev.grlm.systems.etegrec;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.tensor.Tensors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// ETEGRec's preference-semantic alignment (Liu et al. 2024, arXiv 2409.05546): what the decoder
/// begins with is to tell, among the items of a batch, the one that comes next, by the vectors that
/// their codes decode to, and each item is to tell the decoder that it comes next for.
///
/// InfoNCE both ways, of cosines divided by a temperature.
///
/// @param temperature τ
record PreferenceSemanticAlignment(double temperature) {
  /// Under the root of a length, so that a row of zeros has a gradient.
  private static final double SMALL = 1e-12;

  /// @param preferences b, (B, width of the vectors)
  /// @param semantics x̂, (B, width of the vectors), of different items, in the same order
  /// @return sum over the rows of both losses, a scalar
  Tensor of(Tensor preferences, Tensor semantics) {
    Tensor cosines = unit(preferences).matmul(unit(semantics).t());
    Tensor logits = cosines.div(new Scalar(temperature));
    return told(logits).add(told(logits.t()));
  }

  private static Tensor unit(Tensor rows) {
    return rows.div(rows.square().sum(1).add(new Scalar(SMALL)).sqrt().unsqueeze(1));
  }

  private static Tensor told(Tensor logits) {
    long[] own = LongStream.range(0, logits.size(0)).toArray();
    Tensor diagonal = Tensors.longs(own, own.length);
    return CrossEntropy.sum(logits, diagonal);
  }
}

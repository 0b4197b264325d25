package dev.grlm.systems.tricdr;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.systems.tricdr.TriSequences.Side;
import dev.grlm.tensor.Tensors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// TCL, the contrast of triple sequences: the last states of a person's three sequences are to be
/// alike, more than those of two persons of the pass (NT-Xent), and the source's nearer to the mix
/// than to the target (triplet).
record Contrast(ContrastConfig config) {
  /// Keeps a root and a quotient from what they have no derivative at.
  private static final double LEAST = 1e-6;

  /// The mean over the persons of a pass with something in both domains; with fewer than two of
  /// them there is nothing to tell apart.
  ///
  /// @param width D
  /// @return a scalar; null where there is nothing
  @Nullable Tensor mean(TriStack stack, TriStack.States states, TriSequences sequences, int width) {
    int[] rows = sequences.overlapping();
    if (rows.length < 2 || !config.takesPlace()) {
      return null;
    }
    Tensor source = last(stack, states.source(), sequences.source(), rows, width);
    Tensor target = last(stack, states.target(), sequences.target(), rows, width);
    Tensor mix = last(stack, states.mix(), sequences.mix(), rows, width);
    Tensor sum = triplet(source, target, mix).mul(new Scalar(config.tripletWeight()));
    if (config.weight() > 0) {
      sum = sum.add(pair(mix, source, config.mixSource()));
      sum = sum.add(pair(mix, target, config.mixTarget()));
      sum = sum.add(pair(source, target, config.sourceTarget()));
    }
    return sum;
  }

  private static Tensor last(TriStack stack, Tensor states, Side side, int[] rows, int width) {
    Tensor chosen =
        states.reshape(-1, width).index_select(0, Tensors.longs(side.last(rows), rows.length));
    return stack.contrasted(chosen);
  }

  /// NT-Xent of two views of B persons: each of the 2B is to find its other among the rest.
  private Tensor pair(Tensor one, Tensor other, double rate) {
    long rows = one.size(0);
    Tensor views = Tensors.cat(0, unit(one), unit(other));
    Tensor cosines = views.mm(views.t()).div(new Scalar(config.temperature()));
    var itself = new byte[Math.toIntExact(4 * rows * rows)];
    for (int row = 0; row < 2 * rows; row++) {
      itself[Math.toIntExact(2L * row * rows + row)] = 1;
    }
    Tensor apart =
        cosines.masked_fill(
            Tensors.atLeast(itself, 1, 2 * rows, 2 * rows), new Scalar(Double.NEGATIVE_INFINITY));
    long[] others =
        LongStream.range(0, 2 * rows).map(row -> row < rows ? row + rows : row - rows).toArray();
    return CrossEntropy.sum(apart, Tensors.longs(others, others.length))
        .mul(new Scalar(config.weight() * config.share(rate) / (2 * rows)));
  }

  private static Tensor unit(Tensor rows) {
    return rows.div(length(rows).unsqueeze(1));
  }

  /// Euclidean lengths of rows, (B).
  private static Tensor length(Tensor rows) {
    return rows.mul(rows).sum(1).add(new Scalar(LEAST)).sqrt();
  }

  private Tensor triplet(Tensor source, Tensor target, Tensor mix) {
    Tensor near = length(source.sub(mix));
    Tensor far = length(source.sub(target));
    return torch.relu(near.sub(far).add(new Scalar(config.margin()))).mean();
  }
}

package dev.grlm.systems.etegrec;

import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// ETEGRec's sequence-item alignment (Liu et al. 2024, arXiv 2409.05546): what a sequence says is
/// quantised as its next item is, and both are to be near to the same codes.
///
/// At each level p = softmax(−‖r − E‖²) over the codes E, with r what is left before the level; the
/// loss is KL(p‖p′) + KL(p′‖p) between the sequence's and the item's, of which the mean over levels
/// counts. Codes are taken off without their gradient, so that each level reaches what was
/// quantised.
///
/// @param legacy +‖r − E‖² in place of −‖r − E‖², as in the paper's code: then the farthest codes
///   are the most probable ones, and which of the near ones is meant counts for next to nothing
record SequenceItemAlignment(boolean legacy) {

  /// @param books of each level (K, e)
  /// @param sequences a, (B, e)
  /// @param residuals of the items, of each level (B, e): what is left of them before it
  /// @return sum over the rows, a scalar
  Tensor of(List<Tensor> books, Tensor sequences, List<Tensor> residuals) {
    Tensor r = sequences;
    Tensor total = Tensors.zeros();
    for (int level = 0; level < books.size(); level++) {
      Tensor book = books.get(level);
      Tensor nearness = nearness(r, book);
      total = total.add(divergences(nearness, nearness(residuals.get(level), book)));
      if (level + 1 < books.size()) {
        r = r.sub(nearest(nearness, book));
      }
    }
    return total.div(new Scalar((double) books.size()));
  }

  /// −‖r − E‖² of each code, but for ‖r‖², which is the same for all of them.
  private static Tensor nearness(Tensor r, Tensor book) {
    return r.matmul(book.t()).mul(new Scalar(2.0)).sub(book.square().sum(1));
  }

  private static Tensor nearest(Tensor nearness, Tensor book) {
    try (var _ = new NoGradGuard()) {
      return torch.embedding(book, nearness.argmax(new LongOptional(1), false));
    }
  }

  private Tensor divergences(Tensor left, Tensor right) {
    double sign = legacy ? -1 : 1;
    Tensor p = torch.log_softmax(left.mul(new Scalar(sign)), 1);
    Tensor q = torch.log_softmax(right.mul(new Scalar(sign)), 1);
    return p.exp().sub(q.exp()).mul(p.sub(q)).sum();
  }
}

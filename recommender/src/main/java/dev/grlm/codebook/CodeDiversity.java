package dev.grlm.codebook;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// LETTER's diversity regularisation (Wang et al. 2024, arXiv 2405.07314): codes of one cluster of
/// a book are drawn together and those of different clusters apart, so that the codes of items
/// spread over the book.
///
/// Of an item with code c at a level the logits are E_c · E_j over all other codes j of the book E,
/// and the loss is the cross-entropy of another code of c's cluster; the mean over levels counts.
/// The gradient goes to the book alone. Clusters and the other code of each code are drawn anew by
/// [CodePartners] when an epoch begins, from seed, epoch and the book as it is then. (The paper's
/// code draws one for every item. Here all items of a code have the same one in an epoch, so that
/// the loss is one product of a book with itself, its rows counted by the items of each code.)
///
/// What an epoch drew is written by one thread before it is read by others.
public final class CodeDiversity implements RqVaeLoss {
  /// Added to a code's product with itself: it is not asked for.
  private static final double NEVER = -1e12;

  private final double weight;
  private final CodePartners ways;
  private final long seed;
  private volatile List<int[]> partners = List.of();

  /// @param weight β of the paper's diversity
  /// @param clusters of each book, at most
  /// @param seed of what is drawn
  public CodeDiversity(double weight, int clusters, long seed) {
    this.weight = weight;
    this.ways = new CodePartners(clusters);
    this.seed = seed;
  }

  @Override
  public void epochBegins(RqVae model, int epoch) {
    List<Matrix> books = model.codebooks().books();
    var drawn = new ArrayList<int[]>();
    for (int level = 0; level < books.size(); level++) {
      drawn.add(ways.draw(books.get(level), (seed * 1_000_003 + epoch) * 31 + level));
    }
    partners = List.copyOf(drawn);
  }

  /// Of every level, what each code is drawn to in the present epoch.
  List<int[]> partners() {
    return partners;
  }

  /// @throws IllegalStateException when no epoch has begun: nothing is drawn yet
  @Override
  public Tensor of(RqVae model, RqVaePass pass, Dropout masks) {
    List<int[]> drawn = partners;
    if (drawn.size() != pass.codes().length) {
      throw new IllegalStateException(
          "%d levels have partners, %d are trained: an epoch must begin first"
              .formatted(drawn.size(), pass.codes().length));
    }
    Tensor loss = Tensors.zeros();
    for (int level = 0; level < drawn.size(); level++) {
      loss = loss.add(ofLevel(model.book(level), pass.codes()[level], drawn.get(level)));
    }
    return loss.mul(new Scalar(weight / drawn.size()));
  }

  private static Tensor ofLevel(Tensor book, long[] codes, int[] partners) {
    int size = partners.length;
    var items = new float[size];
    for (long code : codes) {
      items[(int) code] += partners[(int) code] == CodePartners.NONE ? 0 : 1;
    }
    // The row of a code without a partner counts for nothing, whatever it is compared with.
    long[] classes = Arrays.stream(partners).mapToLong(partner -> Math.max(0, partner)).toArray();
    Tensor itself = torch.eye(size).mul(new Scalar(NEVER));
    Tensor losses =
        CrossEntropy.each(book.matmul(book.t()).add(itself), Tensors.longs(classes, size));
    return losses.mul(Tensors.floats(items, size)).sum();
  }
}

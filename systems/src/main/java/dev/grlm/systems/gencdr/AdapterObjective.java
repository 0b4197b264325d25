package dev.grlm.systems.gencdr;

import dev.grlm.codebook.Codebooks;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVae;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What an [AdaptedEncoder] is trained on, with encoder, books and decoder of the RQ-VAE as they
/// are; a sample is the index of an item. With MSE the mean over coordinates and sg without a
/// gradient, summed over items:
///
/// MSE(x̂, x) + β · mean over levels of MSE(z, sg Σ q up to the level) + λ · (mean of g_D − ½)².
///
/// The last part is of each domain's items of a pass, and keeps a gate from closing for good.
final class AdapterObjective implements Trainable<Integer> {
  private static final double HALF = .5;

  private final AdaptedEncoder encoder;
  private final ItemVectors vectors;
  private final ItemVectors standard;
  private final int[] domainOf;
  private final AdapterConfig config;
  private final Codebooks books;

  /// @param vectors as they are
  /// @param domainOf by item
  /// @param books of the RQ-VAE
  AdapterObjective(
      AdaptedEncoder encoder,
      ItemVectors vectors,
      int[] domainOf,
      AdapterConfig config,
      Codebooks books) {
    this.encoder = encoder;
    this.vectors = vectors;
    this.standard = encoder.standardized(vectors);
    this.domainOf = domainOf;
    this.config = config;
    this.books = books;
    model().parameters().freeze();
  }

  private RqVae model() {
    return encoder.model();
  }

  @Override
  public Parameters parameters() {
    return encoder.parameters();
  }

  @Override
  public int weight(Integer item) {
    return 1;
  }

  @Override
  public Tensor loss(List<Integer> items, Dropout masks) {
    int[] rows = items.stream().mapToInt(Integer::intValue).toArray();
    Tensor x = Tensors.floats(standard.rows(rows), rows.length, standard.width());
    Tensor marks = encoder.marks(rows, domainOf);
    AdaptedEncoder.Encoded encoded = encoder.encode(x, marks);
    Tensor z = encoded.z();
    List<Tensor> sums = sums(z);
    // z + sg(Σ q − z): the value of the sum, the gradient of z.
    Tensor quantized = z.add(sums.getLast().sub(z.detach()));
    Tensor loss = meanSquares(model().decode(quantized), x);
    for (Tensor sum : sums) {
      loss = loss.add(meanSquares(z, sum).mul(new Scalar(config.commitment() / sums.size())));
    }
    return loss.add(imbalance(encoded.gates(), marks).mul(new Scalar(config.balance())));
  }

  /// Times the items of each domain, so that it counts for an item as the other parts do.
  private static Tensor imbalance(Tensor gates, Tensor marks) {
    Tensor counts = marks.sum(0);
    Tensor means = gates.matmul(marks).div(counts.clamp_min(new Scalar(1.0)));
    return means.sub(new Scalar(HALF)).square().mul(counts).sum();
  }

  /// Sum over rows of the mean over columns.
  private static Tensor meanSquares(Tensor left, Tensor right) {
    return left.sub(right).square().sum().div(new Scalar((double) left.size(1)));
  }

  /// Up to each level, what the nearest codes add up to; without a gradient.
  private List<Tensor> sums(Tensor z) {
    var sums = new ArrayList<Tensor>();
    Tensor sum = Tensors.zeros(z.size(0), z.size(1));
    for (int level = 0; level < books.levels(); level++) {
      sum = sum.add(nearest(z.detach().sub(sum), model().book(level).detach()));
      sums.add(sum);
    }
    return sums;
  }

  private static Tensor nearest(Tensor left, Tensor book) {
    Tensor products = left.matmul(book.t()).mul(new Scalar(2));
    // |left|² is the same for all codes.
    Tensor distances = book.square().sum(1).sub(products);
    return torch.embedding(book, distances.argmin(new LongOptional(1), false));
  }

  /// Minus the collision rate of the codes as they are now; the error of what is decoded, which is
  /// made smaller than one item, tells apart equally many collisions. As for the RQ-VAE itself.
  double score() {
    ItemVectors z = encoder.encoded(vectors, domainOf);
    int surplus = books.quantize(z).codes().surplus();
    double error = 0;
    int block = config.batch();
    for (int from = 0; from < z.items(); from += block) {
      int[] rows = IntStream.range(from, Math.min(z.items(), from + block)).toArray();
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        Tensor x = Tensors.floats(standard.rows(rows), rows.length, standard.width());
        Tensor sum = sums(Tensors.floats(z.rows(rows), rows.length, z.width())).getLast();
        error += meanSquares(model().decode(sum), x).item_double();
      }
    }
    double mean = error / z.items();
    return -(surplus + mean / (1 + mean)) / z.items();
  }
}

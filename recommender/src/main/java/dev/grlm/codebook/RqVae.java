package dev.grlm.codebook;

import dev.grlm.tensor.LinearAlgebra.Matrix;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// A residual-quantised variational autoencoder (Lee et al. 2022, arXiv 2203.01941; for identifiers
/// Rajput et al. 2023, TIGER, arXiv 2305.05065, §3.1): a net encodes a vector, codes of several
/// levels add up to nearly what it encoded, and a mirrored net decodes their sum. ReLU between the
/// layers, none behind the last.
///
/// Immutable but for training, and thread-safe; closing it frees native memory.
public final class RqVae implements AutoCloseable {
  /// Items that are encoded together outside of training.
  private static final int BLOCK = 1024;

  private final RqVaeShape shape;
  private final Parameters weights;

  RqVae(RqVaeShape shape, long seed) {
    this.shape = shape;
    this.weights = declare(shape).create(seed);
  }

  private static Parameters.Declaration declare(RqVaeShape shape) {
    var declaration = new Parameters.Declaration();
    List<Integer> widths = shape.widths();
    declare(declaration, "encoder", widths);
    declare(declaration, "decoder", widths.reversed());
    // Codes start where k-means puts them, and are not drawn to zero.
    for (int level = 0; level < shape.levels(); level++) {
      declaration.constant(bookName(level), 0, shape.codes(), shape.width());
    }
    return declaration;
  }

  /// Xavier's normal weights, no bias at first.
  private static void declare(
      Parameters.Declaration declaration, String net, List<Integer> widths) {
    for (int layer = 0; layer + 1 < widths.size(); layer++) {
      int in = widths.get(layer);
      int out = widths.get(layer + 1);
      String name = net + "." + layer;
      declaration.normal(name + ".weight", (float) Math.sqrt(2.0 / (in + out)), out, in);
      declaration.constant(name + ".bias", 0, out);
    }
  }

  static String bookName(int level) {
    return "levels." + level;
  }

  RqVaeShape shape() {
    return shape;
  }

  public Parameters parameters() {
    return weights;
  }

  /// @param x (B, width of the vectors)
  /// @return (B, e)
  public Tensor encode(Tensor x) {
    return net("encoder", x);
  }

  /// @param z (B, e)
  /// @return (B, width of the vectors)
  public Tensor decode(Tensor z) {
    return net("decoder", z);
  }

  private Tensor net(String net, Tensor x) {
    int layers = shape.hidden().size() + 1;
    Tensor out = x;
    for (int layer = 0; layer < layers; layer++) {
      String name = net + "." + layer;
      out =
          torch.linear(
              out,
              weights.tensor(name + ".weight"),
              new TensorOptional(weights.tensor(name + ".bias")));
      out = layer + 1 < layers ? torch.relu(out) : out;
    }
    return out;
  }

  /// (K, e)
  public Tensor book(int level) {
    return weights.tensor(bookName(level));
  }

  /// The present codes.
  Codebooks codebooks() {
    var books = new ArrayList<Matrix>();
    for (int level = 0; level < shape.levels(); level++) {
      float[] values = Tensors.toFloats(book(level));
      var doubles = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        doubles[i] = values[i];
      }
      books.add(new Matrix(shape.codes(), shape.width(), doubles));
    }
    return new Codebooks(books);
  }

  /// Overwrites the codes of all levels.
  void use(Codebooks books) {
    for (int level = 0; level < shape.levels(); level++) {
      double[] values = books.books().get(level).values();
      var floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      Tensors.overwrite(book(level), floats);
    }
  }

  /// What the codes have to make, of every item.
  ItemVectors encoded(ItemVectors vectors) {
    var encoded = new float[Math.multiplyExact(vectors.items(), shape.width())];
    for (int from = 0; from < vectors.items(); from += BLOCK) {
      int count = Math.min(BLOCK, vectors.items() - from);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        float[] z = Tensors.toFloats(encode(block(vectors, from, count)));
        System.arraycopy(z, 0, encoded, from * shape.width(), z.length);
      }
    }
    return new ItemVectors(vectors.items(), shape.width(), encoded);
  }

  /// Mean squared error of the vectors that the codes of all items decode to, over items and
  /// coordinates.
  ///
  /// @param sums what the codes of each item add up to
  double error(ItemVectors vectors, ItemVectors sums) {
    double squares = 0;
    for (int from = 0; from < vectors.items(); from += BLOCK) {
      int count = Math.min(BLOCK, vectors.items() - from);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        Tensor made = decode(block(sums, from, count));
        squares += made.sub(block(vectors, from, count)).square().sum().item_double();
      }
    }
    return squares / vectors.values().length;
  }

  private static Tensor block(ItemVectors vectors, int from, int count) {
    int width = vectors.width();
    var values = new float[count * width];
    System.arraycopy(vectors.values(), from * width, values, 0, values.length);
    return Tensors.floats(values, count, width);
  }

  @Override
  public void close() {
    weights.close();
  }
}

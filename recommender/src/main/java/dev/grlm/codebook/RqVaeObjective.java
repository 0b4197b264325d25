package dev.grlm.codebook;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The training loss of an [RqVae]; a sample is the index of an item. With MSE the mean over
/// coordinates and sg without a gradient, summed over items:
///
/// MSE(x̂, x) + λ · mean over levels of (MSE(q, sg r) + β · MSE(r, sg q)).
///
/// The next level's r is r − sg q, so that each code book has its own loss alone and every level's
/// commitment reaches the encoder. (Subtracting the straight-through q, as much public code does,
/// keeps everything behind the first level from it; [RqVaeConfig#legacy] does so, and has the first
/// books and the dead codes of that code as well.)
///
/// Between steps the books are seen to by [CodeRevival]: k-means before the first epoch, and until
/// half of the training is done a new place for codes that no item has.
public final class RqVaeObjective implements Trainable<Integer> {
  private final RqVae model;
  private final ItemVectors vectors;
  private final RqVaeConfig config;
  private final CodeRevival revival;
  private final List<RqVaeLoss> further;

  /// @param vectors standardised
  /// @param seed of what is drawn for the books
  /// @param further losses, of whoever asks for them
  RqVaeObjective(
      RqVae model, ItemVectors vectors, RqVaeConfig config, long seed, List<RqVaeLoss> further) {
    this.model = model;
    this.vectors = vectors;
    this.config = config;
    this.revival = new CodeRevival(seed);
    this.further = List.copyOf(further);
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public int weight(Integer item) {
    return 1;
  }

  @Override
  public void epochBegins(List<Integer> items, int epoch) {
    if (epoch == 0) {
      model.use(revival.first(model.encoded(startingItems()), model.shape()));
    } else if (!config.legacy() && epoch <= config.epochs() / 2) {
      model.use(revival.revived(model.codebooks(), model.encoded(vectors), epoch));
    }
    further.forEach(loss -> loss.epochBegins(model, epoch));
  }

  /// What the first books are made of.
  private ItemVectors startingItems() {
    int batch = Math.max(config.batch(), model.shape().codes());
    return config.legacy() && batch < vectors.items() ? revival.drawn(vectors, batch) : vectors;
  }

  @Override
  public Tensor loss(List<Integer> items, Dropout masks) {
    RqVaePass pass = pass(items.stream().mapToInt(Integer::intValue).toArray());
    Tensor loss = own(pass);
    for (RqVaeLoss one : further) {
      loss = loss.add(one.of(model, pass, masks));
    }
    return loss;
  }

  /// What the class says, without what others ask for: summed over the items of a pass.
  public Tensor own(RqVaePass pass) {
    Tensor loss = meanSquares(pass.reconstruction(), pass.x());
    double weight = config.quantisation() / model.shape().levels();
    for (int level = 0; level < model.shape().levels(); level++) {
      Tensor r = pass.residuals().get(level);
      Tensor q = pass.chosen().get(level);
      Tensor book = meanSquares(q, r.detach());
      Tensor commitment = meanSquares(r, q.detach()).mul(new Scalar(config.commitment()));
      loss = loss.add(book.add(commitment).mul(new Scalar(weight)));
    }
    return loss;
  }

  /// Sum over rows of the mean over columns.
  private static Tensor meanSquares(Tensor left, Tensor right) {
    return left.sub(right).square().sum().div(new Scalar((double) left.size(1)));
  }

  /// The way of some items through the model, with its graph where one is asked for.
  ///
  /// @param items indices in the catalogue
  public RqVaePass pass(int[] items) {
    Tensor x = Tensors.floats(vectors.rows(items), items.length, vectors.width());
    Tensor z = model.encode(x);
    var residuals = new ArrayList<Tensor>();
    var chosen = new ArrayList<Tensor>();
    var codes = new long[model.shape().levels()][];
    Tensor r = z;
    Tensor sum = Tensors.zeros(items.length, model.shape().width());
    for (int level = 0; level < codes.length; level++) {
      codes[level] = codes(r, level);
      Tensor q = torch.embedding(model.book(level), Tensors.longs(codes[level], items.length));
      residuals.add(r);
      chosen.add(q);
      sum = sum.add(q.detach());
      // Straight through, q has the gradient of r, and their difference none.
      r = config.legacy() ? r.sub(q).detach() : r.sub(q.detach());
    }
    // z + sg(Σ q − z): the value of the sum, the gradient of z.
    Tensor quantized = z.add(sum.sub(z.detach()));
    return new RqVaePass(items, x, z, residuals, chosen, codes, quantized, model.decode(quantized));
  }

  private long[] codes(Tensor residual, int level) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor book = model.book(level);
      Tensor products = residual.matmul(book.t()).mul(new Scalar(2));
      // |r|² is the same for all codes.
      Tensor distances = book.square().sum(1).sub(products);
      if (!config.sinkhorn() || level < model.shape().levels() - 1) {
        return Tensors.toLongs(distances.argmin(new LongOptional(1), false));
      }
      return spread(distances.add(residual.square().sum(1).unsqueeze(1)));
    }
  }

  private static long[] spread(Tensor distances) {
    float[] values = Tensors.toFloats(distances);
    var doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    int items = (int) distances.size(0);
    int[] codes = Sinkhorn.DEFAULT.codes(doubles, items, (int) distances.size(1));
    var longs = new long[items];
    for (int item = 0; item < items; item++) {
      longs[item] = codes[item];
    }
    return longs;
  }
}

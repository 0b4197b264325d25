package dev.grlm.systems.etegrec;

import dev.grlm.codebook.RqVaePass;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Trains the generator while the tokenizer stands still: every item of a sample after the first is
/// predicted from those before it, and what is said of the sequences is drawn to the items that
/// follow.
///
/// The alignments stand beside the mean over an item's codes, as in the paper's code, and not
/// beside their sum.
final class GeneratorTurn implements Trainable<int[]> {
  private final Tokenizer tokenizer;
  private final Generator generator;
  private final Alignment alignment;
  private final IntConsumer before;
  private volatile boolean aligned;

  /// @param before is told every epoch, counted from 0, before it begins; the turn of the tokenizer
  GeneratorTurn(Tokenizer tokenizer, Generator generator, Alignment alignment, IntConsumer before) {
    this.tokenizer = tokenizer;
    this.generator = generator;
    this.alignment = alignment;
    this.before = before;
  }

  @Override
  public Parameters parameters() {
    return generator.parameters();
  }

  @Override
  public int weight(int[] items) {
    return items.length - 1;
  }

  @Override
  public void epochBegins(List<int[]> samples, int epoch) {
    before.accept(epoch);
    aligned = alignment.holds(epoch);
  }

  @Override
  public Tensor loss(List<int[]> samples, Dropout masks) {
    Generator.Read read = generator.read(samples, masks);
    Tensor surprise = generator.surprise(read, masks);
    if (!aligned) {
      return surprise;
    }
    double scale = (double) generator.levels() * read.targets().length;
    return surprise.add(aligned(read, masks).mul(new Scalar(scale)));
  }

  private Tensor aligned(Generator.Read read, Dropout masks) {
    Targets targets = Targets.of(read.targets());
    Tensor chosen =
        read.states().index_select(0, Tensors.longs(targets.places(), targets.places().length));
    RqVaePass pass;
    try (var _ = new NoGradGuard()) {
      pass = tokenizer.objective().pass(targets.items());
    }
    List<Tensor> books = tokenizer.books().stream().map(Tensor::detach).toList();
    return alignment.of(
        books, generator.sequences(chosen), generator.preferences(chosen, masks), pass);
  }
}

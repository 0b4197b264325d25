package dev.grlm.sequence;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The training loss of a [SasRec]: in a sample's items every one after the first is predicted from
/// those before it, all at once, by the likelihood of a softmax over items.
///
/// Over all items the loss is exact. With negatives the sum over the others is estimated from a
/// sample of them that is drawn for every pass (Jean et al. 2015, arXiv 1412.2007, with even
/// proposals; see [Negatives]); drawing all items gives the exact loss.
final class SasRecObjective implements Trainable<int[]> {
  private final SasRec model;
  private final int negatives;

  /// @param negatives drawn for every pass; 0 for all items
  SasRecObjective(SasRec model, int negatives) {
    this.model = model;
    this.negatives = negatives;
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  /// @param items a sample: at least two, at most one more than the model reads
  @Override
  public int weight(int[] items) {
    return items.length - 1;
  }

  @Override
  public Tensor loss(List<int[]> samples, Dropout masks) {
    var batch =
        ItemBatch.of(
            samples.stream().map(items -> Arrays.copyOf(items, items.length - 1)).toList());
    long[] real = batch.real();
    Tensor states =
        model
            .states(batch, masks)
            .view(-1, model.config().width())
            .index_select(0, Tensors.longs(real, real.length));
    long[] targets =
        samples.stream()
            .flatMapToInt(items -> Arrays.stream(items, 1, items.length))
            .asLongStream()
            .toArray();
    return negatives == 0 ? exact(states, targets) : estimated(states, targets, masks);
  }

  private Tensor exact(Tensor states, long[] targets) {
    return nats(torch.linear(states, model.items()), targets);
  }

  private Tensor estimated(Tensor states, long[] targets, Dropout masks) {
    Negatives drawn = Negatives.draw(negatives, model.config().items(), masks.nextSeed());
    int count = drawn.items().length;
    Tensor shifts = Tensors.floats(drawn.shifts(targets), targets.length, count);
    Tensor others = torch.linear(states, embedded(longs(drawn.items()))).add(shifts);
    Tensor own = states.mul(embedded(targets)).sum(1).unsqueeze(1);
    return nats(Tensors.cat(1, own, others), new long[targets.length]);
  }

  private Tensor embedded(long[] items) {
    return torch.embedding(model.items(), Tensors.longs(items, items.length));
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /// @param logits (P, classes)
  private static Tensor nats(Tensor logits, long[] classes) {
    return CrossEntropy.sum(logits, Tensors.longs(classes, classes.length));
  }
}

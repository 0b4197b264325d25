package dev.grlm.systems.tricdr;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The training loss of a [TriCdr]: in a sample's items every one of a domain that is asked for is
/// predicted from those before it, by a softmax over the items of its domain; what the three
/// sequences have in common counts as much as a prediction each time.
final class TriCdrObjective implements Trainable<int[]> {
  private final TriCdr model;
  private final ContrastConfig config;
  private final Contrast contrast;
  private final LongAdder passes = new LongAdder();
  private final LongAdder without = new LongAdder();

  /// Of passes that a contrast was asked for in.
  ///
  /// @param without those in which fewer than two persons had items of both
  record Passes(long all, long without) {}

  TriCdrObjective(TriCdr model, ContrastConfig contrast) {
    this.model = model;
    this.config = contrast;
    this.contrast = new Contrast(contrast);
  }

  /// How many there were until now, one for each domain that is asked for; none where there is to
  /// be no contrast.
  Passes passes() {
    return new Passes(passes.sum(), without.sum());
  }

  /// The samples that a contrast can be learnt from, for one domain or another.
  long overlapping(List<int[]> samples) {
    return samples.stream()
        .filter(sample ->
            model.nets().stream()
                .anyMatch(net ->
                    TriSequences.of(List.of(sample), true, model.domainOf(), net.domain())
                            .overlapping()
                            .length
                        > 0))
        .count();
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  /// @param items a sample: at least two, at most one more than the model reads
  @Override
  public int weight(int[] items) {
    return (int)
        Arrays.stream(items)
            .skip(1)
            .filter(item -> model.domains().targets().contains(model.domainOf()[item]))
            .count();
  }

  @Override
  public int length(int[] items) {
    return items.length - 1;
  }

  @Override
  public Tensor loss(List<int[]> samples, Dropout masks) {
    Tensor sum = Tensors.zeros();
    for (TriCdr.Net net : model.nets()) {
      TriSequences sequences = TriSequences.of(samples, true, model.domainOf(), net.domain());
      if (sequences.next().length > 0) {
        sum = sum.add(loss(net, sequences, masks));
      }
    }
    return sum;
  }

  private Tensor loss(TriCdr.Net net, TriSequences sequences, Dropout masks) {
    TriStack.States states = net.stack().states(sequences, masks);
    Tensor out = net.stack().out(states, sequences, sequences.predicted(), masks);
    long[] classes =
        Arrays.stream(sequences.next())
            .mapToLong(item -> Arrays.binarySearch(net.items(), item))
            .toArray();
    Tensor logits = torch.linear(out, net.stack().items(net.items()));
    Tensor nats = CrossEntropy.sum(logits, Tensors.longs(classes, classes.length));
    Tensor common = contrast.mean(net.stack(), states, sequences, model.config().width());
    if (config.takesPlace()) {
      passes.increment();
      without.add(common == null ? 1 : 0);
    }
    return common == null ? nats : nats.add(common.mul(new Scalar((double) classes.length)));
  }
}

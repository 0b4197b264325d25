package dev.grlm.systems.gencdr;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepBatch;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelSample;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// What [DomainUpdates] are trained on, the decoder as it is: the likelihood of the next item's
/// domain and codes, and λ · KL(mean γ ‖ uniform), the mean over the nets, for every prediction of
/// a pass.
final class UpdateObjective implements Trainable<TwoLevelSample.Sequence> {
  private final AdaptedDecoder decoder;
  private final double labelSmoothing;
  private final double balance;

  UpdateObjective(AdaptedDecoder decoder, double labelSmoothing, double balance) {
    this.decoder = decoder;
    this.labelSmoothing = labelSmoothing;
    this.balance = balance;
    base().parameters().freeze();
  }

  private TwoLevelDecoder base() {
    return decoder.base();
  }

  @Override
  public Parameters parameters() {
    return decoder.updates().parameters();
  }

  @Override
  public int weight(TwoLevelSample.Sequence sample) {
    return Math.min(sample.steps().size() - 1, base().config().maxSteps());
  }

  @Override
  public Tensor loss(List<TwoLevelSample.Sequence> samples, Dropout masks) {
    var inputs = new ArrayList<List<Step>>();
    var targets = new ArrayList<Step>();
    for (TwoLevelSample.Sequence sample : samples) {
      List<Step> steps = sample.steps();
      int used = weight(sample);
      inputs.add(steps.subList(steps.size() - 1 - used, steps.size() - 1));
      targets.addAll(steps.subList(steps.size() - used, steps.size()));
    }
    var batch = StepBatch.of(inputs, base().config().slots(), base().config().maxSteps());
    long[] positions = batch.positions();
    Tensor places = Tensors.longs(positions, positions.length);
    DomainUpdates.Pass reading = decoder.updates().pass(batch.symbols()[0]);
    Tensor states =
        base()
            .states(batch, reading, masks)
            .view(-1, base().config().width())
            .index_select(0, places);
    DomainUpdates.Pass writing = decoder.updates().pass(symbols(0, targets));
    Tensor loss = likelihood(states, targets, writing, masks);
    var shares = new ArrayList<Tensor>();
    // What is padded is read by nobody.
    reading.shares().forEach(each -> shares.add(each.index_select(0, places)));
    shares.addAll(writing.shares());
    return balance > 0 && !shares.isEmpty() ? loss.add(imbalance(shares, targets.size())) : loss;
  }

  private Tensor imbalance(List<Tensor> shares, int predictions) {
    Tensor sum = Tensors.zeros(1).sum();
    for (Tensor each : shares) {
      sum = sum.add(DomainUpdates.imbalance(each));
    }
    return sum.mul(new Scalar(balance * predictions / shares.size()));
  }

  private Tensor likelihood(
      Tensor states, List<Step> targets, DomainUpdates.Pass updates, Dropout masks) {
    Tensor chosen = Tensors.zeros(targets.size(), base().config().width());
    Tensor total = Tensors.zeros(1).sum();
    for (int slot = 0; slot < base().config().slots(); slot++) {
      Tensor target = Tensors.longs(symbols(slot, targets), targets.size());
      Tensor state = base().slotState(slot, states, chosen, masks, updates);
      total = total.add(CrossEntropy.sum(base().slotLogits(slot, state), target, labelSmoothing));
      chosen = chosen.add(base().symbolEmbedding(slot, target));
    }
    return total;
  }

  private static long[] symbols(int slot, List<Step> steps) {
    return steps.stream().mapToLong(step -> step.symbols()[slot]).toArray();
  }
}

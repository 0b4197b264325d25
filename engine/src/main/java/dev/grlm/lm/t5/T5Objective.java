package dev.grlm.lm.t5;

import dev.grlm.lm.LikeLengths;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Likelihood of the answers of [T5Sample]s: cross entropy over all tokens, or of each level over
/// its own codes. Padding is neither seen nor predicted.
public final class T5Objective implements Trainable<T5Sample> {
  private final T5 model;
  private final double smoothing;

  public T5Objective(T5 model) {
    this(model, 0);
  }

  /// @param smoothing share of the target's probability that is spread over all symbols of its
  ///   head, 0…1
  public T5Objective(T5 model, double smoothing) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be in 0…1: " + smoothing);
    }
    this.model = model;
    this.smoothing = smoothing;
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public int weight(T5Sample sample) {
    return sample.answer().length;
  }

  /// By what is read, which is longer than what is said.
  @Override
  public int bucket(T5Sample sample) {
    return sample.source().length;
  }

  @Override
  public int length(T5Sample sample) {
    return sample.source().length + sample.answer().length;
  }

  @Override
  public Tensor loss(List<T5Sample> samples, Dropout masks) {
    Tensor total = Tensors.zeros();
    for (List<T5Sample> group : LikeLengths.groups(samples, sample -> sample.source().length)) {
      total = total.add(groupLoss(AnswerBatch.of(model.config(), group), masks));
    }
    return total;
  }

  private Tensor groupLoss(AnswerBatch batch, Dropout masks) {
    Tensor encoded = model.encode(batch.sources(), masks);
    Tensor states =
        model
            .decode(batch.read(), batch.sources(), encoded, masks)
            .view(-1, model.config().width());
    if (model.config().levels().isEmpty()) {
      return crossEntropy(states, batch.targets(0, batch.depths()), 0);
    }
    Tensor total = Tensors.zeros();
    for (int depth = 0; depth < batch.depths(); depth++) {
      total = total.add(crossEntropy(states, batch.targets(depth, depth + 1), depth));
    }
    return total;
  }

  /// Sum over targets, in nats, computed in float32.
  private Tensor crossEntropy(Tensor states, AnswerBatch.Targets targets, int depth) {
    int count = targets.symbols().length;
    Tensor positions = Tensors.longs(model.device(), targets.positions(), count);
    Tensor logits = model.logits(states.index_select(0, positions), depth).to(ScalarType.Float);
    Tensor wanted = Tensors.longs(model.device(), targets.symbols(), count);
    return CrossEntropy.sum(logits, wanted, smoothing);
  }
}

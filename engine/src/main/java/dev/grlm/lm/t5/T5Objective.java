package dev.grlm.lm.t5;

import dev.grlm.lm.LikeLengths;
import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of the answers of [T5Sample]s: cross entropy over all tokens, or of each level over
/// its own codes. Padding is neither seen nor predicted.
public final class T5Objective implements Trainable<T5Sample> {
  private final T5 model;
  private final AnswerLoss loss;

  public T5Objective(T5 model) {
    this(model, 0);
  }

  /// @param smoothing share of the target's probability that is spread over all symbols of its
  ///   head, 0…1
  public T5Objective(T5 model, double smoothing) {
    this.model = model;
    this.loss = new AnswerLoss(model, smoothing);
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
      total = total.add(groupLoss(group, masks));
    }
    return total;
  }

  private Tensor groupLoss(List<T5Sample> samples, Dropout masks) {
    TokenBatch sources = TokenBatch.of(samples.stream().map(T5Sample::source).toList());
    AnswerBatch batch =
        AnswerBatch.of(model.config(), samples.stream().map(T5Sample::answer).toList());
    Tensor encoded = model.encode(sources, masks);
    return loss.of(batch, model.decode(batch.read(), sources, encoded, masks));
  }
}

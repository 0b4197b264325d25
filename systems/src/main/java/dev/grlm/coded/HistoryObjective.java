package dev.grlm.coded;

import dev.grlm.lm.t5.T5;
import dev.grlm.lm.t5.T5Objective;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.train.Trainable;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Likelihood of the codes of items after their histories: of each level among its own codes,
/// summed. Tokens are made batch by batch, for histories that are written out at every item are
/// many times as long.
final class HistoryObjective implements Trainable<HistoryPrefix> {
  private final T5Objective objective;
  private final HistoryTokens tokens;

  HistoryObjective(T5 model, HistoryTokens tokens, double smoothing) {
    this.objective = new T5Objective(model, smoothing);
    this.tokens = tokens;
  }

  @Override
  public Parameters parameters() {
    return objective.parameters();
  }

  @Override
  public int weight(HistoryPrefix sample) {
    return tokens.length();
  }

  @Override
  public int bucket(HistoryPrefix sample) {
    return tokens.items(sample.end());
  }

  @Override
  public int length(HistoryPrefix sample) {
    return (tokens.items(sample.end()) + 1) * tokens.length();
  }

  @Override
  public Tensor loss(List<HistoryPrefix> samples, Dropout masks) {
    return objective.loss(samples.stream().map(tokens::sample).toList(), masks);
  }
}

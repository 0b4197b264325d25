package dev.grlm.lm.qwen3;

import dev.grlm.lm.LikeLengths;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import dev.grlm.train.Trainable;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Next-token likelihood of the targets of [TokenSample]s. The output head, the dearest part of a
/// small model, is computed for targets only.
public final class TokenObjective implements Trainable<TokenSample> {
  private final Qwen3 model;
  private final boolean checkpointing;

  public TokenObjective(Qwen3 model) {
    this(model, false);
  }

  /// @param checkpointing keeps only the input of every layer and computes the rest a second time;
  ///   a third slower, and a model of many layers takes a fraction of the memory. Its dropout masks
  ///   are others.
  public TokenObjective(Qwen3 model, boolean checkpointing) {
    this.model = model;
    this.checkpointing = checkpointing;
  }

  @Override
  public Parameters parameters() {
    return model.trainable();
  }

  @Override
  public int weight(TokenSample sample) {
    return sample.targets();
  }

  /// The last token is never read: nothing is predicted from it.
  @Override
  public int length(TokenSample sample) {
    return sample.tokens().length - 1;
  }

  @Override
  public Tensor loss(List<TokenSample> samples, Dropout masks) {
    Tensor total = Tensors.zeros();
    for (List<TokenSample> group : byLength(samples)) {
      total = total.add(groupLoss(TargetBatch.of(group), masks));
    }
    return total;
  }

  @Override
  public double backward(
      List<TokenSample> samples, double divisor, Dropout masks, GradientBuffer gradients) {
    if (!checkpointing) {
      return Trainable.super.backward(samples, divisor, masks, gradients);
    }
    var pass = new CheckpointedPass(model, CheckpointedPass.HEAD_ROWS);
    double loss = 0;
    for (List<TokenSample> group : byLength(samples)) {
      loss += pass.backward(TargetBatch.of(group), divisor, masks, gradients);
    }
    return loss;
  }

  /// Groups of like length.
  static List<List<TokenSample>> byLength(List<TokenSample> samples) {
    return LikeLengths.groups(samples, sample -> sample.tokens().length);
  }

  private Tensor groupLoss(TargetBatch batch, Dropout masks) {
    long[] positions = batch.positions();
    Tensor states =
        model
            .hiddenStates(batch.tokens(), masks)
            .view(-1, model.config().width())
            .index_select(0, Tensors.longs(model.device(), positions, positions.length));
    return loss(model.logits(states), batch.targets(), batch.weights());
  }

  /// Weighted sum over targets, in nats, computed in float32.
  ///
  /// @param logits (P, V)
  /// @param targets P tokens
  /// @param weights of the P targets
  static Tensor loss(Tensor logits, long[] targets, float[] weights) {
    Tensor wanted =
        Tensors.longs(targets, targets.length).to(logits.device(), torch.ScalarType.Long);
    Tensor wide = logits.to(torch.ScalarType.Float);
    boolean equal = true;
    for (float weight : weights) {
      equal &= weight == 1;
    }
    if (equal) {
      return CrossEntropy.sum(wide, wanted);
    }
    Tensor each = CrossEntropy.each(wide, wanted);
    Tensor scales =
        Tensors.floats(weights, weights.length).to(logits.device(), torch.ScalarType.Float);
    return each.mul(scales).sum();
  }
}

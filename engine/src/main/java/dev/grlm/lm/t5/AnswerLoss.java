package dev.grlm.lm.t5;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Cross entropy of the answers of a batch: over all tokens, or of each level over its own codes.
///
/// @param smoothing share of the target's probability that is spread over all symbols of its head,
///   0…1
record AnswerLoss(T5 model, double smoothing) {
  AnswerLoss {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be in 0…1: " + smoothing);
    }
  }

  /// @param states of the decoder, (B, T, D)
  /// @return sum over all symbols of all answers, in nats
  Tensor of(AnswerBatch batch, Tensor states) {
    Tensor flat = states.view(-1, model.config().width());
    if (model.config().levels().isEmpty()) {
      return crossEntropy(flat, batch.targets(0, batch.depths()), 0);
    }
    Tensor total = Tensors.zeros();
    for (int depth = 0; depth < batch.depths(); depth++) {
      total = total.add(crossEntropy(flat, batch.targets(depth, depth + 1), depth));
    }
    return total;
  }

  /// Computed in float32.
  private Tensor crossEntropy(Tensor states, AnswerBatch.Targets targets, int depth) {
    int count = targets.symbols().length;
    Tensor positions = Tensors.longs(model.device(), targets.positions(), count);
    Tensor logits = model.logits(states.index_select(0, positions), depth).to(ScalarType.Float);
    Tensor wanted = Tensors.longs(model.device(), targets.symbols(), count);
    return CrossEntropy.sum(logits, wanted, smoothing);
  }
}

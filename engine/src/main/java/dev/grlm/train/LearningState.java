package dev.grlm.train;

import dev.grlm.tensor.Parameters;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// All tensors that a step changes: weights and moments. What a checkpoint has to hold. Confined to
/// one thread at a time. Only the trainer makes one and looks into it.
public final class LearningState implements AutoCloseable {
  private final AdamW adam;

  LearningState(Parameters parameters, TrainerConfig config) {
    adam = new AdamW(new AdamW.Config(config.beta1(), config.beta2(), config.decay()), parameters);
  }

  AdamW adam() {
    return adam;
  }

  /// The tensors themselves, by the names they have in a checkpoint.
  SequencedMap<String, Tensor> tensors() {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("weights", adam.masters().exact());
    tensors.put("firstMoment", adam.firstMoment());
    tensors.put("secondMoment", adam.secondMoment());
    return tensors;
  }

  /// After [#tensors] were overwritten.
  void resumed(long optimizerSteps) {
    adam.resumed(optimizerSteps);
  }

  @Override
  public void close() {
    adam.close();
  }
}

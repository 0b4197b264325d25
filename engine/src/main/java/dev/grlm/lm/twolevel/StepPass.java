package dev.grlm.lm.twolevel;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// What became of some sequences on their way through a [TwoLevelDecoder], with its graph: what a
/// further loss is made of.
///
/// @param states (P, D), of every position after which a step is predicted
/// @param targets the P steps that are predicted
public record StepPass(Tensor states, List<Step> targets) {
  public StepPass {
    targets = List.copyOf(targets);
  }
}

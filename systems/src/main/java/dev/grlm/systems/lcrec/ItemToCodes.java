package dev.grlm.systems.lcrec;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// LC-Rec's task *item → codes*, of its explicit index–language alignment: the decoder's own nets
/// generate the codes of an item from its text alone, which after a normalisation of its own stands
/// where a history's state does otherwise. As [CodesToItem], the mean over drawn items counts once
/// for every prediction.
///
/// @param weight of the mean beside the loss of one prediction
/// @param reading of the text, the same as in histories
/// @param items the steps of all items
/// @param drawn items of a pass
record ItemToCodes(double weight, TextReading reading, List<Step> items, int drawn)
    implements StepLoss {
  private static final String NORM = "texts.state.norm";

  ItemToCodes {
    items = List.copyOf(items);
  }

  @Override
  public void declare(Parameters.Declaration declaration, TwoLevelConfig config) {
    LayerNorm.declare(declaration, NORM, config.width());
  }

  @Override
  public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
    int[] some = reading.texts().draw(drawn, masks.nextSeed());
    if (some.length == 0) {
      return Tensors.zeros();
    }
    Tensor read = reading.steps(objective.model(), some);
    Tensor states = LayerNorm.apply(objective.model().parameters(), NORM, read);
    return objective
        .predictions(states, Arrays.stream(some).mapToObj(items::get).toList(), masks)
        .mul(new Scalar(weight * pass.targets().size() / some.length));
  }
}

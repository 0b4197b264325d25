package dev.grlm.systems.lcrec;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// LC-Rec's task *codes → item*, of its explicit index–language alignment, in which a language
/// model writes title and description of an item: here the vector of its text is told from the sum
/// of its codes,
///
/// mean over drawn items of |U s + b − text|², s = the sum of E_l(c_l) over levels l,
///
/// which counts once for every prediction of the pass, so that a weight means the same for any
/// number of drawn items.
///
/// @param weight of the mean beside the loss of one prediction
/// @param items the steps of all items
/// @param drawn items of a pass
record CodesToItem(double weight, ItemTexts texts, List<Step> items, int drawn)
    implements StepLoss {
  private static final String WEIGHT = "texts.item.weight";
  private static final String BIAS = "texts.item.bias";
  private static final float DEVIATION = .04f;

  CodesToItem {
    items = List.copyOf(items);
  }

  @Override
  public void declare(Parameters.Declaration declaration, TwoLevelConfig config) {
    declaration.normal(WEIGHT, DEVIATION, texts.width(), config.width());
    declaration.constant(BIAS, 0, texts.width());
  }

  @Override
  public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
    int[] some = texts.draw(drawn, masks.nextSeed());
    if (some.length == 0) {
      return Tensors.zeros();
    }
    Tensor told = told(objective.model(), some);
    Tensor squares = told.sub(texts.rows(some)).square().sum();
    return squares.mul(new Scalar(weight * pass.targets().size() / some.length));
  }

  /// (n, width of texts)
  private Tensor told(TwoLevelDecoder model, int[] some) {
    var numbers = new long[some.length];
    Arrays.fill(numbers, Step.NO_ID);
    var symbols = new long[model.config().slots()][some.length];
    for (int slot = 0; slot < symbols.length; slot++) {
      for (int i = 0; i < some.length; i++) {
        symbols[slot][i] = items.get(some[i]).symbols()[slot];
      }
    }
    Parameters weights = model.parameters();
    return torch.linear(
        model.stepEmbeddings(numbers, symbols, Dropout.none()),
        weights.tensor(WEIGHT),
        new TensorOptional(weights.tensor(BIAS)));
  }
}

package dev.grlm.systems.lcrec;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// LC-Rec's task *fused*, codes of a history → title of the next item: here the state tells the
/// text of the next item among those of all that are next to somebody in the pass, each counted
/// once, by a softmax over cos(V h, text) / τ, summed over predictions. A next item without a text
/// is not asked for.
///
/// @param weight beside the loss of one prediction
/// @param temperature τ
record NextText(double weight, ItemTexts texts, double temperature) implements StepLoss {
  private static final String WEIGHT = "texts.next.weight";
  private static final float DEVIATION = .04f;

  /// Keeps the length of a zero vector from being divided by.
  private static final double TINY = 1e-12;

  @Override
  public void declare(Parameters.Declaration declaration, TwoLevelConfig config) {
    declaration.normal(WEIGHT, DEVIATION, texts.width(), config.width());
  }

  @Override
  public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
    int[] next = pass.targets().stream().mapToInt(Step::id).toArray();
    long[] places =
        IntStream.range(0, next.length)
            .filter(place -> texts.knows(next[place]))
            .asLongStream()
            .toArray();
    if (places.length == 0) {
      return Tensors.zeros();
    }
    int[] candidates = IntStream.of(next).filter(texts::knows).sorted().distinct().toArray();
    var classes = new long[places.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = Arrays.binarySearch(candidates, next[(int) places[i]]);
    }
    Tensor states = pass.states().index_select(0, Tensors.longs(places, places.length));
    Tensor told = states.matmul(objective.model().parameters().tensor(WEIGHT).t());
    Tensor lengths = told.square().sum(1).add(new Scalar(TINY)).sqrt().unsqueeze(1);
    Tensor cosines = told.div(lengths).matmul(texts.rows(candidates).t());
    return CrossEntropy.sum(
            cosines.div(new Scalar(temperature)), Tensors.longs(classes, classes.length))
        .mul(new Scalar(weight));
  }
}

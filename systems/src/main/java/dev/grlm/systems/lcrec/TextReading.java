package dev.grlm.systems.lcrec;

import dev.grlm.lm.twolevel.StepBatch;
import dev.grlm.lm.twolevel.StepLoss;
import dev.grlm.lm.twolevel.StepPass;
import dev.grlm.lm.twolevel.TwoLevelConfig;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Reads texts where codes are read otherwise: W·text(x) + b stands for the sum of an item's codes,
/// and takes the place of all steps of a history with some chance (LC-Rec's fused task: titles of a
/// history → codes of the next item). It has no loss of its own, for the likelihood of the next
/// codes is that of what was read. An item without a text keeps its codes.
///
/// @param chance of a whole history; drawn from the seed of the pass
record TextReading(ItemTexts texts, double chance) implements StepLoss {
  private static final String WEIGHT = "texts.step.weight";
  private static final String BIAS = "texts.step.bias";

  /// A text is then about as long a vector as the sum of four codes, the decoder's first ones.
  private static final float DEVIATION = .04f;

  @Override
  public void declare(Parameters.Declaration declaration, TwoLevelConfig config) {
    declaration.normal(WEIGHT, DEVIATION, config.width(), texts.width());
    declaration.constant(BIAS, 0, config.width());
  }

  /// @param items that have a text
  /// @return (n, D)
  Tensor steps(TwoLevelDecoder model, int[] items) {
    Parameters weights = model.parameters();
    return torch.linear(
        texts.rows(items), weights.tensor(WEIGHT), new TensorOptional(weights.tensor(BIAS)));
  }

  @Override
  public Tensor read(TwoLevelDecoder model, StepBatch batch, Tensor vectors, Dropout masks) {
    if (chance == 0) {
      return vectors;
    }
    var random = new SplittableRandom(masks.nextSeed());
    long[] rows = LongStream.range(0, batch.ids().length).toArray();
    var items = new ArrayList<Integer>();
    for (int request = 0; request < batch.requests(); request++) {
      if (random.nextDouble() >= chance) {
        continue;
      }
      for (int row = request * batch.time(); row < (request + 1) * batch.time(); row++) {
        if (texts.knows(batch.ids()[row])) {
          rows[row] = (long) rows.length + items.size();
          items.add((int) batch.ids()[row]);
        }
      }
    }
    if (items.isEmpty()) {
      return vectors;
    }
    Tensor read = steps(model, items.stream().mapToInt(Integer::intValue).toArray());
    return Tensors.cat(0, vectors, read).index_select(0, Tensors.longs(rows, rows.length));
  }

  @Override
  public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
    return Tensors.zeros();
  }
}

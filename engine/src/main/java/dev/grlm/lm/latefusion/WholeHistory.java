package dev.grlm.lm.latefusion;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Block;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// One vector of a history: the last state of a transformer over what its things are called, or
/// their mean.
final class WholeHistory {
  private static final float DEVIATION = 0.02f;

  private final LateFusionConfig config;
  private final Parameters weights;
  private final List<Block> layers = new ArrayList<>();

  WholeHistory(LateFusionConfig config, Parameters weights) {
    this.config = config;
    this.weights = weights;
    for (int layer = 0; layer < config.historyLayers(); layer++) {
      layers.add(new Block(weights, "history.layers." + layer, config.heads(), config.dropout()));
    }
  }

  static void declare(Parameters.Declaration declaration, LateFusionConfig config) {
    if (config.historyLayers() > 0) {
      declaration.normal("history.positions", DEVIATION, config.maxItems(), config.width());
    }
    for (int layer = 0; layer < config.historyLayers(); layer++) {
      Block.declare(declaration, "history.layers." + layer, config.width(), config.hidden());
    }
    LayerNorm.declare(declaration, "history.norm", config.width());
  }

  /// @param own what the things of the histories are called, (things that are read, D)
  /// @return (rows, D), normalised
  Tensor of(HistoryRows rows, NumberedThings things, Tensor own, Dropout masks) {
    return LayerNorm.apply(
        weights,
        "history.norm",
        layers.isEmpty() ? mean(rows, things).of(own) : states(rows, things, own, masks));
  }

  private static MeanRows mean(HistoryRows rows, NumberedThings things) {
    int members = 0;
    for (int row = 0; row < rows.rows(); row++) {
      members += rows.seen(row);
    }
    var means = new MeanRows(rows.rows(), members);
    for (int row = 0; row < rows.rows(); row++) {
      for (int back = 0; back < rows.seen(row); back++) {
        means.add(row, things.place(rows.item(row, back)));
      }
    }
    return means;
  }

  /// A transformer over the things of a history, each of which sees those before it: its state at
  /// the newest thing of a row.
  private Tensor states(HistoryRows rows, NumberedThings things, Tensor own, Dropout masks) {
    int count = rows.sequences().size();
    int time = rows.time();
    var places = new long[count * time];
    for (int sequence = 0; sequence < count; sequence++) {
      int[] items = rows.sequences().get(sequence);
      for (int t = 0; t < items.length; t++) {
        places[sequence * time + t] = things.place(items[t]);
      }
    }
    Tensor x =
        own.index_select(0, Tensors.longs(places, places.length)).view(count, time, config.width());
    x = x.add(weights.tensor("history.positions").narrow(0, 0, time).unsqueeze(0));
    x = masks.apply(x, config.dropout());
    Attention causal = Attention.causal();
    for (Block layer : layers) {
      x = layer.forward(x, causal, masks);
    }
    var newest = new long[rows.rows()];
    for (int row = 0; row < newest.length; row++) {
      newest[row] = (long) rows.sequenceOfRow()[row] * time + rows.ends()[row] - 1;
    }
    return x.reshape(-1, config.width()).index_select(0, Tensors.longs(newest, newest.length));
  }
}

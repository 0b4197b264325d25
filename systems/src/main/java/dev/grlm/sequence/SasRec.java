package dev.grlm.sequence;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Block;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// SASRec (Kang & McAuley 2018, arXiv 1808.09781): a causal transformer over a history's items
/// gives a state after each of them; the state's product with an item's embedding is the score of
/// that item as the next one. In the paper's symbols, §3: M is the table `items`, P is `positions`,
/// Ê the input of the first block, F the states, n is `length`.
///
/// Deviations: layer normalisation before both halves of a block and GELU in the feed-forward net,
/// as [Block] has them (the paper's code normalises the queries alone and uses ReLU); the loss is
/// over items in place of one negative ([SasRecObjective]).
///
/// Immutable but for training, and thread-safe; closing it frees native memory.
public final class SasRec implements AutoCloseable {
  private static final float DEVIATION = 0.02f;
  private static final String ITEMS = "items.embedding";
  private static final String POSITIONS = "positions.embedding";
  private static final String NORM = "output.norm";

  private final SasRecConfig config;
  private final Parameters weights;
  private final List<Block> blocks = new ArrayList<>();

  SasRec(SasRecConfig config, long seed) {
    this.config = config;
    this.weights = declare(config).create(seed);
    for (int block = 0; block < config.blocks(); block++) {
      blocks.add(new Block(weights, name(block), config.heads(), config.dropout()));
    }
  }

  private static Parameters.Declaration declare(SasRecConfig config) {
    var declaration = new Parameters.Declaration();
    declaration.normal(ITEMS, DEVIATION, config.items(), config.width());
    declaration.normal(POSITIONS, DEVIATION, config.length(), config.width());
    for (int block = 0; block < config.blocks(); block++) {
      Block.declare(declaration, name(block), config.width(), config.hidden());
    }
    LayerNorm.declare(declaration, NORM, config.width());
    return declaration;
  }

  private static String name(int block) {
    return "blocks." + block;
  }

  SasRecConfig config() {
    return config;
  }

  Parameters parameters() {
    return weights;
  }

  /// (N, D); both what goes in and what states are multiplied with.
  public Tensor items() {
    return weights.tensor(ITEMS);
  }

  /// The state after every item of a batch.
  ///
  /// @param batch of at most `length` items in a row
  /// @return (B, T, D)
  Tensor states(ItemBatch batch, Dropout masks) {
    int time = batch.time();
    Tensor read = torch.embedding(items(), Tensors.longs(batch.items(), batch.rows(), time));
    Tensor positions = weights.tensor(POSITIONS).narrow(0, 0, time).unsqueeze(0);
    Tensor x = read.mul(new Scalar(Math.sqrt(config.width()))).add(positions);
    x = masks.apply(x, config.dropout());
    for (Block block : blocks) {
      x = block.forward(x, Attention.causal(), masks);
    }
    return LayerNorm.apply(weights, NORM, x);
  }

  @Override
  public void close() {
    weights.close();
  }
}

package dev.grlm.sequence;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/// SASRec (Kang & McAuley 2018, arXiv 1808.09781): a causal transformer over a history's items
/// gives a state after each of them; the state's product with an item's embedding is the score of
/// that item as the next one. In the paper's symbols, §3: M is the table `items`, P is `positions`,
/// Ê the input of the first block, F the states, n is `length`.
///
/// Deviations: layer normalisation before both halves of a block and GELU in the feed-forward net,
/// as [dev.grlm.nn.Block] has them (the paper's code normalises the queries alone and uses ReLU);
/// the loss is over items in place of one negative ([SasRecObjective]).
///
/// Immutable but for training, and thread-safe; closing it frees native memory.
public final class SasRec implements AutoCloseable {
  private final SasRecConfig config;
  private final ItemStack stack;
  private final Parameters weights;

  SasRec(SasRecConfig config, long seed) {
    this.config = config;
    this.stack = new ItemStack("", "output.norm", 0, config);
    var declaration = new Parameters.Declaration();
    stack.declare(declaration);
    this.weights = declaration.create(seed);
  }

  SasRecConfig config() {
    return config;
  }

  Parameters parameters() {
    return weights;
  }

  /// (N, D); both what goes in and what states are multiplied with.
  public Tensor items() {
    return stack.items(weights);
  }

  /// The state after every item of a batch.
  ///
  /// @param batch of at most `length` items in a row
  /// @return (B, T, D)
  Tensor states(ItemBatch batch, Dropout masks) {
    return stack.states(weights, Tensors.longs(batch.items(), batch.rows(), batch.time()), masks);
  }

  @Override
  public void close() {
    weights.close();
  }
}

package dev.grlm.sequence;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Block;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The causal transformer over item numbers that a [SasRec] is, as a part of models that have
/// several: a state after each item of a sequence.
///
/// @param prefix of the names of its weights
/// @param norm name of the last normalisation, after the prefix
/// @param marks that sequences begin with: numbers after those of the items, each with a position
public record ItemStack(String prefix, String norm, int marks, SasRecConfig config) {
  private static final float DEVIATION = 0.02f;
  private static final String ITEMS = "items.embedding";
  private static final String POSITIONS = "positions.embedding";

  public void declare(Parameters.Declaration declaration) {
    int width = config.width();
    declaration.normal(prefix + ITEMS, DEVIATION, (long) config.items() + marks, width);
    declaration.normal(prefix + POSITIONS, DEVIATION, (long) config.length() + marks, width);
    for (int block = 0; block < config.blocks(); block++) {
      Block.declare(declaration, block(block), width, config.hidden());
    }
    LayerNorm.declare(declaration, prefix + norm, width);
  }

  private String block(int block) {
    return prefix + "blocks." + block;
  }

  /// (N + marks, D).
  public Tensor items(Parameters weights) {
    return weights.tensor(prefix + ITEMS);
  }

  /// The state after every item of a batch.
  ///
  /// @param read item numbers (B, T)
  /// @return (B, T, D)
  public Tensor states(Parameters weights, Tensor read, Dropout masks) {
    Tensor embedded = torch.embedding(items(weights), read);
    Tensor positions = weights.tensor(prefix + POSITIONS).narrow(0, 0, read.size(1)).unsqueeze(0);
    Tensor x = embedded.mul(new Scalar(Math.sqrt(config.width()))).add(positions);
    x = masks.apply(x, config.dropout());
    for (int block = 0; block < config.blocks(); block++) {
      x =
          new Block(weights, block(block), config.heads(), config.dropout())
              .forward(x, Attention.causal(), masks);
    }
    return LayerNorm.apply(weights, prefix + norm, x);
  }
}

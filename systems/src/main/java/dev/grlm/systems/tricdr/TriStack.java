package dev.grlm.systems.tricdr;

import dev.grlm.nn.Attention;
import dev.grlm.nn.Block;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.sequence.ItemStack;
import dev.grlm.sequence.SasRecConfig;
import dev.grlm.systems.tricdr.TriSequences.Side;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The net of one target domain: three causal stacks over the source's, the target's and all items,
/// each with tables of its own over all items, and attention of the target's states over what came
/// before in each of the three (TCA). Immutable but for training.
///
/// @param weights of the whole model
/// @param prefix of the names of its own
record TriStack(Parameters weights, String prefix, SasRecConfig config) {
  /// A logit that leaves no weight.
  private static final float UNSEEN = -1e9f;

  private static final String SOURCE = "source";
  private static final String TARGET = "target";
  private static final String MIX = "mix";
  private static final List<String> STACKS = List.of(SOURCE, TARGET, MIX);

  /// What a pass came to.
  ///
  /// @param source states of the source's sequence (B, S, D)
  /// @param target states of the target's (B, T, D)
  /// @param mix states of all (B, M, D)
  record States(Tensor source, Tensor target, Tensor mix) {}

  static void declare(Parameters.Declaration declaration, String prefix, SasRecConfig config) {
    int width = config.width();
    for (String stack : STACKS) {
      String name = prefix + stack;
      stack(name, config).declare(declaration);
      Block.declare(declaration, name + ".attention", width, config.hidden());
      declaration.constant(name + ".attention.ages", 0, config.length() + 1L, 1);
    }
    linear(declaration, prefix + "join.hidden", width, 3L * width);
    linear(declaration, prefix + "join.output", width, width);
    LayerNorm.declare(declaration, prefix + "output.norm", width);
    linear(declaration, prefix + "contrast.hidden", width, width);
    linear(declaration, prefix + "contrast.output", width, width);
  }

  /// The last of its numbers is the mark that a sequence begins with.
  private static ItemStack stack(String name, SasRecConfig config) {
    return new ItemStack(name + ".", "norm", 1, config);
  }

  private static void linear(
      Parameters.Declaration declaration, String name, long outputs, long inputs) {
    declaration.uniform(name + ".weight", (float) Math.sqrt(1.0 / inputs), outputs, inputs);
    declaration.constant(name + ".bias", 0, outputs);
  }

  States states(TriSequences sequences, Dropout masks) {
    return new States(
        states(SOURCE, sequences.source(), masks),
        states(TARGET, sequences.target(), masks),
        states(MIX, sequences.mix(), masks));
  }

  private Tensor states(String stack, Side side, Dropout masks) {
    return stack(prefix + stack, config)
        .states(weights, Tensors.longs(side.ids(), side.rows(), side.time()), masks);
  }

  private Block block(String name) {
    return new Block(weights, name, config.heads(), config.dropout());
  }

  /// What some places say of the item that comes next.
  ///
  /// @param places flat indices (row × place)
  /// @return (places, D)
  Tensor out(States states, TriSequences sequences, long[] places, Dropout masks) {
    int unseen = config.length() + 1;
    Tensor joined =
        Tensors.cat(
            2,
            attended(MIX, states.target(), states.mix(), sequences.mixAges(unseen), masks),
            attended(SOURCE, states.target(), states.source(), sequences.sourceAges(unseen), masks),
            attended(
                TARGET, states.target(), states.target(), sequences.targetAges(unseen), masks));
    Tensor chosen =
        joined.view(-1, 3L * config.width()).index_select(0, Tensors.longs(places, places.length));
    Tensor hidden = torch.leaky_relu(linear("join.hidden", chosen));
    return LayerNorm.apply(weights, prefix + "output.norm", linear("join.output", hidden));
  }

  /// Attention whose logits have a learnt part by how long ago a fact was: without it the newest of
  /// the source is hardly found, as the target's state that asks does not know how many there are.
  ///
  /// @param ages (B, T, S), see [TriSequences#sourceAges]
  private Tensor attended(String stack, Tensor query, Tensor facts, Tensor ages, Dropout masks) {
    String name = prefix + stack + ".attention";
    Tensor learnt = weights.tensor(name + ".ages");
    Tensor byAge = Tensors.cat(0, learnt, Tensors.floats(new float[] {UNSEEN}, 1, 1));
    Tensor added = torch.embedding(byAge, ages).squeeze(3).unsqueeze(1);
    Attention attention =
        (q, k, v) ->
            torch.scaled_dot_product_attention(
                q, k, v, new TensorOptional(added), 0, false, new DoubleOptional(), false);
    return block(name).cross(query, facts, attention, masks);
  }

  /// What the contrast compares.
  ///
  /// @param states (B, D)
  /// @return (B, D)
  Tensor contrasted(Tensor states) {
    return linear("contrast.output", torch.relu(linear("contrast.hidden", states)));
  }

  /// Rows of the target's table.
  Tensor items(long[] items) {
    return stack(prefix + TARGET, config)
        .items(weights)
        .index_select(0, Tensors.longs(items, items.length));
  }

  private Tensor linear(String name, Tensor x) {
    return torch.linear(
        x,
        weights.tensor(prefix + name + ".weight"),
        new TensorOptional(weights.tensor(prefix + name + ".bias")));
  }
}

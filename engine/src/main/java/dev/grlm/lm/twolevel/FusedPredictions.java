package dev.grlm.lm.twolevel;

import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Value and gradient of the loss of steps by a [TwoLevelDecoder] that has all its known steps in
/// view, in one pass over a few states at a time. Nothing of the size of states × known steps or of
/// states × symbols outlives its few states, where libtorch's own graph keeps ten such tables and
/// walks over each of them several times; the heads, the lookahead and the step loss need no graph.
///
/// What comes out is a scalar with a graph: its value is the loss, and its gradient with regard to
/// everything the graph starts from is that of the loss. The tests hold both against the loss
/// written out plainly.
///
/// Shapes: N known steps, P states, V symbols of a slot, D width.
final class FusedPredictions {
  /// Values of the table of known steps × states that are looked at together, 12 MiB of float32:
  /// with fewer, packing the embeddings for every few states costs more than the caches give.
  private static final int CELLS = 3 << 20;

  private static final int FEWEST_STATES = 16;
  private static final int MOST_STATES = 256;

  private final TwoLevelDecoder model;
  private final TwoLevelObjective.Weights weights;
  private final List<Step> targets;
  private final int slots;
  private final List<Traced> traced = new ArrayList<>();
  private final Traced states;
  private final Traced embeddings;
  private final List<Slot> heads = new ArrayList<>();
  private double loss;

  private FusedPredictions(
      TwoLevelDecoder model,
      TwoLevelObjective.Weights weights,
      Tensor states,
      List<Step> targets,
      Dropout masks) {
    this.model = model;
    this.weights = weights;
    this.targets = targets;
    this.slots = model.config().slots();
    this.states = trace(states);
    this.embeddings = trace(model.knownEmbeddings());
    Tensor chosen = Tensors.zeros(targets.size(), model.config().width());
    for (int slot = 0; slot < slots; slot++) {
      Tensor symbols = symbols(slot, targets);
      heads.add(new Slot(slot, trace(model.slotState(slot, states, chosen, masks)), symbols));
      chosen = chosen.add(model.symbolEmbedding(slot, symbols));
    }
  }

  /// Sum of the negative log-likelihoods of steps, in nats.
  ///
  /// @param states (P, D), from which each of them is to be generated
  /// @param targets P steps
  static Tensor of(
      TwoLevelDecoder model,
      TwoLevelObjective.Weights weights,
      Tensor states,
      List<Step> targets,
      Dropout masks) {
    var predictions = new FusedPredictions(model, weights, states, targets, masks);
    predictions.passes();
    return predictions.scalar();
  }

  /// What each step has in a slot.
  static Tensor symbols(int slot, List<Step> targets) {
    var symbols = new long[targets.size()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = targets.get(i).symbols()[slot];
    }
    return Tensors.longs(symbols, symbols.length);
  }

  private Traced trace(Tensor source) {
    var one = new Traced(source);
    traced.add(one);
    return one;
  }

  /// A tensor of the graph, its values, and where its gradient adds up.
  private record Traced(Tensor source, Tensor values, Tensor gradient) {
    Traced(Tensor source) {
      this(source, source.detach(), torch.zeros_like(source.detach()));
    }

    Tensor term() {
      return source.mul(gradient).sum();
    }
  }

  /// Head and net of a slot.
  private final class Slot {
    private final int number;
    private final Traced state;
    private final Traced head;
    private final Traced bias;
    private final @Nullable Traced unseen;
    private final float unseenValue;
    private final Tensor targets;
    private final double smoothing = weights.labelSmoothing();

    Slot(int number, Traced state, Tensor targets) {
      this.number = number;
      this.state = state;
      this.targets = targets;
      head = trace(model.head(number));
      bias = trace(model.bias(number));
      unseen = model.config().lookahead() ? trace(model.unseen(number)) : null;
      unseenValue = unseen == null ? 0 : unseen.values().item_float();
    }

    /// @return (P, V)
    Tensor logits(long from, long count) {
      return torch.linear(
          state.values().narrow(0, from, count), head.values(), new TensorOptional(bias.values()));
    }

    /// Adds the loss, and makes the gradient of the logits.
    ///
    /// @return (P, V)
    Tensor gradient(Tensor logits, long from, long count) {
      long symbols = logits.size(1);
      Tensor target = targets.narrow(0, from, count).unsqueeze(1);
      Tensor logs = torch.log_softmax(logits, 1);
      loss -= (1 - smoothing) * logs.gather(1, target).sum().item_double();
      if (smoothing > 0) {
        loss -= smoothing / symbols * logs.sum().item_double();
      }
      Tensor gradient = logs.exp_();
      if (smoothing > 0) {
        gradient.sub_(new Scalar(smoothing / symbols));
      }
      return gradient.scatter_add_(
          1, target, Tensors.zeros(count, 1).sub_(new Scalar(1 - smoothing)));
    }

    void back(Tensor gradient, long from, long count) {
      Tensor values = state.values().narrow(0, from, count);
      head.gradient().addmm_(gradient.transpose(0, 1), values);
      bias.gradient().add_(gradient.sum(0));
      state.gradient().narrow(0, from, count).addmm_(gradient, head.values());
    }
  }

  private void passes() {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var known = Lookahead.Known.of(model.table(), model.config().slotSizes().getFirst());
      int most = Math.clamp(CELLS / Math.max(1, model.table().size()), FEWEST_STATES, MOST_STATES);
      for (int from = 0; from < targets.size(); from += most) {
        try (var _ = new PointerScope()) {
          pass(known, from, Math.min(most, targets.size() - from));
        }
      }
    }
  }

  private void pass(Lookahead.Known known, int from, int count) {
    Tensor part = states.values().narrow(0, from, count);
    var lookahead =
        new Lookahead(known, embeddings.values(), part, targets.subList(from, from + count));
    if (weights.step() > 0) {
      loss += lookahead.stepLoss(weights.step());
    }
    for (Slot slot : heads) {
      Tensor logits = slot.logits(from, count);
      Traced unseen = slot.unseen;
      if (unseen != null) {
        lookahead.add(slot.number, logits, slot.unseenValue);
      }
      Tensor gradient = slot.gradient(logits, from, count);
      slot.back(gradient, from, count);
      if (unseen != null) {
        unseen.gradient().add_(new Scalar(lookahead.back(slot.number, gradient)));
      }
    }
    lookahead.finish(weights.step());
    lookahead.states(states.gradient().narrow(0, from, count));
    lookahead.embeddings(embeddings.gradient());
  }

  /// What has the loss's value, and of every source the gradient that was added up.
  private Tensor scalar() {
    Tensor sum = traced.stream().map(Traced::term).reduce(Tensor::add).orElseThrow();
    return sum.sub(sum.detach()).add(new Scalar(loss));
  }
}

package dev.grlm.train;

import dev.grlm.lm.Step;
import dev.grlm.lm.StepBatch;
import dev.grlm.lm.TwoLevelDecoder;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The training loss of a [TwoLevelDecoder]: next-symbol likelihood over all slots, and beside it,
/// if asked for, the likelihood of the step as a whole.
///
/// The step loss scores every known step by the product of the state with the same summed embedding
/// the step enters a context with. It is used in training only: generation goes through the slots.
/// Its purpose is to pull the state towards what the next step *is*, which the slots then spell.
public final class TwoLevelObjective implements Trainable<TwoLevelSample> {
  /// libtorch's code for adding up the losses of all targets.
  private static final long SUM = 2;

  /// A target that adds nothing: a step without a number has no step loss.
  private static final long IGNORED = -100;

  /// Weights of the parts of the loss.
  ///
  /// @param step weight of the step loss; 0 for none
  /// @param naming weight of a naming sample's loss relative to a prediction in a sequence
  /// @param labelSmoothing of the slots' targets
  /// @param distillation share of slot targets that are drawn from the step scores instead of taken
  ///   from the data; needs the step loss
  public record Weights(double step, double naming, double labelSmoothing, double distillation) {
    public Weights {
      if (step < 0 || naming < 0 || labelSmoothing < 0 || labelSmoothing >= 1) {
        throw new IllegalArgumentException(
            "loss weights must not be negative: " + step + ", " + naming + ", " + labelSmoothing);
      }
      if (distillation < 0 || distillation > 1 || (distillation > 0 && step == 0)) {
        throw new IllegalArgumentException(
            "distillation is a share and needs the step loss: " + distillation + ", step " + step);
      }
    }
  }

  private final TwoLevelDecoder model;
  private final List<Step> universe;
  private final Weights weights;

  /// @param universe all known steps, step number = place in the list
  /// @throws IllegalArgumentException naming the step whose number is another
  public TwoLevelObjective(TwoLevelDecoder model, List<Step> universe, Weights weights) {
    this.model = model;
    this.universe = List.copyOf(universe);
    this.weights = weights;
    for (int i = 0; i < this.universe.size(); i++) {
      if (this.universe.get(i).id() != i) {
        throw new IllegalArgumentException(
            "step number " + this.universe.get(i).id() + " stands at place " + i);
      }
    }
  }

  @Override
  public Parameters parameters() {
    return model.parameters();
  }

  @Override
  public int weight(TwoLevelSample sample) {
    return switch (sample) {
      case TwoLevelSample.Sequence(List<Step> steps) ->
          Math.min(steps.size() - 1, model.config().maxSteps());
      case TwoLevelSample.Naming _ -> 1;
    };
  }

  /// Words are not padded, so a naming sample goes anywhere; by weight they would all meet in
  /// batches without a sequence.
  @Override
  public int bucket(TwoLevelSample sample) {
    return switch (sample) {
      case TwoLevelSample.Sequence _ -> weight(sample);
      case TwoLevelSample.Naming _ -> ANY_BUCKET;
    };
  }

  @Override
  public Tensor loss(List<TwoLevelSample> samples, Dropout masks) {
    var inputs = new ArrayList<List<Step>>();
    var sequenceTargets = new ArrayList<Step>();
    var words = new ArrayList<int[]>();
    var named = new ArrayList<Step>();
    for (TwoLevelSample sample : samples) {
      switch (sample) {
        case TwoLevelSample.Sequence(List<Step> steps) -> {
          int used = weight(sample);
          inputs.add(steps.subList(steps.size() - 1 - used, steps.size() - 1));
          sequenceTargets.addAll(steps.subList(steps.size() - used, steps.size()));
        }
        case TwoLevelSample.Naming(int[] bag, Step target) -> {
          words.add(bag);
          named.add(target);
        }
      }
    }
    Tensor total = Tensors.zeros(1).sum();
    if (!inputs.isEmpty()) {
      var batch = StepBatch.of(inputs, model.config().slots(), model.config().maxSteps());
      long[] positions = batch.positions();
      Tensor states =
          model
              .states(batch, masks)
              .view(-1, model.config().width())
              .index_select(0, Tensors.longs(positions, positions.length));
      total = total.add(predictions(states, sequenceTargets, masks));
    }
    if (!words.isEmpty()) {
      Tensor states = model.wordStates(words, masks);
      Tensor loss = slotLoss(states, named, masks);
      total = total.add(loss.mul(new Scalar(weights.naming())));
    }
    return total;
  }

  private Tensor predictions(Tensor states, List<Step> targets, Dropout masks) {
    if (weights.step() == 0) {
      return slotLoss(states, targets, masks);
    }
    var ids = new long[targets.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = targets.get(i).id() == Step.NO_ID ? IGNORED : targets.get(i).id();
    }
    Tensor candidates = embeddings(universe);
    Tensor scores = states.matmul(candidates.transpose(0, 1));
    Tensor stepLoss =
        torch.cross_entropy_loss(
            scores, Tensors.longs(ids, ids.length), new TensorOptional(), SUM, IGNORED, 0);
    List<Step> spelled = distilled(scores, targets, masks);
    return slotLoss(states, spelled, masks).add(stepLoss.mul(new Scalar(weights.step())));
  }

  /// Replaces a share of the targets by draws from the softmax of their step scores, by inverting
  /// its cumulative distribution.
  List<Step> distilled(Tensor scores, List<Step> targets, Dropout masks) {
    if (weights.distillation() == 0) {
      return targets;
    }
    var random = new SplittableRandom(masks.nextSeed());
    var rows = new ArrayList<Integer>();
    for (int i = 0; i < targets.size(); i++) {
      if (random.nextDouble() < weights.distillation()) {
        rows.add(i);
      }
    }
    if (rows.isEmpty()) {
      return targets;
    }
    long[] picked = rows.stream().mapToLong(Integer::longValue).toArray();
    Tensor chosen =
        torch.softmax(scores.detach().index_select(0, Tensors.longs(picked, picked.length)), 1);
    Tensor cumulative = chosen.cumsum(1);
    var uniform = new float[picked.length];
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] = (float) random.nextDouble();
    }
    long[] drawn =
        Tensors.toLongs(
            torch.searchsorted(cumulative, Tensors.floats(uniform, uniform.length, 1)).view(-1));
    var mixed = new ArrayList<>(targets);
    for (int i = 0; i < picked.length; i++) {
      mixed.set((int) picked[i], universe.get((int) Math.min(drawn[i], universe.size() - 1)));
    }
    return mixed;
  }

  private Tensor embeddings(List<Step> steps) {
    var ids = new long[steps.size()];
    var symbols = new long[model.config().slots()][steps.size()];
    for (int i = 0; i < steps.size(); i++) {
      ids[i] = steps.get(i).id();
      for (int slot = 0; slot < symbols.length; slot++) {
        symbols[slot][i] = steps.get(i).symbols()[slot];
      }
    }
    return model.stepEmbeddings(ids, symbols, Dropout.none());
  }

  private Tensor slotLoss(Tensor states, List<Step> targets, Dropout masks) {
    Tensor chosen = Tensors.zeros(targets.size(), model.config().width());
    Tensor total = Tensors.zeros(1).sum();
    for (int slot = 0; slot < model.config().slots(); slot++) {
      var symbols = new long[targets.size()];
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = targets.get(i).symbols()[slot];
      }
      Tensor target = Tensors.longs(symbols, symbols.length);
      Tensor logits = model.slotLogits(slot, model.slotState(slot, states, chosen, masks));
      total =
          total.add(
              torch.cross_entropy_loss(
                  logits, target, new TensorOptional(), SUM, IGNORED, weights.labelSmoothing()));
      chosen = chosen.add(model.symbolEmbedding(slot, target));
    }
    return total;
  }
}

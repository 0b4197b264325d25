package dev.grlm.lm.twolevel;

import dev.grlm.nn.CrossEntropy;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Trainable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The training loss of a [TwoLevelDecoder]: next-symbol likelihood over all slots, and beside it,
/// if asked for, the likelihood of the step as a whole.
///
/// The step loss scores every known step by the product of the state with the same summed embedding
/// the step enters a context with. Its purpose is to pull the state towards what the next step
/// *is*, which the slots then spell. Generation goes through the slots alone.
///
/// Where steps differ in how many symbols they have, one symbol of every slot ends them and fills
/// the slots behind ([#ending]): what is learnt is the likelihood up to it, and nothing behind it.
public final class TwoLevelObjective implements Trainable<TwoLevelSample> {
  /// No symbol: every step has one of each slot.
  private static final int NO_END = -1;

  /// Weights of the parts of the loss.
  ///
  /// @param step weight of the step loss; 0 for none
  /// @param naming weight of a naming sample's loss relative to a prediction in a sequence
  /// @param link weight of a link's loss relative to a prediction in a sequence
  /// @param labelSmoothing of the slots' targets
  public record Weights(double step, double naming, double link, double labelSmoothing) {
    public Weights {
      if (step < 0 || naming < 0 || link < 0 || labelSmoothing < 0 || labelSmoothing >= 1) {
        throw new IllegalArgumentException(
            "loss weights must not be negative: %s, %s, %s, %s"
                .formatted(step, naming, link, labelSmoothing));
      }
    }

    /// A link weighs as much as a prediction in a sequence.
    public Weights(double step, double naming, double labelSmoothing) {
      this(step, naming, 1, labelSmoothing);
    }
  }

  private final TwoLevelDecoder model;
  private final Weights weights;
  private final List<StepLoss> further;
  private final int end;

  /// @throws IllegalArgumentException when the step loss is asked of a model that knows no steps
  public TwoLevelObjective(TwoLevelDecoder model, Weights weights) {
    this(model, weights, List.of());
  }

  /// @param further losses of sequences, with which the model was made
  /// @throws IllegalArgumentException when the step loss is asked of a model that knows no steps
  public TwoLevelObjective(TwoLevelDecoder model, Weights weights, List<StepLoss> further) {
    this(model, weights, further, NO_END);
  }

  private TwoLevelObjective(
      TwoLevelDecoder model, Weights weights, List<StepLoss> further, int end) {
    if (weights.step() > 0 && model.table().size() == 0) {
      throw new IllegalArgumentException("the step loss needs known steps, there are none");
    }
    this.model = model;
    this.weights = weights;
    this.further = List.copyOf(further);
    this.end = end;
  }

  /// The same for steps that end.
  ///
  /// @param symbol of every slot that ends a step and fills the slots behind
  /// @throws IllegalArgumentException where known steps take part, which know no end
  public TwoLevelObjective ending(int symbol) {
    if (weights.step() > 0 || model.config().lookahead()) {
      throw new IllegalArgumentException(
          "steps of several lengths are learnt without step loss and without lookahead");
    }
    return new TwoLevelObjective(model, weights, further, symbol);
  }

  public TwoLevelDecoder model() {
    return model;
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
      case TwoLevelSample.Link _, TwoLevelSample.Naming _ -> 1;
    };
  }

  /// Neither words nor single steps are padded, so samples of these go anywhere; by weight they
  /// would all meet in batches without a sequence.
  @Override
  public int bucket(TwoLevelSample sample) {
    return switch (sample) {
      case TwoLevelSample.Sequence _ -> weight(sample);
      case TwoLevelSample.Link _, TwoLevelSample.Naming _ -> ANY_BUCKET;
    };
  }

  @Override
  public Tensor loss(List<TwoLevelSample> samples, Dropout masks) {
    var sequences = new Contexts();
    var links = new Contexts();
    var words = new ArrayList<int[]>();
    var named = new ArrayList<Step>();
    for (TwoLevelSample sample : samples) {
      switch (sample) {
        case TwoLevelSample.Sequence(List<Step> steps) -> sequences.add(steps, weight(sample));
        case TwoLevelSample.Link(Step from, Step to) -> links.add(List.of(from, to), 1);
        case TwoLevelSample.Naming(int[] bag, Step target) -> {
          words.add(bag);
          named.add(target);
        }
      }
    }
    Tensor total = Tensors.zeros(1).sum();
    if (!sequences.isEmpty()) {
      Tensor states = sequences.states(masks, further);
      total = total.add(predictions(states, sequences.targets, masks));
      var pass = new StepPass(states, sequences.targets);
      for (StepLoss loss : further) {
        total = total.add(loss.of(this, pass, masks));
      }
    }
    if (!words.isEmpty()) {
      Tensor states = model.wordStates(words, masks);
      Tensor loss = predictions(states, named, masks);
      total = total.add(loss.mul(new Scalar(weights.naming())));
    }
    if (!links.isEmpty()) {
      Tensor loss = predictions(links.states(masks, List.of()), links.targets, masks);
      total = total.add(loss.mul(new Scalar(weights.link())));
    }
    return total;
  }

  /// What is read, and what is predicted at each of its positions.
  private final class Contexts {
    private final List<List<Step>> inputs = new ArrayList<>();
    private final List<Step> targets = new ArrayList<>();

    /// @param used how many steps are predicted, the last ones
    void add(List<Step> steps, int used) {
      inputs.add(steps.subList(steps.size() - 1 - used, steps.size() - 1));
      targets.addAll(steps.subList(steps.size() - used, steps.size()));
    }

    boolean isEmpty() {
      return inputs.isEmpty();
    }

    /// One for each target.
    Tensor states(Dropout masks, List<StepLoss> losses) {
      var batch = StepBatch.of(inputs, model.config().slots(), model.config().maxSteps());
      long[] positions = batch.positions();
      Tensor vectors = model.stepEmbeddings(batch.ids(), batch.symbols(), masks);
      for (StepLoss loss : losses) {
        vectors = loss.read(model, batch, vectors, masks);
      }
      return model
          .states(batch, vectors, masks)
          .view(-1, model.config().width())
          .index_select(0, Tensors.longs(positions, positions.length));
    }
  }

  /// Sum of the negative log-likelihoods of steps, in nats.
  ///
  /// @param states (P, D), from which each of them is to be generated
  /// @param targets P steps
  public Tensor predictions(Tensor states, List<Step> targets, Dropout masks) {
    return weights.step() > 0 || model.config().lookahead()
        ? FusedPredictions.of(model, weights, states, targets, masks)
        : slotLoss(states, targets, masks);
  }

  private Tensor slotLoss(Tensor states, List<Step> targets, Dropout masks) {
    Tensor chosen = Tensors.zeros(targets.size(), model.config().width());
    Tensor total = Tensors.zeros(1).sum();
    Tensor seen = states;
    List<Step> said = targets;
    for (int slot = 0; slot < model.config().slots(); slot++) {
      int[] open = open(said, slot);
      if (open.length == 0) {
        break;
      }
      if (open.length < said.size()) {
        Tensor rows = Tensors.longs(open);
        seen = seen.index_select(0, rows);
        chosen = chosen.index_select(0, rows);
        said = Arrays.stream(open).mapToObj(said::get).toList();
      }
      Tensor target = FusedPredictions.symbols(slot, said);
      Tensor logits = model.slotLogits(slot, model.slotState(slot, seen, chosen, masks));
      total = total.add(CrossEntropy.sum(logits, target, weights.labelSmoothing()));
      chosen = chosen.add(model.symbolEmbedding(slot, target));
    }
    return total;
  }

  /// Places of the steps that have not ended before a slot.
  private int[] open(List<Step> steps, int slot) {
    return IntStream.range(0, steps.size())
        .filter(place -> slot == 0 || steps.get(place).symbols()[slot - 1] != end)
        .toArray();
  }
}

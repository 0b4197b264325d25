package dev.grlm.systems.etegrec;

import dev.grlm.codebook.Codes;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepBatch;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.lm.twolevel.TwoLevelObjective;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// The other half of the alternation: a decoder over all codes that there are, taken by an item or
/// not, because items change theirs. Beside it two linear maps bring its states to where items are:
/// to the tokenizer's codes and to their vectors.
///
/// The level that only tells items apart has as many codes as the others, as in the paper's code;
/// items of a group beyond that share the last one.
///
/// Trained by several threads at once; its steps are changed by one, when none is.
final class Generator implements AutoCloseable {
  /// P₁, from a state to a code's width, and P₂, from what the decoder begins with to a vector's.
  private static final String SEQUENCE = "alignment.sequence";

  private static final String PREFERENCE = "alignment.preference";

  private static final float DEVIATION = .02f;

  private final TwoLevelDecoder decoder;
  private final TwoLevelObjective objective;
  private volatile List<Step> steps = List.of();

  /// @param levels with that which tells items apart
  /// @param codes of each level
  /// @param codeWidth e
  /// @param vectorWidth of an item's vector
  Generator(
      CodeDecoderConfig config, int levels, int codes, int codeWidth, int vectorWidth, long seed) {
    List<Integer> sizes = IntStream.range(0, levels).mapToObj(_ -> codes).toList();
    this.decoder =
        new TwoLevelDecoder(
            config.shape(sizes),
            further -> {
              further.normal(SEQUENCE + ".weight", DEVIATION, codeWidth, config.width());
              further.constant(SEQUENCE + ".bias", 0, codeWidth);
              further.normal(PREFERENCE + ".weight", DEVIATION, vectorWidth, config.width());
              further.constant(PREFERENCE + ".bias", 0, vectorWidth);
            },
            seed);
    this.objective = new TwoLevelObjective(decoder, config.weights());
  }

  Parameters parameters() {
    return decoder.parameters();
  }

  int levels() {
    return decoder.config().slots();
  }

  /// What items are called from here on.
  void use(Codes codes) {
    List<Integer> sizes = decoder.config().slotSizes();
    var named = new ArrayList<Step>();
    for (int item = 0; item < codes.items(); item++) {
      int[] symbols = codes.of(item);
      Arrays.setAll(symbols, level -> Math.min(symbols[level], sizes.get(level) - 1));
      named.add(new Step(Step.NO_ID, symbols));
    }
    steps = List.copyOf(named);
  }

  /// The present steps, one per item.
  List<Step> steps() {
    return steps;
  }

  /// Of some samples a state for each prediction.
  ///
  /// @param states (P, D)
  /// @param targets P items, which follow
  @SuppressWarnings("ArrayRecordComponent") // neither compared nor changed
  record Read(Tensor states, int[] targets) {}

  /// @param samples items of one user each, oldest first; at least two, at most one more than are
  ///   read
  Read read(List<int[]> samples, Dropout masks) {
    List<List<Step>> inputs =
        samples.stream()
            .map(items -> Arrays.stream(items, 0, items.length - 1).mapToObj(steps::get).toList())
            .toList();
    int[] targets =
        samples.stream().flatMapToInt(items -> Arrays.stream(items, 1, items.length)).toArray();
    var batch = StepBatch.of(inputs, levels(), decoder.config().maxSteps());
    long[] positions = batch.positions();
    Tensor states =
        decoder
            .states(batch, masks)
            .view(-1, decoder.config().width())
            .index_select(0, Tensors.longs(positions, positions.length));
    return new Read(states, targets);
  }

  /// Minus the log-probability of all codes of the targets, summed, with smoothed targets.
  Tensor surprise(Read read, Dropout masks) {
    List<Step> targets = Arrays.stream(read.targets()).mapToObj(steps::get).toList();
    return objective.predictions(read.states(), targets, masks);
  }

  /// a, (P, e).
  Tensor sequences(Tensor states) {
    return linear(states, SEQUENCE);
  }

  /// b, (P, width of the vectors): of what the first code is chosen by.
  Tensor preferences(Tensor states, Dropout masks) {
    Tensor none = Tensors.zeros(states.size(0), states.size(1));
    return linear(decoder.slotState(0, states, none, masks), PREFERENCE);
  }

  private Tensor linear(Tensor x, String name) {
    return torch.linear(
        x,
        parameters().tensor(name + ".weight"),
        new TensorOptional(parameters().tensor(name + ".bias")));
  }

  @Override
  public void close() {
    decoder.close();
  }
}

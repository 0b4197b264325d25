package dev.grlm.lm.latefusion;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LayerNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// A decoder over passages that are read apart and fused late, in its attention (the idea of
/// Fusion-in-Decoder, Izacard and Grave 2021, arXiv 2007.01282). Things of a history are seen by a
/// few vectors each ([FusionReader]), so that a history of twenty is some sixty vectors; a
/// transformer looks at what was said of the answer and at these. Input and output embeddings of a
/// slot are tied.
///
/// It knows things and slots; what they stand for is the caller's business.
///
/// Deviations: a passage is not encoded by a transformer but looked up, one vector of it; and the
/// decoder reads the history as a whole beside each symbol, so that it need not find it by
/// attention first.
public final class LateFusion implements LanguageModel<FusionContext>, AutoCloseable {
  private static final float DEVIATION = 0.02f;

  private final LateFusionConfig config;
  private final Parameters weights;
  private final FusionReader reader;
  private final List<FusionLayer> layers = new ArrayList<>();

  public LateFusion(LateFusionConfig config, long seed) {
    this(config, declare(config).create(seed));
  }

  /// @param weights closed with the model
  LateFusion(LateFusionConfig config, Parameters weights) {
    this.config = config;
    this.weights = weights;
    this.reader = new FusionReader(config, weights);
    for (int layer = 0; layer < config.layers(); layer++) {
      layers.add(new FusionLayer(weights, "layers." + layer, config.heads(), config.dropout()));
    }
  }

  static Parameters.Declaration declare(LateFusionConfig config) {
    var declaration = new Parameters.Declaration();
    FusionReader.declare(declaration, config);
    for (int slot = 0; slot < config.slots(); slot++) {
      declaration.constant(bias(slot), 0, config.slotSizes().get(slot));
    }
    declaration.normal("decoder.positions", DEVIATION, config.slots(), config.width());
    for (int layer = 0; layer < config.layers(); layer++) {
      FusionLayer.declare(declaration, "layers." + layer, config.width(), config.hidden());
    }
    LayerNorm.declare(declaration, "output.norm", config.width());
    return declaration;
  }

  private static String bias(int slot) {
    return "slots." + slot + ".bias";
  }

  /// Reads what [#save] wrote.
  ///
  /// @throws IOException in one line naming the file, and the key or the tensor that is missing,
  ///   unknown or of another shape
  public static LateFusion load(Path folder) throws IOException {
    return LateFusionFolder.load(folder);
  }

  /// Writes `config.json` and `model.safetensors`; a loaded model gives bit-identical logits.
  public void save(Path folder) throws IOException {
    LateFusionFolder.save(this, folder);
  }

  public LateFusionConfig config() {
    return config;
  }

  public Parameters parameters() {
    return weights;
  }

  FusionReader reader() {
    return reader;
  }

  List<FusionLayer> layers() {
    return layers;
  }

  /// @throws IllegalArgumentException when there is no context, or contexts show different passages
  @Override
  public Session open(List<? extends FusionContext> contexts) {
    return new FusionSession(this, contexts);
  }

  /// What the decoder reads to say the symbol of a slot: the history as a whole, where it is, and
  /// but for the first slot the symbol before.
  ///
  /// @param before symbols of the slot before, one per row; of the first slot none are looked at
  /// @param whole (rows, D)
  /// @return (rows, D)
  Tensor read(int slot, long[] before, Tensor whole) {
    Tensor placed = whole.add(weights.tensor("decoder.positions").narrow(0, slot, 1));
    if (slot == 0) {
      return placed;
    }
    Tensor said = Tensors.longs(before, before.length);
    return placed.add(torch.embedding(weights.tensor(FusionReader.embedding(slot - 1)), said));
  }

  /// Normalised states at every symbol.
  ///
  /// @param x (B, T, D), what is read
  /// @param self what a layer sees of what was said
  /// @param cross from a layer's queries to what they see of passages
  /// @return (B, T, D)
  Tensor states(
      Tensor x,
      IntFunction<Attention> self,
      IntFunction<UnaryOperator<Tensor>> cross,
      Dropout masks) {
    Tensor y = masks.apply(x, config.dropout());
    for (int layer = 0; layer < layers.size(); layer++) {
      y = layers.get(layer).forward(y, self.apply(layer), cross.apply(layer), masks);
    }
    return LayerNorm.apply(weights, "output.norm", y);
  }

  /// @param states (P, D)
  /// @return (P, symbols of the slot)
  Tensor logits(int slot, Tensor states) {
    return torch.linear(
        states,
        weights.tensor(FusionReader.embedding(slot)),
        new TensorOptional(weights.tensor(bias(slot))));
  }

  /// Logits of single (row, symbol) pairs; only those rows of the head are touched.
  ///
  /// @param rows n row numbers of `states`
  /// @param symbols n symbols
  /// @return (n)
  Tensor pairLogits(int slot, Tensor states, Tensor rows, Tensor symbols) {
    Tensor head = torch.embedding(weights.tensor(FusionReader.embedding(slot)), symbols);
    Tensor biases = weights.tensor(bias(slot)).index_select(0, symbols);
    return states.index_select(0, rows).mul(head).sum(1).add(biases);
  }

  @Override
  public void close() {
    weights.close();
  }
}

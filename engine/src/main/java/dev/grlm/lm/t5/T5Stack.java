package dev.grlm.lm.t5;

import dev.grlm.lm.KeysValues;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.RelativeBuckets;
import dev.grlm.nn.RmsNorm;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The layers of the encoder or of the decoder, the norm behind them, and the table of biases of
/// relative positions that all of its layers share.
final class T5Stack {
  private final Parameters weights;
  private final T5Config config;
  private final boolean decoder;
  private final RelativeBuckets buckets;
  private final List<T5Layer> layers;

  T5Stack(Parameters weights, T5Config config, boolean decoder) {
    this.weights = weights;
    this.config = config;
    this.decoder = decoder;
    this.buckets = config.positions(decoder);
    var built = new ArrayList<T5Layer>();
    for (int layer = 0; layer < count(config, decoder); layer++) {
      built.add(new T5Layer(weights, prefix(decoder, layer), config, decoder));
    }
    this.layers = List.copyOf(built);
  }

  static void declare(Parameters.Declaration declaration, T5Config config, boolean decoder) {
    float deviation = T5Layer.deviation(config, config.width());
    declaration.normal(biases(decoder), deviation, config.buckets(), config.heads());
    for (int layer = 0; layer < count(config, decoder); layer++) {
      T5Layer.declare(declaration, prefix(decoder, layer), config, decoder);
    }
    RmsNorm.declare(declaration, name(decoder) + ".final_layer_norm", config.width());
  }

  private static int count(T5Config config, boolean decoder) {
    return decoder ? config.decoderLayers() : config.encoderLayers();
  }

  private static String name(boolean decoder) {
    return decoder ? "decoder" : "encoder";
  }

  private static String prefix(boolean decoder, int layer) {
    return name(decoder) + ".block." + layer;
  }

  private static String biases(boolean decoder) {
    return prefix(decoder, 0) + ".layer.0.SelfAttention.relative_attention_bias.weight";
  }

  int layers() {
    return layers.size();
  }

  /// What scores of a sequence with itself have added.
  ///
  /// @param from position of the first of `queries`
  /// @param keys at positions 0 … keys − 1
  /// @return (1, heads, queries, keys)
  Tensor biases(int from, int queries, int keys) {
    Tensor table = weights.tensor(biases(decoder));
    Tensor numbers =
        Tensors.beside(table, Tensors.longs(buckets.table(from, queries, keys), queries, keys));
    Tensor rows = Tensors.place(torch.embedding(table, numbers), weights.placement());
    return rows.permute(2, 0, 1).unsqueeze(0);
  }

  /// All layers of the encoder. Shape (B, S, D) in and out.
  Tensor encode(Tensor embedded, Attention attention, Dropout masks) {
    Tensor x = embedded;
    for (T5Layer layer : layers) {
      x = layer.feedForward(layer.self(x, attention, masks), masks);
    }
    return normalized(x, masks);
  }

  /// All layers of the decoder. Shape (B, T, D) in and out.
  ///
  /// @param self what a layer sees of its own sequence
  /// @param cross from a layer's queries to what they see of the source
  Tensor decode(
      Tensor embedded,
      IntFunction<Attention> self,
      IntFunction<UnaryOperator<Tensor>> cross,
      Dropout masks) {
    Tensor x = embedded;
    for (int i = 0; i < layers.size(); i++) {
      T5Layer layer = layers.get(i);
      Tensor y = layer.cross(layer.self(x, self.apply(i), masks), cross.apply(i), masks);
      x = layer.feedForward(y, masks);
    }
    return normalized(x, masks);
  }

  /// Keys and values that a layer of the decoder makes of the encoder's states.
  KeysValues source(int layer, Tensor encoded) {
    return layers.get(layer).source(encoded);
  }

  private Tensor normalized(Tensor x, Dropout masks) {
    Tensor y = RmsNorm.apply(weights, name(decoder) + ".final_layer_norm", config.normEpsilon(), x);
    return masks.apply(y, config.dropout());
  }
}

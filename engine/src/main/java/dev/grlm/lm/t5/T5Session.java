package dev.grlm.lm.t5;

import dev.grlm.lm.KeysValues;
import dev.grlm.lm.RowLayout;
import dev.grlm.lm.RowSession;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Rows of answers over sources that the encoder reads once: what the decoder's layers make of them
/// is kept once per source, so beams of one source do not copy it.
final class T5Session extends RowSession {
  private final T5 model;
  private final int[] sourceLengths;
  private final List<KeysValues> sources = new ArrayList<>();
  private final List<GeneratedKeysValues> generated = new ArrayList<>();

  /// Called in a scope, without gradients.
  ///
  /// @param lengths of sources, without their padding
  /// @param source what a layer makes of all sources, padded on the right to the longest
  T5Session(T5 model, int[] lengths, IntFunction<KeysValues> source) {
    var first = new long[lengths.length];
    Arrays.fill(first, model.config().startId());
    super(first);
    this.model = model;
    this.sourceLengths = lengths;
    try {
      for (int layer = 0; layer < model.decoder().layers(); layer++) {
        KeysValues made = source.apply(layer);
        sources.add(KeysValues.keep(made.keys().contiguous(), made.values().contiguous()));
        generated.add(new GeneratedKeysValues());
      }
    } catch (RuntimeException failure) {
      sources.forEach(KeysValues::close);
      throw failure;
    }
  }

  static void requireSome(List<?> contexts) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one context");
    }
  }

  @Override
  protected int symbols() {
    return model.config().symbols(taken());
  }

  @Override
  protected Tensor logits(Tensor states) {
    return model.logits(states, taken());
  }

  @Override
  protected Tensor pairLogits(Tensor states, Tensor rows, Tensor symbols) {
    return model.pairLogits(states, taken(), rows, symbols);
  }

  @Override
  protected void reorder(Tensor order) {
    generated.forEach(layer -> layer.reorder(order));
  }

  @Override
  protected long[] tokens(int[] symbols) {
    return Arrays.stream(symbols).mapToLong(s -> model.config().token(taken(), s)).toArray();
  }

  @Override
  protected Tensor read(long[] tokens) {
    Tensor first = sources.getFirst().keys();
    var layout = RowLayout.of(requestOfRow(), sourceLengths, first);
    Tensor bias = model.decoder().biases(taken(), 1, taken() + 1);
    Attention self = new BiasedAttention(bias, 0, Dropout.none());
    return model.nextStates(
        tokens,
        layer -> generated.get(layer).appending(self),
        layer -> seeing(sources.get(layer), layout));
  }

  /// All rows of a source meet its keys in one product.
  private static UnaryOperator<Tensor> seeing(KeysValues source, RowLayout layout) {
    Tensor bias =
        layout.hidden() == null
            ? null
            : torch.masked_fill(
                source.keys().new_zeros(1), layout.hidden(), new Scalar(Double.NEGATIVE_INFINITY));
    Attention attention = new BiasedAttention(bias, 0, Dropout.none());
    return query ->
        layout.byRow(attention.attend(layout.byRequest(query), source.keys(), source.values()));
  }

  @Override
  protected void release() {
    sources.forEach(KeysValues::close);
    generated.forEach(GeneratedKeysValues::close);
  }
}

package dev.grlm.lm.latefusion;

import dev.grlm.lm.GeneratedRows;
import dev.grlm.lm.KeysValues;
import dev.grlm.lm.RowLayout;
import dev.grlm.lm.RowSession;
import dev.grlm.nn.Attention;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Rows of answers over passages that are read once: what the layers make of them is kept once per
/// history, so beams of one history do not copy it.
final class FusionSession extends RowSession {
  private final LateFusion model;
  private final int[] lengths;
  private final List<KeysValues> passages = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();

  /// (histories, D)
  private final Tensor whole;

  /// Keys and values of a layer, of what was said.
  private record Said(GeneratedRows keys, GeneratedRows values) {
    Attention appending() {
      Attention all = Attention.full();
      return (query, key, value) -> all.attend(query, keys.append(key), values.append(value));
    }
  }

  FusionSession(LateFusion model, List<? extends FusionContext> contexts) {
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("a session needs at least one context");
    }
    super(new long[contexts.size()]);
    this.model = model;
    Passages shown = contexts.getFirst().passages();
    if (!contexts.stream().allMatch(context -> shows(context, shown))) {
      throw new IllegalArgumentException("contexts of one session show the same passages");
    }
    List<int[]> histories = contexts.stream().<int[]>map(FusionContext::history).toList();
    var rows = HistoryRows.whole(shown, histories, model.config().maxItems());
    int[] all = IntStream.range(0, rows.rows()).toArray();
    this.lengths = model.reader().lengths(rows, all);
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      FusionReader.Read read = model.reader().read(rows, Dropout.none());
      Tensor wholes = read.whole();
      wholes.retainReference();
      this.whole = wholes;
      for (FusionLayer layer : model.layers()) {
        KeysValues seen = model.reader().seen(read, layer, all);
        passages.add(KeysValues.keep(seen.keys().contiguous(), seen.values().contiguous()));
        said.add(new Said(new GeneratedRows(), new GeneratedRows()));
      }
    } catch (RuntimeException failure) {
      passages.forEach(KeysValues::close);
      throw failure;
    }
  }

  @SuppressWarnings("ReferenceEquality") // a table is as large as a catalogue
  private static boolean shows(FusionContext context, Passages passages) {
    return context.passages() == passages;
  }

  @Override
  protected int symbols() {
    return model.config().slotSizes().get(taken());
  }

  @Override
  protected Tensor logits(Tensor newest) {
    return model.logits(taken(), newest);
  }

  @Override
  protected Tensor pairLogits(Tensor newest, Tensor rows, Tensor symbols) {
    return model.pairLogits(taken(), newest, rows, symbols);
  }

  @Override
  protected void reorder(Tensor order) {
    said.forEach(layer -> {
      layer.keys().reorder(order);
      layer.values().reorder(order);
    });
  }

  @Override
  protected long[] tokens(int[] symbols) {
    for (int symbol : symbols) {
      if (symbol < 0 || symbol >= symbols()) {
        throw new IllegalArgumentException(
            "symbol %d is not one of the %d of slot %d".formatted(symbol, symbols(), taken() + 1));
      }
    }
    return Arrays.stream(symbols).asLongStream().toArray();
  }

  @Override
  protected Tensor read(long[] symbols) {
    var layout = RowLayout.of(requestOfRow(), lengths, passages.getFirst().keys());
    Attention visible =
        Attention.full(lengths, Math.toIntExact(passages.getFirst().keys().size(2)));
    Tensor own = whole.index_select(0, Tensors.longs(requestOfRow()));
    return model
        .states(
            model.read(taken(), symbols, own).unsqueeze(1),
            layer -> said.get(layer).appending(),
            layer -> seeing(passages.get(layer), layout, visible),
            Dropout.none())
        .squeeze(1);
  }

  /// All rows of a history meet its keys in one product.
  private static UnaryOperator<Tensor> seeing(
      KeysValues source, RowLayout layout, Attention visible) {
    return query ->
        layout.byRow(visible.attend(layout.byRequest(query), source.keys(), source.values()));
  }

  @Override
  protected void release() {
    whole.close();
    passages.forEach(KeysValues::close);
    said.forEach(layer -> {
      layer.keys().close();
      layer.values().close();
    });
  }
}

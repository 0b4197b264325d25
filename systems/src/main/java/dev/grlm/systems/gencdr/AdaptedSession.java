package dev.grlm.systems.gencdr;

import dev.grlm.lm.BestSymbols;
import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Rows of an [AdaptedDecoder] that share the state of their request; what differs is the domain
/// and the sum of chosen symbols.
final class AdaptedSession implements Session {
  private final AdaptedDecoder model;
  private int slot;
  private boolean closed;
  private Tensor state;
  private Tensor chosen;

  /// By row; any before the first slot was said.
  private long[] domainOf;

  AdaptedSession(AdaptedDecoder model, List<? extends StepContext> contexts) {
    this.model = model;
    this.domainOf = new long[contexts.size()];
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      this.state = keep(model.read(contexts));
      this.chosen = keep(Tensors.zeros(contexts.size(), model.base().config().width()));
    }
  }

  @Override
  public int rows() {
    requireOpen();
    return domainOf.length;
  }

  @Override
  public Candidates best(int limit) {
    requireOpen();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return BestSymbols.of(
          torch.log_softmax(model.logits(slot, state, chosen, domainOf), 1), limit);
    }
  }

  /// Of the whole head: a level has few codes.
  @Override
  public float[] logits(Allowed allowed) {
    requireOpen();
    if (allowed.symbols().length == 0) {
      return new float[0];
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      int vocabulary = model.base().config().slotSizes().get(slot);
      float[] all = Tensors.toFloats(model.logits(slot, state, chosen, domainOf));
      var picked = new float[allowed.symbols().length];
      for (int row = 0; row < rows(); row++) {
        for (int i = allowed.offsets()[row]; i < allowed.offsets()[row + 1]; i++) {
          picked[i] = all[row * vocabulary + allowed.symbols()[i]];
        }
      }
      return picked;
    }
  }

  @Override
  public void advance(int[] parents, int[] symbols) {
    requireOpen();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor order = longs(parents);
      Tensor added = model.base().symbolEmbedding(slot, longs(symbols));
      replace(keep(state.index_select(0, order)), keep(chosen.index_select(0, order).add(added)));
    }
    long[] before = domainOf;
    domainOf =
        slot == 0
            ? Arrays.stream(symbols).asLongStream().toArray()
            : Arrays.stream(parents).mapToLong(parent -> before[parent]).toArray();
    slot++;
  }

  private void replace(Tensor newState, Tensor newChosen) {
    state.close();
    chosen.close();
    state = newState;
    chosen = newChosen;
  }

  private static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  private static Tensor longs(int[] values) {
    return Tensors.longs(Arrays.stream(values).asLongStream().toArray(), values.length);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    state.close();
    chosen.close();
  }
}

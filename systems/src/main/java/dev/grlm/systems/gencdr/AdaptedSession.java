package dev.grlm.systems.gencdr;

import dev.grlm.lm.BestSymbols;
import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.StateRows;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Rows of an [AdaptedDecoder], each with the domain that it has said.
final class AdaptedSession implements Session {
  private final AdaptedDecoder model;
  private int slot;
  private final StateRows rows;

  /// By row; any before the first slot was said.
  private long[] domainOf;

  AdaptedSession(AdaptedDecoder model, List<? extends StepContext> contexts) {
    this.model = model;
    this.domainOf = new long[contexts.size()];
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      this.rows = new StateRows(model.read(contexts));
    }
  }

  @Override
  public int rows() {
    return rows.rows();
  }

  @Override
  public Candidates best(int limit) {
    rows.requireOpen();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      return BestSymbols.of(torch.log_softmax(logits(), 1), limit);
    }
  }

  /// @return (rows, symbols)
  private Tensor logits() {
    return model.logits(slot, rows.state(), rows.chosen(), domainOf);
  }

  /// Of the whole head: a level has few codes.
  @Override
  public float[] logits(Allowed allowed) {
    rows.requireOpen();
    if (allowed.symbols().length == 0) {
      return new float[0];
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      int vocabulary = model.base().config().slotSizes().get(slot);
      return allowed.of(Tensors.toFloats(logits()), vocabulary);
    }
  }

  @Override
  public void advance(int[] parents, int[] symbols) {
    rows.requireOpen();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      rows.advance(parents, model.base().symbolEmbedding(slot, Tensors.longs(symbols)));
    }
    long[] before = domainOf;
    domainOf =
        slot == 0
            ? Arrays.stream(symbols).asLongStream().toArray()
            : Arrays.stream(parents).mapToLong(parent -> before[parent]).toArray();
    slot++;
  }

  @Override
  public void close() {
    rows.close();
  }
}

package dev.grlm.lm.twolevel;

import dev.grlm.lm.BestSymbols;
import dev.grlm.lm.Session;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Rows that share the state of their request; only the sum of chosen symbols differs between rows.
final class TwoLevelSession implements Session {
  private static final Dropout NONE = Dropout.none();

  /// One product with the whole head is quicker than gathering when more than 1/8 of it is allowed.
  private static final int WHOLE_HEAD_SHARE = 8;

  private final TwoLevelDecoder model;
  private int slot;
  private final StateRows rows;
  private final @Nullable LookaheadRows lookahead;

  /// Per request, how much of what the slots' nets say is kept.
  private final float[] slotShares;

  TwoLevelSession(TwoLevelDecoder model, List<? extends StepContext> contexts) {
    this.model = model;
    this.slotShares = new float[contexts.size()];
    for (int r = 0; r < slotShares.length; r++) {
      slotShares[r] = contexts.get(r).prior().map(prior -> (float) prior.slots()).orElse(1f);
    }
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      this.rows = new StateRows(read(model, contexts));
      this.lookahead =
          model.config().lookahead()
              ? new LookaheadRows(model.table(), model.knownEmbeddings(), rows.state(), contexts)
              : null;
    }
  }

  /// @return (requests, D)
  static Tensor read(TwoLevelDecoder model, List<? extends StepContext> contexts) {
    int width = model.config().width();
    var stepRows = new ArrayList<List<Step>>();
    var wordRows = new ArrayList<int[]>();
    var order = new long[contexts.size()];
    for (int row = 0; row < order.length; row++) {
      switch (contexts.get(row)) {
        case StepContext.Steps(List<Step> steps, var _) -> {
          order[row] = stepRows.size();
          stepRows.add(steps);
        }
        case StepContext.Words(int[] words) -> {
          order[row] = -1L - wordRows.size();
          wordRows.add(words);
        }
      }
    }
    var parts = new ArrayList<Tensor>();
    if (!stepRows.isEmpty()) {
      var batch = StepBatch.of(stepRows, model.config().slots(), model.config().maxSteps());
      Tensor all = model.states(batch, NONE).view(-1, width);
      parts.add(all.index_select(0, Tensors.longs(batch.newest(), batch.requests())));
    }
    if (!wordRows.isEmpty()) {
      parts.add(model.wordStates(wordRows, NONE));
    }
    for (int row = 0; row < order.length; row++) {
      if (order[row] < 0) {
        order[row] = stepRows.size() - 1 - order[row];
      }
    }
    Tensor joined = Tensors.cat(0, parts.toArray(Tensor[]::new));
    return joined.index_select(0, Tensors.longs(order, order.length));
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
      Tensor logits = model.slotLogits(slot, slotState());
      if (lookahead != null) {
        float[] shares = rowShares(lookahead);
        if (!all(shares, 1)) {
          logits = logits.mul(Tensors.floats(shares, shares.length, 1));
        }
        logits = withLookahead(logits, lookahead);
      }
      return BestSymbols.of(torch.log_softmax(logits, 1), limit);
    }
  }

  private Tensor slotState() {
    return model.slotState(slot, rows.state(), rows.chosen(), NONE);
  }

  private float[] rowShares(LookaheadRows known) {
    var shares = new float[rows()];
    for (int row = 0; row < shares.length; row++) {
      shares[row] = slotShares[known.request(row)];
    }
    return shares;
  }

  private static boolean all(float[] values, float value) {
    for (float each : values) {
      if (each != value) {
        return false;
      }
    }
    return true;
  }

  private Tensor withLookahead(Tensor logits, LookaheadRows known) {
    long vocabulary = logits.size(1);
    var cells = new ArrayList<Long>();
    var values = new ArrayList<Float>();
    float unseen = unseen();
    for (int row = 0; row < rows(); row++) {
      long start = row * vocabulary;
      known.visit(
          row,
          slot,
          (symbol, share) -> {
            cells.add(start + symbol);
            values.add((float) (share - unseen));
          });
    }
    long[] at = cells.stream().mapToLong(Long::longValue).toArray();
    var added = new float[at.length];
    for (int i = 0; i < added.length; i++) {
      added[i] = values.get(i);
    }
    return logits
        .reshape(-1)
        .index_add(0, Tensors.longs(at, at.length), Tensors.floats(added, added.length))
        .view(-1, vocabulary);
  }

  private float unseen() {
    return Tensors.toFloats(model.unseen(slot))[0];
  }

  @Override
  public float[] logits(Allowed allowed) {
    rows.requireOpen();
    if (allowed.symbols().length == 0) {
      return new float[0];
    }
    if (lookahead == null) {
      return ownLogits(allowed);
    }
    float[] shares = rowShares(lookahead);
    // What is multiplied by nothing need not be computed.
    float[] logits = all(shares, 0) ? new float[allowed.symbols().length] : ownLogits(allowed);
    float unseen = unseen();
    for (int row = 0; row < rows(); row++) {
      for (int i = allowed.offsets()[row]; i < allowed.offsets()[row + 1]; i++) {
        double share = lookahead.share(row, slot, allowed.symbols()[i]);
        logits[i] = logits[i] * shares[row] + (float) (Double.isNaN(share) ? 0 : share - unseen);
      }
    }
    return logits;
  }

  /// Without what the known steps say.
  private float[] ownLogits(Allowed allowed) {
    int count = allowed.symbols().length;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor slotState = slotState();
      int vocabulary = model.config().slotSizes().get(slot);
      if (count > (long) rows() * vocabulary / WHOLE_HEAD_SHARE) {
        return allowed.of(Tensors.toFloats(model.slotLogits(slot, slotState)), vocabulary);
      }
      var rowOf = new long[count];
      for (int row = 0; row < rows(); row++) {
        for (int i = allowed.offsets()[row]; i < allowed.offsets()[row + 1]; i++) {
          rowOf[i] = row;
        }
      }
      return Tensors.toFloats(
          model.pairLogits(
              slot, slotState, Tensors.longs(rowOf, count), Tensors.longs(allowed.symbols())));
    }
  }

  @Override
  public void advance(int[] parents, int[] symbols) {
    rows.requireOpen();
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      rows.advance(parents, model.symbolEmbedding(slot, Tensors.longs(symbols)));
    }
    if (lookahead != null) {
      lookahead.advance(slot, parents, symbols);
    }
    slot++;
  }

  @Override
  public void close() {
    rows.close();
  }
}

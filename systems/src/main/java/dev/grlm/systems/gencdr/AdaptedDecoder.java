package dev.grlm.systems.gencdr;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepBatch;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// A decoder that all domains share with [DomainUpdates]. Its first slot says the domain of an
/// item.
///
/// @param base without known steps; closed with this one
/// @param updates closed with this one
record AdaptedDecoder(TwoLevelDecoder base, DomainUpdates updates)
    implements LanguageModel<StepContext>, AutoCloseable {
  private static final Dropout NONE = Dropout.none();

  @Override
  public Session open(List<? extends StepContext> contexts) {
    return new AdaptedSession(this, contexts);
  }

  /// @return (contexts, D)
  Tensor read(List<? extends StepContext> contexts) {
    var rows = new ArrayList<List<Step>>();
    for (StepContext context : contexts) {
      switch (context) {
        case StepContext.Steps(List<Step> steps, var _) -> rows.add(steps);
        case StepContext.Words _ ->
            throw new IllegalArgumentException("this model has no word table");
      }
    }
    var batch = StepBatch.of(rows, base.config().slots(), base.config().maxSteps());
    Tensor states = base.states(batch, updates.pass(batch.symbols()[0]), NONE);
    return states
        .view(-1, base.config().width())
        .index_select(0, Tensors.longs(batch.newest(), rows.size()));
  }

  /// @param state (P, D)
  /// @param chosen (P, D) sum of the embeddings of the symbols in earlier slots
  /// @param domainOf by row, what the first slot says
  /// @return (P, V of the slot)
  Tensor logits(int slot, Tensor state, Tensor chosen, long[] domainOf) {
    return base.slotLogits(slot, base.slotState(slot, state, chosen, NONE, updates.pass(domainOf)));
  }

  @Override
  public void close() {
    base.close();
    updates.close();
  }
}

package dev.grlm.systems.grlm.small;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.SlotSpelling;
import dev.grlm.data.Item;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.lm.twolevel.StepPrior;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.systems.grlm.model.ItemPrior;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// A [SlotCodec] that tells the decoder, with every history, what else is known of the next item.
/// Metadata is read as it is.
final class PriorCodec extends SlotSpelling<StepContext> {
  private final ItemPrior prior;

  PriorCodec(SlotCodec codec, ItemPrior prior) {
    super(codec);
    this.prior = prior;
  }

  @Override
  public StepContext context(int[] history) {
    if (!(slots().context(history) instanceof StepContext.Steps(var steps, var _))) {
      throw new IllegalStateException("a history is read as steps");
    }
    return new StepContext.Steps(steps, Optional.of(prior(history)));
  }

  private StepPrior prior(int[] history) {
    ScoredItems added = prior.added().after(history);
    int[] out = prior.repeats() ? new int[0] : Arrays.stream(history).sorted().distinct().toArray();
    var steps = new int[added.size() + out.length];
    var values = new float[steps.length];
    int count = 0;
    for (int i = 0; i < added.size(); i++) {
      OptionalInt step = slots().step(added.items()[i]);
      if (step.isPresent() && Arrays.binarySearch(out, added.items()[i]) < 0) {
        steps[count] = step.getAsInt();
        values[count++] = added.scores()[i];
      }
    }
    for (int item : out) {
      OptionalInt step = slots().step(item);
      if (step.isPresent()) {
        steps[count] = step.getAsInt();
        values[count++] = Float.NEGATIVE_INFINITY;
      }
    }
    return new StepPrior(
        prior.scale(), prior.slots(), Arrays.copyOf(steps, count), Arrays.copyOf(values, count));
  }

  @Override
  public StepContext naming(Item item) {
    return slots().naming(item);
  }
}

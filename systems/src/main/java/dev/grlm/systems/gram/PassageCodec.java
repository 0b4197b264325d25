package dev.grlm.systems.gram;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.SlotSpelling;
import dev.grlm.data.Item;
import dev.grlm.lm.latefusion.FusionContext;
import dev.grlm.lm.latefusion.Passages;
import java.util.Arrays;

/// The codec of the decoder of passages: a history is its newest items, whose passages the decoder
/// looks up.
final class PassageCodec extends SlotSpelling<FusionContext> {
  private final Passages passages;
  private final int maxItems;

  /// @param passages of the items of `slots`
  /// @param maxItems items of a history that are read
  PassageCodec(SlotCodec slots, Passages passages, int maxItems) {
    super(slots);
    this.passages = passages;
    this.maxItems = maxItems;
  }

  Passages passages() {
    return passages;
  }

  @Override
  public FusionContext context(int[] history) {
    int from = Math.max(0, history.length - maxItems);
    return new FusionContext(passages, Arrays.copyOfRange(history, from, history.length));
  }

  /// @throws IllegalArgumentException always: it reads histories and no metadata
  @Override
  public FusionContext naming(Item item) {
    throw new IllegalArgumentException("a decoder of passages reads no metadata: " + item.id());
  }
}

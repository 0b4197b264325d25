package dev.grlm.systems.gram;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.codec.SlotCodec;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.lm.latefusion.FusionContext;
import dev.grlm.lm.latefusion.Passages;
import java.util.Arrays;
import java.util.OptionalInt;

/// The codec of the decoder of passages: a history is its newest items, whose passages the decoder
/// looks up. Symbols are those of `slots`.
final class PassageCodec implements IdentifierCodec<FusionContext> {
  private final SlotCodec slots;
  private final Passages passages;
  private final int maxItems;

  /// @param passages of the items of `slots`
  /// @param maxItems items of a history that are read
  PassageCodec(SlotCodec slots, Passages passages, int maxItems) {
    this.slots = slots;
    this.passages = passages;
    this.maxItems = maxItems;
  }

  Passages passages() {
    return passages;
  }

  @Override
  public int length() {
    return slots.length();
  }

  @Override
  public int[] stops() {
    return slots.stops();
  }

  @Override
  public int[] readable(int[] history) {
    return slots.readable(history);
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

  @Override
  public int[] symbols(Identifier identifier) {
    return slots.symbols(identifier);
  }

  @Override
  public boolean spells(Identifier identifier) {
    return slots.spells(identifier);
  }

  @Override
  public String text(int place, int symbol) {
    return slots.text(place, symbol);
  }

  @Override
  public OptionalInt slot(int[] symbols) {
    return slots.slot(symbols);
  }

  @Override
  public Identifier identifier(int[] symbols) {
    return slots.identifier(symbols);
  }
}

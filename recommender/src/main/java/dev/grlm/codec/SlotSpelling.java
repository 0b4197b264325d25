package dev.grlm.codec;

import dev.grlm.identifier.Identifier;
import java.util.OptionalInt;

/// What is the same for codecs whose identifiers are spelt by a [SlotCodec], whatever their models
/// read before they spell one.
///
/// @param <C> contexts of the model
public abstract class SlotSpelling<C> implements IdentifierCodec<C> {
  private final SlotCodec slots;

  protected SlotSpelling(SlotCodec slots) {
    this.slots = slots;
  }

  protected final SlotCodec slots() {
    return slots;
  }

  @Override
  public final int length() {
    return slots.length();
  }

  @Override
  public final int[] stops() {
    return slots.stops();
  }

  @Override
  public final int[] readable(int[] history) {
    return slots.readable(history);
  }

  @Override
  public final int[] symbols(Identifier identifier) {
    return slots.symbols(identifier);
  }

  @Override
  public final boolean spells(Identifier identifier) {
    return slots.spells(identifier);
  }

  @Override
  public final String text(int place, int symbol) {
    return slots.text(place, symbol);
  }

  @Override
  public final OptionalInt slot(int[] symbols) {
    return slots.slot(symbols);
  }

  @Override
  public final Identifier identifier(int[] symbols) {
    return slots.identifier(symbols);
  }
}

package dev.grlm.coded;

import dev.grlm.codec.SlotCodec;
import dev.grlm.codec.SlotSpelling;
import dev.grlm.data.Item;
import dev.grlm.lm.t5.T5Config;
import dev.grlm.lm.t5.T5Context;
import dev.grlm.lm.t5.T5Sample;

/// The codec of the encoder–decoder: a history is the codes of its newest items, oldest first, each
/// level with tokens of its own; no token separates items and none ends them.
final class HistoryTokens extends SlotSpelling<T5Context> {
  private final int maxItems;

  /// Per item what the encoder reads of it; nothing of one that the model cannot spell.
  private final int[][] tokens;

  /// @param slots of a catalogue of which the model can spell every fitted item
  /// @param maxItems items of a history that are read
  HistoryTokens(SlotCodec slots, T5Config config, int maxItems) {
    super(slots);
    this.maxItems = maxItems;
    this.tokens = new int[slots.items()][];
    for (int item = 0; item < tokens.length; item++) {
      int[] symbols = slots.step(item).isPresent() ? codes(item) : new int[0];
      tokens[item] = new int[symbols.length];
      for (int level = 0; level < symbols.length; level++) {
        tokens[item][level] = config.token(level, symbols[level]);
      }
    }
  }

  /// Not copied.
  private int[] codes(int item) {
    return slots().steps().get(slots().step(item).orElseThrow()).symbols();
  }

  /// What is learnt of a history: an item from those before it.
  T5Sample sample(HistoryPrefix prefix) {
    return new T5Sample(read(prefix.items(), prefix.end()), codes(prefix.items()[prefix.end()]));
  }

  /// How many of so many items are read.
  int items(int known) {
    return Math.min(known, maxItems);
  }

  private int[] read(int[] history, int end) {
    int count = items(end);
    int levels = length();
    var read = new int[count * levels];
    for (int place = 0; place < count; place++) {
      System.arraycopy(tokens[history[end - count + place]], 0, read, place * levels, levels);
    }
    return read;
  }

  @Override
  public T5Context context(int[] history) {
    return new T5Context(read(history, history.length));
  }

  /// @throws IllegalArgumentException always: it reads codes and no metadata
  @Override
  public T5Context naming(Item item) {
    throw new IllegalArgumentException("a model of codes reads no metadata: " + item.id());
  }
}

package dev.grlm.recommend;

import dev.grlm.decode.PrefixTrie;
import dev.grlm.ground.Grounder;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scopes that somebody asked about, of which those asked about last are kept. Thread-safe.
final class Scopes {
  /// A catalogue has few domains; whoever asks about many combinations makes some of them anew.
  private static final int KEPT = 32;

  private final Scope whole;
  private final Grounder grounder;
  private final int[] sequenceOfItem;
  private final Map<BitSet, Scope> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// @param trie of the sequences of all items
  /// @param sequenceOfItem negative where an item has none
  Scopes(PrefixTrie trie, Grounder grounder, int[] sequenceOfItem) {
    this.whole = new Scope(trie, grounder);
    this.grounder = grounder;
    this.sequenceOfItem = sequenceOfItem;
  }

  Scope whole() {
    return whole;
  }

  /// @param items null for all
  Scope of(@Nullable BitSet items) {
    if (items == null) {
      return whole;
    }
    synchronized (kept) {
      Scope known = kept.get(items);
      if (known == null) {
        var own = (BitSet) items.clone();
        known = new Scope(whole.trie().opened(sequences(own)), grounder, own);
        kept.put(own, known);
        if (kept.size() > KEPT) {
          kept.remove(kept.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  private BitSet sequences(BitSet items) {
    var sequences = new BitSet();
    items.stream()
        .filter(item -> item < sequenceOfItem.length && sequenceOfItem[item] >= 0)
        .forEach(item -> sequences.set(sequenceOfItem[item]));
    return sequences;
  }
}

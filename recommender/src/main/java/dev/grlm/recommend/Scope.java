package dev.grlm.recommend;

import dev.grlm.decode.PrefixTrie;
import dev.grlm.ground.Grounder;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What identifiers are searched for and grounded among: all items, or those of a question that is
/// about some items only. Immutable but for a grounder that is made when it is first needed; may be
/// asked by several threads.
final class Scope {
  private final PrefixTrie trie;
  private final Grounder whole;
  private final @Nullable BitSet items;
  private volatile @Nullable Grounder grounder;

  /// All items.
  Scope(PrefixTrie trie, Grounder grounder) {
    this.trie = trie;
    this.whole = grounder;
    this.items = null;
    this.grounder = grounder;
  }

  /// Some items.
  ///
  /// @param trie open to their identifiers alone
  /// @param whole grounds among all items
  Scope(PrefixTrie trie, Grounder whole, BitSet items) {
    this.trie = trie;
    this.whole = whole;
    this.items = items;
  }

  PrefixTrie trie() {
    return trie;
  }

  /// Null for all.
  @Nullable BitSet items() {
    return items;
  }

  /// Grounds among the items of this scope.
  Grounder grounder() {
    Grounder made = grounder;
    if (made == null) { // several threads may make the same one once each
      made = whole.among(Objects.requireNonNull(items));
      grounder = made;
    }
    return made;
  }
}

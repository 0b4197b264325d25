package dev.grlm.decode;

import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What every row of a session may go on with, best first, equal symbols in order.
///
/// @param offsets where each row's symbols begin, and their number
/// @param logits up to a constant per row
record Offers(int[] offsets, int[] symbols, float[] logits) {

  /// The `limit` best of the whole vocabulary.
  static Offers best(Session session, int limit) {
    Session.Candidates best = session.best(limit);
    int[] offsets =
        IntStream.rangeClosed(0, session.rows()).map(row -> row * best.width()).toArray();
    return new Offers(offsets, best.symbols(), best.logProbabilities());
  }

  /// The children of each row's node.
  static Offers children(Session session, PrefixTrie trie, int[] nodes) {
    var offsets = new int[nodes.length + 1];
    for (int row = 0; row < nodes.length; row++) {
      int children = trie.endOfChildren(nodes[row]) - trie.firstChild(nodes[row]);
      offsets[row + 1] = offsets[row] + children;
    }
    int[] symbols =
        Arrays.stream(nodes)
            .flatMap(node -> IntStream.range(trie.firstChild(node), trie.endOfChildren(node)))
            .map(trie::symbol)
            .toArray();
    float[] logits = session.logits(new Session.Allowed(offsets, symbols));
    int[] order =
        IntStream.range(0, nodes.length)
            .flatMap(row ->
                IntStream.range(offsets[row], offsets[row + 1])
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -logits[i]))
                    .mapToInt(Integer::intValue))
            .toArray();
    var sorted = new float[logits.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = logits[order[i]];
    }
    return new Offers(offsets, Arrays.stream(order).map(i -> symbols[i]).toArray(), sorted);
  }
}

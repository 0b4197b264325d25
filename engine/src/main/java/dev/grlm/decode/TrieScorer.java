package dev.grlm.decode;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.List;

/// Scores every sequence of a trie: what [BeamSearch] under the trie gives them where its beams are
/// so many that none is ever dropped, without the room that so many beams would take. Immutable and
/// thread-safe.
///
/// Sequences are scored in blocks, in the order of the trie, each in a session of its own: a prefix
/// is advanced once for every block that has sequences below it. A context costs about as many rows
/// of the model as the trie has nodes.
///
/// @param <C> contexts of the model
public final class TrieScorer<C> {
  private final LanguageModel<C> model;
  private final int together;
  private final Among among;

  /// Each sequence has its share of the trie.
  ///
  /// @param together most sequences of a block, hence most rows of a session, at least 1
  public TrieScorer(LanguageModel<C> model, int together) {
    this(model, together, Among.BRANCHES);
  }

  /// @param together most sequences of a block, hence most rows of a session, at least 1
  /// @param among which symbols one has its probability
  public TrieScorer(LanguageModel<C> model, int together, Among among) {
    if (together < 1) {
      throw new IllegalArgumentException(
          "at least one sequence must be scored at once: " + together);
    }
    this.model = model;
    this.together = together;
    this.among = among;
  }

  /// @return by sequence, the natural logarithm of its probability, normalised at every node over
  ///   all that follows it there, or over all symbols; minus infinity for one that the trie is not
  ///   open to
  public double[] scores(C context, PrefixTrie trie) {
    var scores = new double[trie.size()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    int open = trie.leaves(trie.root());
    for (int from = 0; from < open; from += together) {
      try (Session session = model.open(List.of(context))) {
        new Block(trie, among, from, from + together, scores).score(session);
      }
    }
    return scores;
  }

  /// Those of the open sequences, in the order of the trie, that stand at `from` to `to`.
  private static final class Block {
    private final PrefixTrie trie;
    private final Among among;
    private final int from;
    private final int to;
    private final double[] scores;

    Block(PrefixTrie trie, Among among, int from, int to, double[] scores) {
      this.trie = trie;
      this.among = among;
      this.from = from;
      this.to = to;
      this.scores = scores;
    }

    void score(Session session) {
      Rows rows = Rows.root(trie.root());
      while (true) {
        Rows next = grown(rows, session);
        if (next.size == 0) {
          return;
        }
        session.advance(
            Arrays.copyOf(next.parents, next.size), Arrays.copyOf(next.symbols, next.size));
        rows = next;
      }
    }

    private Rows grown(Rows rows, Session session) {
      var offsets = new int[rows.size + 1];
      for (int row = 0; row < rows.size; row++) {
        int children = trie.endOfChildren(rows.nodes[row]) - trie.firstChild(rows.nodes[row]);
        offsets[row + 1] = offsets[row] + children;
      }
      var symbols = new int[offsets[rows.size]];
      for (int row = 0; row < rows.size; row++) {
        int first = trie.firstChild(rows.nodes[row]);
        for (int at = offsets[row]; at < offsets[row + 1]; at++) {
          symbols[at] = trie.symbol(first + at - offsets[row]);
        }
      }
      float[] logits = session.logits(new Session.Allowed(offsets, symbols));
      Among.Normaliser normalisers = among.normaliser(session);
      var next = Rows.room(symbols.length);
      for (int row = 0; row < rows.size; row++) {
        double normaliser = normalisers.of(row, logits, offsets[row], offsets[row + 1]);
        grow(rows, row, logits, normaliser, offsets, next);
      }
      return next;
    }

    private void grow(
        Rows rows, int row, float[] logits, double normaliser, int[] offsets, Rows next) {
      int child = trie.firstChild(rows.nodes[row]);
      int place = rows.places[row];
      for (int at = offsets[row]; at < offsets[row + 1]; at++) {
        int open = trie.leaves(child);
        if (open > 0 && place < to && place + open > from) {
          double sum = rows.sums[row] + logits[at] - normaliser;
          if (trie.isLeaf(child)) {
            scores[trie.sequenceAt(child)] = sum;
          } else {
            next.add(row, trie.symbol(child), child, sum, place);
          }
        }
        place += open;
        child++;
      }
    }
  }

  /// Prefixes of one length that sequences of a block begin with.
  private static final class Rows {
    private final int[] parents;
    private final int[] symbols;
    private final int[] nodes;
    private final double[] sums;

    /// How many open sequences stand before the first one below the node.
    private final int[] places;

    private int size;

    private Rows(int most) {
      parents = new int[most];
      symbols = new int[most];
      nodes = new int[most];
      sums = new double[most];
      places = new int[most];
    }

    static Rows room(int most) {
      return new Rows(most);
    }

    static Rows root(int node) {
      var rows = new Rows(1);
      rows.add(0, -1, node, 0, 0);
      return rows;
    }

    void add(int parent, int symbol, int node, double sum, int place) {
      parents[size] = parent;
      symbols[size] = symbol;
      nodes[size] = node;
      sums[size] = sum;
      places[size++] = place;
    }
  }
}

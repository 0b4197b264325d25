package dev.grlm.decode;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// All sequences that may be generated, as a trie. Immutable and thread-safe.
///
/// Nodes are numbered level by level, the children of a node consecutively and in order of their
/// symbol; node 0 is the root. No sequence begins with another one whole, so a leaf stands for
/// exactly one sequence and every sequence ends at a leaf; their lengths may differ.
public final class PrefixTrie {
  /// Instead of a sequence, where a node is no leaf.
  static final int NO_SEQUENCE = -1;

  private final int length;
  private final int[] symbol;
  private final int[] parent;
  private final int[] firstChild;
  private final int[] leaves;
  private final int[] leafOfSequence;
  private final int[] sequenceOfNode;

  private PrefixTrie(
      int length,
      int[] symbol,
      int[] parent,
      int[] firstChild,
      int[] leaves,
      int[] leafOfSequence,
      int[] sequenceOfNode) {
    this.length = length;
    this.symbol = symbol;
    this.parent = parent;
    this.firstChild = firstChild;
    this.leaves = leaves;
    this.leafOfSequence = leafOfSequence;
    this.sequenceOfNode = sequenceOfNode;
  }

  /// @param sequences none of them empty, equal to another or the beginning of another, as is so
  ///   when all have one length or all end in the same closing symbol; a sequence is known by its
  ///   place
  /// @throws IllegalArgumentException naming the sequences of which that is not so
  public static PrefixTrie of(List<int[]> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("a trie needs at least one sequence");
    }
    Integer[] order = new Integer[sequences.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(sequences::get, Arrays::compare));
    return new Builder(sequences, order).build();
  }

  private static final class Builder {
    private final List<int[]> sequences;
    private final Integer[] order;
    private final int length;

    Builder(List<int[]> sequences, Integer[] order) {
      this.sequences = sequences;
      this.order = order;
      this.length = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    }

    PrefixTrie build() {
      int[] shared = sharedPrefixes();
      int[] start = levelStarts(shared);
      int nodes = start[length + 1];
      var symbol = new int[nodes];
      var parent = new int[nodes];
      var leaves = new int[nodes];
      var leafOfSequence = new int[order.length];
      var sequenceOfNode = new int[nodes];
      Arrays.fill(sequenceOfNode, NO_SEQUENCE);
      symbol[0] = -1;
      parent[0] = -1;
      int[] current = new int[length + 1];
      int[] next = Arrays.copyOf(start, length + 1);
      for (int i = 0; i < order.length; i++) {
        int[] sequence = sequences.get(order[i]);
        for (int depth = shared[i]; depth < sequence.length; depth++) {
          int node = next[depth + 1]++;
          symbol[node] = sequence[depth];
          parent[node] = current[depth];
          current[depth + 1] = node;
        }
        for (int depth = 0; depth <= sequence.length; depth++) {
          leaves[current[depth]]++;
        }
        leafOfSequence[order[i]] = current[sequence.length];
        sequenceOfNode[current[sequence.length]] = order[i];
      }
      return new PrefixTrie(
          length, symbol, parent, firstChildren(parent), leaves, leafOfSequence, sequenceOfNode);
    }

    /// First node of every level, and the number of nodes.
    private int[] levelStarts(int[] shared) {
      var start = new int[length + 2];
      start[1] = 1;
      for (int i = 0; i < order.length; i++) {
        for (int depth = shared[i]; depth < sequences.get(order[i]).length; depth++) {
          start[depth + 2]++;
        }
      }
      for (int level = 1; level < start.length; level++) {
        start[level] += start[level - 1];
      }
      return start;
    }

    /// How many leading symbols each sequence shares with the one before it in order. What begins
    /// with a sequence follows it in order, so only neighbors need a look.
    private int[] sharedPrefixes() {
      var shared = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        int[] sequence = sequences.get(order[i]);
        if (sequence.length == 0) {
          throw new IllegalArgumentException("sequence " + order[i] + " is empty");
        }
        if (i > 0) {
          int[] before = sequences.get(order[i - 1]);
          shared[i] = Arrays.mismatch(before, sequence);
          if (shared[i] < 0) {
            throw new IllegalArgumentException(
                "sequences " + order[i - 1] + " and " + order[i] + " are equal");
          }
          if (shared[i] == before.length) {
            throw new IllegalArgumentException(
                "sequence %d %s is the beginning of sequence %d %s"
                    .formatted(
                        order[i - 1],
                        Arrays.toString(before),
                        order[i],
                        Arrays.toString(sequence)));
          }
        }
      }
      return shared;
    }

    /// Where a leaf's children would stand: before those of the next node.
    private static int[] firstChildren(int[] parent) {
      var firstChild = new int[parent.length + 1];
      Arrays.fill(firstChild, parent.length);
      for (int node = parent.length - 1; node > 0; node--) {
        firstChild[parent[node]] = node;
      }
      for (int node = parent.length - 1; node >= 0; node--) {
        firstChild[node] = Math.min(firstChild[node], firstChild[node + 1]);
      }
      return firstChild;
    }
  }

  /// The same trie, open to some of its sequences only: the others count as nothing below their
  /// nodes, so that a search does not go there, but are weighed against what is open, so that
  /// nothing becomes likelier by what is closed (docs/decisions/0006). Shares all else.
  public PrefixTrie opened(BitSet sequences) {
    var open = new int[leaves.length];
    sequences.stream()
        .forEach(sequence -> {
          for (int node = leafOfSequence[sequence]; node >= 0; node = parent[node]) {
            open[node]++;
          }
        });
    return new PrefixTrie(length, symbol, parent, firstChild, open, leafOfSequence, sequenceOfNode);
  }

  /// Symbols of the longest sequence.
  public int length() {
    return length;
  }

  public int nodes() {
    return symbol.length;
  }

  /// Number of sequences.
  public int size() {
    return leafOfSequence.length;
  }

  public int root() {
    return 0;
  }

  /// First child of `node`; its children are `firstChild(node) … firstChild(node + 1) − 1`.
  public int firstChild(int node) {
    return firstChild[node];
  }

  /// One past the last child.
  public int endOfChildren(int node) {
    return firstChild[node + 1];
  }

  public int symbol(int node) {
    return symbol[node];
  }

  /// −1 for the root.
  public int parent(int node) {
    return parent[node];
  }

  /// How many sequences run through `node`, of those that are open.
  public int leaves(int node) {
    return leaves[node];
  }

  public int leafOf(int sequence) {
    return leafOfSequence[sequence];
  }

  /// Whether a sequence ends at `node`, which then has no children.
  public boolean isLeaf(int node) {
    return sequenceOfNode[node] != NO_SEQUENCE;
  }

  /// The sequence that ends at `node`, or −1 where none does.
  public int sequenceAt(int node) {
    return sequenceOfNode[node];
  }
}

package dev.grlm.decode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// All sequences that may be generated, as a trie. Immutable and thread-safe.
///
/// Nodes are numbered level by level, the children of a node consecutively and in order of their
/// symbol; node 0 is the root. All sequences have the same length, so a leaf stands for exactly one
/// of them.
public final class PrefixTrie {
  private final int length;
  private final int[] symbol;
  private final int[] parent;
  private final int[] firstChild;
  private final int[] leaves;
  private final int[] leafOfSequence;
  private final int firstLeaf;
  private final int[] sequenceOfLeaf;

  private PrefixTrie(
      int length,
      int[] symbol,
      int[] parent,
      int[] firstChild,
      int[] leaves,
      int[] leafOfSequence,
      int firstLeaf,
      int[] sequenceOfLeaf) {
    this.length = length;
    this.symbol = symbol;
    this.parent = parent;
    this.firstChild = firstChild;
    this.leaves = leaves;
    this.leafOfSequence = leafOfSequence;
    this.firstLeaf = firstLeaf;
    this.sequenceOfLeaf = sequenceOfLeaf;
  }

  /// @param sequences distinct, all of the same positive length; a sequence is known by its place
  /// @throws IllegalArgumentException naming the sequence that is not
  public static PrefixTrie of(List<int[]> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("a trie needs at least one sequence");
    }
    int length = sequences.getFirst().length;
    Integer[] order = new Integer[sequences.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(sequences::get, Arrays::compare));
    return new Builder(sequences, order, length).build();
  }

  private static final class Builder {
    private final List<int[]> sequences;
    private final Integer[] order;
    private final int length;

    Builder(List<int[]> sequences, Integer[] order, int length) {
      this.sequences = sequences;
      this.order = order;
      this.length = length;
    }

    PrefixTrie build() {
      int[] shared = sharedPrefixes();
      var width = new int[length + 1];
      width[0] = 1;
      for (int i = 0; i < order.length; i++) {
        for (int depth = shared[i]; depth < length; depth++) {
          width[depth + 1]++;
        }
      }
      var start = new int[length + 2];
      for (int depth = 0; depth <= length; depth++) {
        start[depth + 1] = start[depth] + width[depth];
      }
      int nodes = start[length + 1];
      var symbol = new int[nodes];
      var parent = new int[nodes];
      var firstChild = new int[nodes + 1];
      var leaves = new int[nodes];
      var leafOfSequence = new int[order.length];
      var sequenceOfLeaf = new int[order.length];
      symbol[0] = -1;
      parent[0] = -1;
      int[] current = new int[length + 1];
      int[] next = Arrays.copyOf(start, length + 1);
      for (int i = 0; i < order.length; i++) {
        int[] sequence = sequences.get(order[i]);
        for (int depth = shared[i]; depth < length; depth++) {
          int node = next[depth + 1]++;
          symbol[node] = sequence[depth];
          parent[node] = current[depth];
          current[depth + 1] = node;
        }
        for (int depth = 0; depth <= length; depth++) {
          leaves[current[depth]]++;
        }
        leafOfSequence[order[i]] = current[length];
        sequenceOfLeaf[current[length] - start[length]] = order[i];
      }
      fillFirstChildren(firstChild, parent, nodes);
      return new PrefixTrie(
          length,
          symbol,
          parent,
          firstChild,
          leaves,
          leafOfSequence,
          start[length],
          sequenceOfLeaf);
    }

    /// How many leading symbols each sequence shares with the one before it in order.
    private int[] sharedPrefixes() {
      var shared = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        int[] sequence = sequences.get(order[i]);
        if (sequence.length != length || length == 0) {
          throw new IllegalArgumentException(
              "sequence " + order[i] + " has " + sequence.length + " symbols, not " + length);
        }
        if (i > 0) {
          shared[i] = Arrays.mismatch(sequences.get(order[i - 1]), sequence);
          if (shared[i] < 0) {
            throw new IllegalArgumentException(
                "sequences " + order[i - 1] + " and " + order[i] + " are equal");
          }
        }
      }
      return shared;
    }

    /// A leaf gets the end of all nodes, so it has no children and closes the last inner node's.
    private static void fillFirstChildren(int[] firstChild, int[] parent, int nodes) {
      Arrays.fill(firstChild, nodes);
      for (int node = nodes - 1; node > 0; node--) {
        firstChild[parent[node]] = node;
      }
    }
  }

  /// Symbols per sequence.
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

  /// How many sequences run through `node`.
  public int leaves(int node) {
    return leaves[node];
  }

  public int leafOf(int sequence) {
    return leafOfSequence[sequence];
  }

  /// The sequence that ends at `leaf`.
  public int sequenceAt(int leaf) {
    return sequenceOfLeaf[leaf - firstLeaf];
  }
}

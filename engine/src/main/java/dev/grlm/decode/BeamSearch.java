package dev.grlm.decode;

import dev.grlm.lm.Context;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Beam search for sequences of a fixed length, batched over requests. Immutable and thread-safe.
///
/// Free search ranks symbols by their probability over the whole vocabulary. Search under a trie
/// looks only at its symbols and normalises over them, so the probabilities of all sequences of the
/// trie add up to 1. Masked branches are left out of the search but not out of the normalisation:
/// what a model gives to a masked sequence must not fall to its neighbors in the trie. Equal
/// scores: the earlier parent beam first, then the smaller symbol.
public final class BeamSearch {
  private final LanguageModel model;

  public BeamSearch(LanguageModel model) {
    this.model = model;
  }

  /// The `beams` best sequences of `length` symbols for each context, best first.
  public List<List<Beam>> free(List<? extends Context> contexts, int length, int beams) {
    try (Session session = model.open(contexts)) {
      var frontier = Frontier.empty(contexts.size());
      for (int depth = 0; depth < length; depth++) {
        if (depth > 0) {
          session.advance(frontier.parents(), frontier.lastSymbols());
        }
        frontier = expand(session.best(beams), frontier, beams);
      }
      return frontier.beams(_ -> -1);
    }
  }

  /// The `beams` best sequences of the trie for each context, best first; fewer where the trie has
  /// fewer unmasked ones.
  ///
  /// @param masked per request the sequences that must not be generated; one may occur repeatedly
  public List<List<Beam>> constrained(
      List<? extends Context> contexts, PrefixTrie trie, int beams, List<int[]> masked) {
    return constrained(contexts, trie, beams, masked, SearchTrace.NONE);
  }

  /// As [#constrained(List, PrefixTrie, int, List)] for one context, and tells what is kept on the
  /// way.
  public List<Beam> traced(
      Context context, PrefixTrie trie, int beams, int[] masked, SearchTrace trace) {
    return constrained(List.of(context), trie, beams, List.of(masked), trace).getFirst();
  }

  private List<List<Beam>> constrained(
      List<? extends Context> contexts,
      PrefixTrie trie,
      int beams,
      List<int[]> masked,
      SearchTrace trace) {
    if (masked.size() != contexts.size()) {
      throw new IllegalArgumentException(
          contexts.size() + " contexts, but masked sequences for " + masked.size());
    }
    List<Map<Integer, Integer>> hidden = masked.stream().map(m -> hidden(trie, m)).toList();
    try (Session session = model.open(contexts)) {
      var frontier = Frontier.empty(contexts.size());
      for (int depth = 0; depth < trie.length(); depth++) {
        if (depth > 0) {
          session.advance(frontier.parents(), frontier.lastSymbols());
        }
        frontier = expand(session, Branches.of(trie, frontier, hidden), frontier, beams);
        trace.kept(frontier.parents(), frontier.lastSymbols(), frontier.scores());
      }
      return frontier.beams(trie::sequenceAt);
    }
  }

  /// How many masked sequences run through each node that has any.
  private static Map<Integer, Integer> hidden(PrefixTrie trie, int[] masked) {
    var counts = new HashMap<Integer, Integer>();
    for (int sequence : Arrays.stream(masked).distinct().toArray()) {
      for (int node = trie.leafOf(sequence); node >= 0; node = trie.parent(node)) {
        counts.merge(node, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Frontier expand(Session.Candidates best, Frontier frontier, int beams) {
    var selection = new Selection(beams);
    for (int request = 0; request < frontier.requests(); request++) {
      for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
        for (int i = row * best.width(); i < (row + 1) * best.width(); i++) {
          double score = frontier.score(row) + best.logProbabilities()[i];
          selection.offer(score, row, best.symbols()[i], 0);
        }
      }
      selection.nextRequest();
    }
    return frontier.grow(selection.chosen());
  }

  /// The children of every row: those of row r stand at `offsets[r] … offsets[r + 1] − 1`.
  ///
  /// @param nodes the child, or [#CLOSED] where all its sequences are masked
  private record Branches(int[] offsets, int[] nodes, int[] symbols) {
    static final int CLOSED = -1;

    static Branches of(PrefixTrie trie, Frontier frontier, List<Map<Integer, Integer>> hidden) {
      var offsets = new int[frontier.rows() + 1];
      var nodes = IntStream.builder();
      var symbols = IntStream.builder();
      int count = 0;
      for (int request = 0; request < frontier.requests(); request++) {
        Map<Integer, Integer> masked = hidden.get(request);
        for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
          int node = frontier.node(row);
          for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
            boolean open = trie.leaves(child) > masked.getOrDefault(child, 0);
            nodes.add(open ? child : CLOSED);
            symbols.add(trie.symbol(child));
            count++;
          }
          offsets[row + 1] = count;
        }
      }
      return new Branches(offsets, nodes.build().toArray(), symbols.build().toArray());
    }
  }

  private static Frontier expand(Session session, Branches branches, Frontier frontier, int beams) {
    int[] offsets = branches.offsets();
    float[] logits = session.logits(new Session.Allowed(offsets, branches.symbols()));
    var selection = new Selection(beams);
    for (int request = 0; request < frontier.requests(); request++) {
      for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
        double normaliser = logSumExp(logits, offsets[row], offsets[row + 1]);
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
          if (branches.nodes()[i] != Branches.CLOSED) {
            double score = frontier.score(row) + logits[i] - normaliser;
            selection.offer(score, row, branches.symbols()[i], branches.nodes()[i]);
          }
        }
      }
      selection.nextRequest();
    }
    return frontier.grow(selection.chosen());
  }

  private static double logSumExp(float[] values, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(values[i] - max);
    }
    return max + Math.log(sum);
  }
}

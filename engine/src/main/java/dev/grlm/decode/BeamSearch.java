package dev.grlm.decode;

import dev.grlm.lm.Context;
import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Beam search for sequences of a fixed length, batched over requests. Immutable and thread-safe.
///
/// Free search ranks symbols by their probability over the whole vocabulary. Search under a trie
/// looks only at allowed symbols and normalises over them, so the probabilities of all sequences of
/// the trie add up to 1 (fewer where some are masked: masked branches are left out before the
/// search, and the rest is renormalised). Equal scores: the earlier parent beam first, then the
/// smaller symbol.
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
        frontier = expandFree(session, frontier, contexts.size(), beams);
        session.advance(frontier.parents(), frontier.lastSymbols());
      }
      return frontier.finish(contexts.size(), null);
    }
  }

  /// The `beams` best sequences of the trie for each context, best first; fewer where the trie has
  /// fewer unmasked ones.
  ///
  /// @param masked per request the sequences that must not be generated
  public List<List<Beam>> constrained(
      List<? extends Context> contexts, PrefixTrie trie, int beams, List<int[]> masked) {
    List<Map<Integer, Integer>> hidden = masked.stream().map(m -> hidden(trie, m)).toList();
    try (Session session = model.open(contexts)) {
      var frontier = Frontier.empty(contexts.size());
      for (int depth = 0; depth < trie.length(); depth++) {
        frontier = expandTrie(session, frontier, contexts.size(), beams, trie, hidden);
        session.advance(frontier.parents(), frontier.lastSymbols());
      }
      return frontier.finish(contexts.size(), trie);
    }
  }

  /// How many masked sequences run through each node that has any.
  private static Map<Integer, Integer> hidden(PrefixTrie trie, int[] masked) {
    var counts = new HashMap<Integer, Integer>();
    for (int sequence : masked) {
      for (int node = trie.leafOf(sequence); node >= 0; node = trie.parent(node)) {
        counts.merge(node, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Frontier expandFree(Session session, Frontier frontier, int requests, int beams) {
    Session.Candidates best = session.best(beams);
    var selection = new Selection(beams);
    for (int request = 0; request < requests; request++) {
      for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
        for (int i = 0; i < best.width(); i++) {
          int at = row * best.width() + i;
          selection.offer(
              frontier.score(row) + best.logProbabilities()[at], row, best.symbols()[at], 0);
        }
      }
      selection.nextRequest();
    }
    return frontier.grow(selection);
  }

  private static Frontier expandTrie(
      Session session,
      Frontier frontier,
      int requests,
      int beams,
      PrefixTrie trie,
      List<Map<Integer, Integer>> hidden) {
    int rows = session.rows();
    var offsets = new int[rows + 1];
    var nodes = new IntList();
    for (int request = 0; request < requests; request++) {
      Map<Integer, Integer> masked = hidden.get(request);
      for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
        int node = frontier.node(row);
        for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
          if (masked.isEmpty() || trie.leaves(child) > masked.getOrDefault(child, 0)) {
            nodes.add(child);
          }
        }
        offsets[row + 1] = nodes.size();
      }
    }
    var symbols = new int[nodes.size()];
    Arrays.setAll(symbols, i -> trie.symbol(nodes.at(i)));
    float[] logits = session.logits(new Session.Allowed(offsets, symbols));
    var selection = new Selection(beams);
    for (int request = 0; request < requests; request++) {
      for (int row = frontier.start(request); row < frontier.start(request + 1); row++) {
        double normaliser = logSumExp(logits, offsets[row], offsets[row + 1]);
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
          selection.offer(
              frontier.score(row) + logits[i] - normaliser, row, symbols[i], nodes.at(i));
        }
      }
      selection.nextRequest();
    }
    return frontier.grow(selection);
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

  /// Growing list of ints.
  private static final class IntList {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    int at(int index) {
      return values[index];
    }

    int size() {
      return size;
    }
  }

  /// The best continuations of one request after another.
  private static final class Selection {
    private record Choice(double score, int row, int symbol, int node) {}

    private static final Comparator<Choice> WORST_FIRST =
        Comparator.comparingDouble(Choice::score)
            .thenComparing(Comparator.comparingInt(Choice::row).reversed())
            .thenComparing(Comparator.comparingInt(Choice::symbol).reversed());

    private final int limit;
    private final PriorityQueue<Choice> kept = new PriorityQueue<>(WORST_FIRST);
    private double threshold = Double.NEGATIVE_INFINITY;
    private final List<List<Choice>> finished = new ArrayList<>();

    Selection(int limit) {
      this.limit = limit;
    }

    void offer(double score, int row, int symbol, int node) {
      if (score < threshold) {
        return;
      }
      kept.add(new Choice(score, row, symbol, node));
      if (kept.size() > limit) {
        kept.poll();
      }
      if (kept.size() == limit) {
        threshold = kept.element().score();
      }
    }

    void nextRequest() {
      var best = new ArrayList<>(kept);
      best.sort(WORST_FIRST.reversed());
      finished.add(best);
      kept.clear();
      threshold = Double.NEGATIVE_INFINITY;
    }
  }

  /// The beams of all requests, request by request.
  private record Frontier(
      int[] starts, int[] parents, int[] lastSymbols, int[] nodes, double[] scores, int[][] paths) {

    static Frontier empty(int requests) {
      var starts = new int[requests + 1];
      Arrays.setAll(starts, i -> i);
      return new Frontier(
          starts,
          new int[requests],
          new int[requests],
          new int[requests],
          new double[requests],
          new int[requests][0]);
    }

    int start(int request) {
      return starts[request];
    }

    double score(int row) {
      return scores[row];
    }

    int node(int row) {
      return nodes[row];
    }

    Frontier grow(Selection selection) {
      int rows = selection.finished.stream().mapToInt(List::size).sum();
      var next =
          new Frontier(
              new int[starts.length],
              new int[rows],
              new int[rows],
              new int[rows],
              new double[rows],
              new int[rows][]);
      int row = 0;
      for (int request = 0; request + 1 < starts.length; request++) {
        for (Selection.Choice choice : selection.finished.get(request)) {
          int[] path = paths[choice.row()];
          int[] longer = Arrays.copyOf(path, path.length + 1);
          longer[path.length] = choice.symbol();
          next.parents[row] = choice.row();
          next.lastSymbols[row] = choice.symbol();
          next.nodes[row] = choice.node();
          next.scores[row] = choice.score();
          next.paths[row++] = longer;
        }
        next.starts[request + 1] = row;
      }
      return next;
    }

    List<List<Beam>> finish(int requests, @Nullable PrefixTrie trie) {
      var all = new ArrayList<List<Beam>>();
      for (int request = 0; request < requests; request++) {
        var beams = new ArrayList<Beam>();
        for (int row = starts[request]; row < starts[request + 1]; row++) {
          int sequence = trie == null ? -1 : trie.sequenceAt(nodes[row]);
          beams.add(new Beam(paths[row], scores[row], sequence));
        }
        all.add(beams);
      }
      return all;
    }
  }
}

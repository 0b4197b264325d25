package dev.grlm.decode;

import dev.grlm.lm.LanguageModel;
import dev.grlm.lm.Session;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Beam search, batched over requests. Immutable and thread-safe.
///
/// Free search ranks symbols by their probability over the whole vocabulary. Search under a trie
/// looks only at its symbols and normalises over them, so the probabilities of all sequences of the
/// trie add up to 1, unless it is told to normalise over all ([Among]). Masked branches are left
/// out of the search but not out of the normalisation: what a model gives to a masked sequence must
/// not fall to its neighbors in the trie.
///
/// A beam that has ended keeps its place among the others with the score it has, until better ones
/// push it out; a search is over when all its beams have ended. Beams are ranked by their summed
/// log-probability over length^γ, each with the length it has so far. With γ = 0 that is the
/// probability itself, and a longer beam never catches up with one that has ended; γ > 0 takes away
/// what long sequences lose by having more factors. Equal scores: the earlier parent beam first,
/// then the smaller symbol.
///
/// Nothing is sampled and no file is read here: the sampling flags of a checkpoint's
/// `generation_config.json` have no way in.
///
/// @param <C> contexts of the model
public final class BeamSearch<C> {
  private final LanguageModel<C> model;
  private final double lengthExponent;
  private final Among among;

  /// Ranks by probability.
  public BeamSearch(LanguageModel<C> model) {
    this(model, 0);
  }

  /// @param lengthExponent γ, at least 0; to be chosen on validation
  public BeamSearch(LanguageModel<C> model, double lengthExponent) {
    this(model, lengthExponent, Among.BRANCHES);
  }

  /// Ranks by probability.
  ///
  /// @param among which symbols one has its probability under a trie
  public BeamSearch(LanguageModel<C> model, Among among) {
    this(model, 0, among);
  }

  /// @param lengthExponent γ, at least 0; to be chosen on validation
  /// @param among which symbols one has its probability under a trie
  public BeamSearch(LanguageModel<C> model, double lengthExponent, Among among) {
    if (!(lengthExponent >= 0) || Double.isInfinite(lengthExponent)) {
      throw new IllegalArgumentException(
          "the exponent of the length must be finite and not negative: " + lengthExponent);
    }
    this.model = model;
    this.lengthExponent = lengthExponent;
    this.among = among;
  }

  /// The `beams` best sequences of `length` symbols for each context, best first.
  public List<List<Beam>> free(List<? extends C> contexts, int length, int beams) {
    return free(contexts, length, beams, Set.of());
  }

  /// The `beams` best sequences for each context, best first: those that end in one of `stops`, and
  /// those that have `maxSymbols` symbols without one.
  public List<List<Beam>> free(
      List<? extends C> contexts, int maxSymbols, int beams, Set<Integer> stops) {
    requireBeams(beams);
    try (Session session = model.open(contexts)) {
      var frontier = Frontier.empty(contexts.size());
      for (int depth = 0; depth < maxSymbols && frontier.live() > 0; depth++) {
        if (depth > 0) {
          frontier.advance(session);
        }
        frontier =
            frontier.grow(
                select(session.best(beams), frontier, beams),
                (symbol, _) -> stops.contains(symbol));
      }
      return frontier.beams(_ -> PrefixTrie.NO_SEQUENCE);
    }
  }

  private static void requireBeams(int beams) {
    if (beams < 1) {
      throw new IllegalArgumentException("a search needs at least one beam: " + beams);
    }
  }

  /// The `beams` best sequences of the trie for each context, best first; fewer where the trie has
  /// fewer unmasked ones.
  ///
  /// @param masked per request the sequences that must not be generated; one may occur repeatedly
  public List<List<Beam>> constrained(
      List<? extends C> contexts, PrefixTrie trie, int beams, List<int[]> masked) {
    return constrained(contexts, trie, beams, masked, SearchTrace.NONE);
  }

  /// As [#constrained(List, PrefixTrie, int, List)] for one context, and tells what is kept on the
  /// way.
  public List<Beam> traced(C context, PrefixTrie trie, int beams, int[] masked, SearchTrace trace) {
    return constrained(List.of(context), trie, beams, List.of(masked), trace).getFirst();
  }

  private List<List<Beam>> constrained(
      List<? extends C> contexts,
      PrefixTrie trie,
      int beams,
      List<int[]> masked,
      SearchTrace trace) {
    requireBeams(beams);
    if (masked.size() != contexts.size()) {
      throw new IllegalArgumentException(
          contexts.size() + " contexts, but masked sequences for " + masked.size());
    }
    List<Map<Integer, Integer>> hidden = masked.stream().map(m -> hidden(trie, m)).toList();
    try (Session session = model.open(contexts)) {
      var frontier = Frontier.empty(contexts.size());
      for (int depth = 0; frontier.live() > 0; depth++) {
        if (depth > 0) {
          frontier.advance(session);
        }
        Branches branches = Branches.of(trie, frontier, hidden);
        float[] logits = session.logits(new Session.Allowed(branches.offsets, branches.symbols));
        frontier =
            frontier.grow(
                select(branches, logits, among.normaliser(session), frontier, beams),
                (_, node) -> trie.isLeaf(node));
        trace.kept(frontier.parents(), frontier.lastSymbols(), frontier.sums());
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

  private List<List<Selection.Choice>> select(
      Session.Candidates best, Frontier frontier, int beams) {
    var selection = new Selection(beams, lengthExponent);
    for (int request = 0; request < frontier.requests(); request++) {
      for (int beam = frontier.start(request); beam < frontier.start(request + 1); beam++) {
        if (offeredAsItIs(frontier, beam, selection)) {
          continue;
        }
        int row = frontier.rows()[beam];
        int length = frontier.paths()[beam].length + 1;
        for (int i = row * best.width(); i < (row + 1) * best.width(); i++) {
          double sum = frontier.sums()[beam] + best.logProbabilities()[i];
          selection.offer(sum, length, beam, best.symbols()[i], 0);
        }
      }
      selection.nextRequest();
    }
    return selection.chosen();
  }

  private static boolean offeredAsItIs(Frontier frontier, int beam, Selection selection) {
    if (frontier.ended(beam)) {
      selection.offer(
          frontier.sums()[beam],
          frontier.paths()[beam].length,
          beam,
          Selection.ENDED,
          frontier.nodes()[beam]);
    }
    return frontier.ended(beam);
  }

  /// The children of every row: those of row r stand at `offsets[r] … offsets[r + 1] − 1`.
  ///
  /// @param nodes the child, or [#CLOSED] where all its sequences are masked
  private record Branches(int[] offsets, int[] nodes, int[] symbols) {
    static final int CLOSED = -1;

    static Branches of(PrefixTrie trie, Frontier frontier, List<Map<Integer, Integer>> hidden) {
      var offsets = new int[frontier.live() + 1];
      var nodes = IntStream.builder();
      var symbols = IntStream.builder();
      int count = 0;
      for (int request = 0; request < frontier.requests(); request++) {
        Map<Integer, Integer> masked = hidden.get(request);
        for (int beam = frontier.start(request); beam < frontier.start(request + 1); beam++) {
          if (frontier.ended(beam)) {
            continue;
          }
          int node = frontier.nodes()[beam];
          for (int child = trie.firstChild(node); child < trie.endOfChildren(node); child++) {
            boolean open = trie.leaves(child) > masked.getOrDefault(child, 0);
            nodes.add(open ? child : CLOSED);
            symbols.add(trie.symbol(child));
            count++;
          }
          offsets[frontier.rows()[beam] + 1] = count;
        }
      }
      return new Branches(offsets, nodes.build().toArray(), symbols.build().toArray());
    }
  }

  private List<List<Selection.Choice>> select(
      Branches branches,
      float[] logits,
      Among.Normaliser normalisers,
      Frontier frontier,
      int beams) {
    int[] offsets = branches.offsets();
    var selection = new Selection(beams, lengthExponent);
    for (int request = 0; request < frontier.requests(); request++) {
      for (int beam = frontier.start(request); beam < frontier.start(request + 1); beam++) {
        if (offeredAsItIs(frontier, beam, selection)) {
          continue;
        }
        int row = frontier.rows()[beam];
        int length = frontier.paths()[beam].length + 1;
        double normaliser = normalisers.of(row, logits, offsets[row], offsets[row + 1]);
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
          if (branches.nodes()[i] != Branches.CLOSED) {
            double sum = frontier.sums()[beam] + logits[i] - normaliser;
            selection.offer(sum, length, beam, branches.symbols()[i], branches.nodes()[i]);
          }
        }
      }
      selection.nextRequest();
    }
    return selection.chosen();
  }
}

package dev.grlm.recommend;

import dev.grlm.codec.IdentifierCodec;
import dev.grlm.data.Item;
import dev.grlm.data.TopK;
import dev.grlm.decode.Among;
import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.decode.SearchTrace;
import dev.grlm.decode.TrieScorer;
import dev.grlm.ground.Grounder;
import dev.grlm.ground.Grounding;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.LanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Generates identifiers for histories and items and grounds them. Immutable and thread-safe.
///
/// Where identifiers differ in length they may be ranked by log-probability over length^α, the
/// length that of the sequence which spells one. Where all have one length α changes no order, and
/// where an identifier's probability is the share of its items in one softmax ([#ranked]) it is not
/// asked for: no factor is lost there by having more terms.
///
/// @param <C> contexts of the model; nobody outside needs to know them
public final class IdentifierGenerator<C> {
  /// How identifiers are searched for.
  public enum Mode {
    /// only identifiers of the catalogue, through a prefix trie
    CONSTRAINED,
    /// anything the model can spell
    FREE
  }

  /// Of an item whose identifier the model cannot spell: no beam under the trie leads to it.
  private static final int NO_SEQUENCE = -1;

  private final LanguageModel<C> model;
  private final Among among;
  private final BeamSearch<C> search;
  private final IdentifierCodec<C> codec;
  private final Identifiers identifiers;
  private final List<Identifier> distinct;
  private final int[] sequenceOfItem;
  private final Scopes scopes;
  private final Set<Integer> stops;
  private final Optional<GroupShares> shares;
  private final double lengthExponent;

  /// Symbols of each distinct identifier.
  private final int[] sequenceLengths;

  /// An identifier's probability under the trie is its share of those of the catalogue.
  public IdentifierGenerator(
      LanguageModel<C> model,
      IdentifierCodec<C> codec,
      Identifiers identifiers,
      Grounder grounder) {
    this(model, codec, identifiers, grounder, Among.BRANCHES);
  }

  /// @param among which symbols one has its probability under the trie
  public IdentifierGenerator(
      LanguageModel<C> model,
      IdentifierCodec<C> codec,
      Identifiers identifiers,
      Grounder grounder,
      Among among) {
    this(model, codec, identifiers, grounder, among, 0);
  }

  /// @param among which symbols one has its probability under the trie
  /// @param lengthExponent α, at least 0; to be chosen on validation
  public IdentifierGenerator(
      LanguageModel<C> model,
      IdentifierCodec<C> codec,
      Identifiers identifiers,
      Grounder grounder,
      Among among,
      double lengthExponent) {
    this.model = model;
    this.among = among;
    this.lengthExponent = lengthExponent;
    this.search = new BeamSearch<>(model, lengthExponent, among);
    this.codec = codec;
    this.stops = Arrays.stream(codec.stops()).boxed().collect(Collectors.toUnmodifiableSet());
    this.identifiers = identifiers;
    this.distinct = identifiers.groups().keySet().stream().filter(codec::spells).toList();
    this.sequenceOfItem = new int[identifiers.size()];
    Arrays.fill(sequenceOfItem, NO_SEQUENCE);
    for (int sequence = 0; sequence < distinct.size(); sequence++) {
      for (int item : identifiers.items(distinct.get(sequence))) {
        sequenceOfItem[item] = sequence;
      }
    }
    List<int[]> sequences = distinct.stream().map(codec::symbols).toList();
    this.sequenceLengths = sequences.stream().mapToInt(symbols -> symbols.length).toArray();
    PrefixTrie trie = PrefixTrie.of(sequences);
    this.scopes = new Scopes(trie, grounder, sequenceOfItem);
    this.shares = Optional.empty();
  }

  private IdentifierGenerator(
      LanguageModel<C> model,
      IdentifierCodec<C> codec,
      IdentifierGenerator<?> other,
      Optional<GroupShares> shares) {
    this.model = model;
    this.among = other.among;
    this.lengthExponent = other.lengthExponent;
    this.sequenceLengths = other.sequenceLengths;
    this.search = new BeamSearch<>(model, lengthExponent, among);
    this.codec = codec;
    this.shares = shares;
    this.stops = other.stops;
    this.identifiers = other.identifiers;
    this.distinct = other.distinct;
    this.sequenceOfItem = other.sequenceOfItem;
    this.scopes = other.scopes;
  }

  /// The same identifiers by contexts that say more. Has all that does not depend on contexts in
  /// common with this one; what tells items apart does.
  ///
  /// @param told spells as the codec of this generator does
  public <D> IdentifierGenerator<D> told(LanguageModel<D> model, IdentifierCodec<D> told) {
    return new IdentifierGenerator<>(model, told, this, Optional.empty());
  }

  /// The same, by which items that share an identifier are told apart.
  ///
  /// @param parting by the scores of the model of this generator
  public IdentifierGenerator<C> parted(GroupShares parting) {
    return new IdentifierGenerator<>(model, codec, this, Optional.of(parting));
  }

  /// What share of their identifiers the items have that each query led to; not known where nothing
  /// tells them apart.
  List<ItemShares> shares(List<Query> queries, List<List<Generated>> generated) {
    return shares
        .map(parting -> parting.of(queries, generated, identifiers))
        .orElseGet(() -> Collections.nCopies(queries.size(), ItemShares.UNKNOWN));
  }

  /// As [#shares(List, List)], by scores that are known already.
  ///
  /// @param ruledOut items that have no share
  ItemShares shares(ScoredItems scored, BitSet ruledOut, List<Generated> generated) {
    return GroupShares.of(scored, ruledOut, generated, identifiers);
  }

  /// The most probable identifiers where the probability of one is the share of its items in a
  /// softmax over the catalogue: what beams of full width find, without a search. Equal shares come
  /// in the order of the catalogue.
  ///
  /// @param scored natural logarithms but for a constant
  /// @param ruledOut items that have no share
  /// @param query an identifier whose items are all excluded is left out
  List<Generated> ranked(ScoredItems scored, BitSet ruledOut, Query query, int count) {
    double[] shares = sharesOfIdentifiers(scored, ruledOut);
    TopK best = best(shares, maskedSequences(query.excluded()), count);
    Scope scope = scopes.of(query.among());
    return best.ranked((sequence, share) -> {
      double logProbability = Math.log(share);
      return known(sequence, logProbability, logProbability, scope);
    });
  }

  /// @param masked sequences that are left out
  private static TopK best(double[] scores, int[] masked, int count) {
    for (int sequence : masked) {
      scores[sequence] = Double.NEGATIVE_INFINITY;
    }
    var best = TopK.byIndex(Math.min(count, scores.length));
    for (int sequence = 0; sequence < scores.length; sequence++) {
      if (scores[sequence] > best.worst()) {
        best.offer(sequence, scores[sequence]);
      }
    }
    return best;
  }

  /// They add up to 1.
  private double[] sharesOfIdentifiers(ScoredItems scored, BitSet ruledOut) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scored.size(); i++) {
      if (!ruledOut.get(scored.items()[i])) {
        highest = Math.max(highest, scored.scores()[i]);
      }
    }
    var shares = new double[distinct.size()];
    double total = 0;
    for (int i = 0; i < scored.size(); i++) {
      int item = scored.items()[i];
      if (!ruledOut.get(item) && sequenceOfItem[item] != NO_SEQUENCE) {
        double weight = Math.exp(scored.scores()[i] - highest);
        shares[sequenceOfItem[item]] += weight;
        total += weight;
      }
    }
    for (int sequence = 0; sequence < shares.length; sequence++) {
      shares[sequence] /= total;
    }
    return shares;
  }

  /// Whether there is anything in the history that the model can go by.
  public boolean reads(int[] history) {
    return codec.readable(history).length > 0;
  }

  /// The most probable identifiers of the item after each history, best first.
  ///
  /// @param histories item indices, oldest first; the model [#reads] each of them
  /// @param excluded per history the items that must not be recommended; under the trie an
  ///   identifier whose items are all excluded is left out before the search
  public List<List<Generated>> generate(
      List<int[]> histories, List<BitSet> excluded, int beams, Mode mode) {
    var queries = new ArrayList<Query>();
    for (int place = 0; place < histories.size(); place++) {
      queries.add(new Query(histories.get(place), 1, excluded.get(place)));
    }
    return generate(queries, beams, mode);
  }

  /// As [#generate(List, List, int, Mode)], the histories and exclusions of questions about the
  /// same items. Where these are not all, only their identifiers are searched under the trie, and
  /// what is written freely is grounded among them.
  List<List<Generated>> generate(List<Query> queries, int beams, Mode mode) {
    return search(
        queries.stream().map(query -> context(query.history())).toList(),
        queries.stream().map(Query::excluded).toList(),
        scopes.of(queries.getFirst().among()),
        beams,
        mode);
  }

  /// The `count` most probable identifiers of the item after a history of all that the model
  /// spells, each scored by itself: what [#generate] under the trie finds with beams enough. Equal
  /// ones come in the order of the catalogue.
  ///
  /// @param together identifiers that are scored at once
  List<Generated> scored(Query query, int count, int together) {
    Scope scope = scopes.of(query.among());
    double[] logProbabilities =
        new TrieScorer<>(model, together, among).scores(context(query.history()), scope.trie());
    var scores = new double[logProbabilities.length];
    Arrays.setAll(scores, sequence -> score(logProbabilities[sequence], sequenceLengths[sequence]));
    TopK best = best(scores, masked(query.excluded(), scope), count);
    return best.ranked(
        (sequence, score) -> known(sequence, logProbabilities[sequence], score, scope));
  }

  /// The `k` most probable identifiers of the catalogue for an item, from its metadata alone, best
  /// first. The item need not be in the catalogue.
  ///
  /// @throws IllegalArgumentException when the model cannot read metadata
  public List<Generated> name(Item item, int k) {
    List<C> asked = List.of(codec.naming(item));
    return search(asked, List.of(new BitSet()), scopes.whole(), k, Mode.CONSTRAINED).getFirst();
  }

  private C context(int[] history) {
    return codec.context(codec.readable(history));
  }

  private List<List<Generated>> search(
      List<C> contexts, List<BitSet> excluded, Scope scope, int beams, Mode mode) {
    List<List<Beam>> found =
        switch (mode) {
          case FREE -> search.free(contexts, codec.length(), beams, stops);
          case CONSTRAINED ->
              search.constrained(
                  contexts,
                  scope.trie(),
                  beams,
                  excluded.stream().map(items -> masked(items, scope)).toList());
        };
    return found.stream()
        .map(beamsOfOne -> beamsOfOne.stream().map(beam -> ground(beam, scope)).toList())
        .toList();
  }

  /// As [#generate] under the trie for one question, and tells what the search keeps on the way.
  public List<Generated> traced(Query query, int beams, SearchTrace trace) {
    Scope scope = scopes.of(query.among());
    int[] masked = masked(query.excluded(), scope);
    return search.traced(context(query.history()), scope.trie(), beams, masked, trace).stream()
        .map(beam -> ground(beam, scope))
        .toList();
  }

  /// What identifiers are ranked by.
  private double score(double logProbability, int length) {
    return Beam.score(logProbability, length, lengthExponent);
  }

  /// The natural logarithm of the probability of what led to an item, of which a list has the score
  /// alone.
  ///
  /// @param score by this generator
  public double logProbability(Identifier identifier, double score) {
    return lengthExponent == 0 || !codec.spells(identifier)
        ? score
        : score * Math.pow(codec.symbols(identifier).length, lengthExponent);
  }

  private Generated ground(Beam beam, Scope scope) {
    double score = score(beam.logProbability(), beam.symbols().length);
    if (beam.sequence() >= 0) {
      return known(beam.sequence(), beam.logProbability(), score, scope);
    }
    Identifier written = codec.identifier(beam.symbols());
    Grounding grounding = scope.grounder().ground(written);
    return new Generated(written, beam.logProbability(), score, grounding);
  }

  /// An identifier of the catalogue is exact: it needs no grounder of its scope.
  private Generated known(int sequence, double logProbability, double score, Scope scope) {
    Identifier identifier = distinct.get(sequence);
    Grounding grounding = scopes.whole().grounder().ground(identifier);
    BitSet items = scope.items();
    return new Generated(
        identifier,
        logProbability,
        score,
        items != null && grounding instanceof Grounding.Exact(List<Integer> group)
            ? new Grounding.Exact(group.stream().filter(items::get).toList())
            : grounding);
  }

  /// The open sequences of a scope whose items are all excluded.
  private int[] masked(BitSet excluded, Scope scope) {
    BitSet items = scope.items();
    if (items == null) {
      return maskedSequences(excluded);
    }
    var inside = (BitSet) items.clone();
    inside.and(excluded);
    return inside.stream()
        .map(item -> sequenceOfItem[item])
        .filter(sequence -> sequence != NO_SEQUENCE)
        .distinct()
        .filter(
            sequence -> identifiers.items(distinct.get(sequence)).stream().allMatch(excluded::get))
        .sorted()
        .toArray();
  }

  private int[] maskedSequences(BitSet excluded) {
    Map<Integer, Integer> count = new HashMap<>();
    excluded.stream()
        .map(item -> sequenceOfItem[item])
        .filter(sequence -> sequence != NO_SEQUENCE)
        .forEach(sequence -> count.merge(sequence, 1, Integer::sum));
    var masked = new ArrayList<Integer>();
    count.forEach((sequence, items) -> {
      if (items == identifiers.items(distinct.get(sequence)).size()) {
        masked.add(sequence);
      }
    });
    return masked.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}

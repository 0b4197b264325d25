package dev.grlm.systems.grlm.known;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.systems.grlm.extract.WordReader;
import dev.grlm.words.Languages;
import dev.grlm.words.Scripts;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Names a new item beside its neighbors with terms that a catalogue's slots have already, so that
/// a fitted model can generate the name at once.
///
/// A term's score in slot s of L is agreement · (1 − s/L) + own · (1/2 + s/L · rarity): agreement
/// is the cosine-weighted share of neighbors that have it in this slot, own is 1 where the item's
/// text has all its words, else 0, and rarity falls from 1 to 0 with the logarithm of the items
/// that have it. So early slots say what an item shares with its neighbors, late ones what is its
/// own (the two demands of context-aware term generation, arXiv 2601.06798 §3.2). Slots are filled
/// in order, no term twice; equal scores go to the term of more items, then by text.
///
/// Immutable and thread-safe.
public final class KnownTermNaming {
  private final Identifiers identifiers;
  private final List<String> textFields;
  private final Languages languages;
  private final List<Map<String, Integer>> itemsByTerm = new ArrayList<>();
  private final List<Map<String, Set<String>>> termsByStem = new ArrayList<>();
  private final Map<String, List<String>> stemsOfTerm = new HashMap<>();
  private final Map<String, Set<UnicodeScript>> scriptsOfTerm = new HashMap<>();

  /// @param identifiers of the catalogue; at least one
  /// @param textFields further item fields whose text is read
  /// @param languages what terms and texts are in
  public KnownTermNaming(Identifiers identifiers, List<String> textFields, Languages languages) {
    this.languages = languages;
    this.identifiers = identifiers;
    this.textFields = List.copyOf(textFields);
    for (int slot = 0; slot < identifiers.length(); slot++) {
      var counts = new HashMap<String, Integer>();
      for (Identifier identifier : identifiers.all()) {
        counts.merge(identifier.symbol(slot), 1, Integer::sum);
      }
      itemsByTerm.add(counts);
    }
    try (var reader = new WordReader(languages)) {
      for (Map<String, Integer> terms : itemsByTerm) {
        var byStem = new HashMap<String, Set<String>>();
        for (String term : terms.keySet()) {
          scriptsOfTerm.computeIfAbsent(term, Scripts::of);
          List<String> stems = stemsOfTerm.computeIfAbsent(term, text -> stems(text, reader));
          stems.forEach(stem -> byStem.computeIfAbsent(stem, _ -> new LinkedHashSet<>()).add(term));
        }
        termsByStem.add(byStem);
      }
    }
  }

  private static List<String> stems(String text, WordReader reader) {
    return reader.read(text.replace('-', ' ')).stream().map(WordReader.StemmedWord::stem).toList();
  }

  /// Whether every slot has the identifier's term already.
  public boolean knows(Identifier identifier) {
    if (identifier.length() != identifiers.length()) {
      return false;
    }
    for (int slot = 0; slot < itemsByTerm.size(); slot++) {
      if (!itemsByTerm.get(slot).containsKey(identifier.symbol(slot))) {
        return false;
      }
    }
    return true;
  }

  /// @param neighbors items of the catalogue, nearest first; may be empty
  /// @param cosines same length
  public Identifier name(Item item, int[] neighbors, float[] cosines) {
    return name(item, neighbors, cosines, List.of());
  }

  /// As [#name(Item, int[], float[])], with the terms that somebody else would give the item
  /// wherever their slot has them.
  ///
  /// @param wished distinct, in slot order; terms beyond the last slot are ignored
  public Identifier name(Item item, int[] neighbors, float[] cosines, List<String> wished) {
    Set<String> own = stems(item);
    Set<UnicodeScript> scripts = Scripts.of(item.text(textFields));
    var terms = new ArrayList<String>();
    for (int slot = 0; slot < identifiers.length(); slot++) {
      String wish = slot < wished.size() ? wished.get(slot) : "";
      Set<String> used = new HashSet<>(terms);
      if (itemsByTerm.get(slot).containsKey(wish) && !used.contains(wish)) {
        terms.add(wish);
        continue;
      }
      // A term that a later slot is to have is not taken before.
      used.addAll(wished.subList(Math.min(slot, wished.size()), wished.size()));
      terms.add(best(slot, own, scripts, agreement(slot, neighbors, cosines), used));
    }
    return new Identifier(terms);
  }

  private Set<String> stems(Item item) {
    var stems = new HashSet<String>();
    try (var reader = new WordReader(languages)) {
      for (String part : item.textParts(textFields)) {
        reader.read(part).forEach(word -> stems.add(word.stem()));
      }
    }
    return stems;
  }

  /// Share of the neighbors that have each term in `slot`, weighted by cosine.
  private Map<String, Double> agreement(int slot, int[] neighbors, float[] cosines) {
    double sum = 0;
    for (float cosine : cosines) {
      sum += Math.max(0, cosine);
    }
    var shares = new HashMap<String, Double>();
    for (int place = 0; place < neighbors.length && sum > 0; place++) {
      double share = Math.max(0, cosines[place]) / sum;
      shares.merge(identifiers.of(neighbors[place]).symbol(slot), share, Double::sum);
    }
    return shares;
  }

  private String best(
      int slot,
      Set<String> own,
      Set<UnicodeScript> scripts,
      Map<String, Double> agreement,
      Set<String> used) {
    Map<String, Integer> items = itemsByTerm.get(slot);
    Map<String, Set<String>> byStem = termsByStem.get(slot);
    var candidates = new HashSet<>(agreement.keySet());
    for (String stem : own) {
      candidates.addAll(byStem.getOrDefault(stem, Set.of()));
    }
    candidates.removeAll(used);
    if (candidates.isEmpty()) {
      candidates.addAll(items.keySet());
      candidates.removeAll(used);
    }
    if (candidates.isEmpty()) { // every term of this slot is taken by an earlier one
      candidates.addAll(items.keySet());
    }
    preferOwnScript(candidates, scripts);
    double place = (double) slot / identifiers.length();
    double mostItems = Math.log(1.0 + identifiers.size());
    Comparator<Candidate> order =
        Comparator.comparingDouble(Candidate::score)
            .thenComparingInt(Candidate::items)
            .thenComparing(Candidate::term, Comparator.reverseOrder());
    return candidates.stream()
        .map(term -> {
          int count = items.getOrDefault(term, 0);
          double rarity = 1 - Math.log(1.0 + count) / mostItems;
          double shared = agreement.getOrDefault(term, 0.0);
          boolean mine = own.containsAll(stemsOfTerm.getOrDefault(term, List.of(term)));
          double score = shared * (1 - place) + (mine ? .5 + place * rarity : 0);
          return new Candidate(term, score, count);
        })
        .max(order)
        .orElseThrow()
        .term();
  }

  private record Candidate(String term, double score, int items) {}

  /// A term in a foreign script is taken only where there is no other.
  private void preferOwnScript(Set<String> candidates, Set<UnicodeScript> scripts) {
    Predicate<String> foreign =
        term -> !scripts.containsAll(scriptsOfTerm.getOrDefault(term, Set.of()));
    if (!scripts.isEmpty() && !candidates.stream().allMatch(foreign)) {
      candidates.removeIf(foreign);
    }
  }
}

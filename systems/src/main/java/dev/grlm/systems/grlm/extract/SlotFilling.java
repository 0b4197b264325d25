package dev.grlm.systems.grlm.extract;

import dev.grlm.identifier.TermNormalForm;
import dev.grlm.systems.grlm.extract.TermDraft.Origin;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Gives every slot a term, also where the text is short: the text's own, then the neighbors', then
/// the words of the text's own compounds, then the catalogue's most frequent; from others only what
/// is in the item's own script ([ItemScripts]). A brand is the text's own or none.
public final class SlotFilling {
  private final TermVocabulary vocabulary;
  private final DistinctNeighbors contexts;
  private final SlotScore score;
  private final ItemScripts scripts;
  private final int[] byFrequency;
  private final BitSet brands;
  private final int[][] ownSlots;
  private final int[] separators;

  /// @param brands terms that no item gets of another
  SlotFilling(
      TermVocabulary vocabulary, DistinctNeighbors contexts, SlotScore score, BitSet brands) {
    this.vocabulary = vocabulary;
    this.contexts = contexts;
    this.score = score;
    this.scripts = new ItemScripts(vocabulary, score.items());
    this.brands = brands;
    this.byFrequency =
        Arrays.stream(vocabulary.byFrequency()).filter(term -> !brands.get(term)).toArray();
    this.ownSlots =
        IntStream.range(0, score.items())
            .mapToObj(item -> contexts.firstTwin(item) == item ? ranking(item).slots() : null)
            .toArray(int[][]::new);
    for (int item = 0; item < ownSlots.length; item++) {
      ownSlots[item] = ownSlots[contexts.firstTwin(item)];
    }
    this.separators = separators();
  }

  SlotRanking ranking(int item) {
    return new SlotRanking(vocabulary, score, contexts, item, scripts.ofSigns(item));
  }

  public TermDraft draft(int item, String id) {
    Filled filled = filled(item);
    int last = filled.slots().length - 1;
    if (separators[item] != SlotRanking.EMPTY) {
      filled.slots()[last] = separators[item];
      filled.sources()[last] = Origin.TEXT;
    }
    List<String> terms =
        IntStream.range(0, last + 1)
            .mapToObj(slot ->
                filled.slots()[slot] == SlotRanking.EMPTY
                    ? name(item, id, slot)
                    : vocabulary.term(filled.slots()[slot]).text())
            .toList();
    return new TermDraft(terms, List.of(filled.sources()));
  }

  /// Slots before items are told apart.
  ///
  /// @param slots indices of terms, [SlotRanking#EMPTY] where the item's id has to serve
  /// @param sources same length
  private record Filled(int[] slots, Origin[] sources) {}

  private Filled filled(int item) {
    int[] slots = ownSlots[item].clone();
    var sources = new Origin[slots.length];
    Set<Integer> used = new HashSet<>();
    Arrays.stream(slots).filter(term -> term != SlotRanking.EMPTY).forEach(used::add);
    for (int slot = 0; slot < slots.length; slot++) {
      sources[slot] =
          slots[slot] == SlotRanking.EMPTY ? fill(item, slot, slots, used) : Origin.TEXT;
    }
    return new Filled(slots, sources);
  }

  private int[] separators() {
    var separation = new LastTerms(vocabulary, this::ranking);
    for (int item = 0; item < ownSlots.length; item++) {
      if (contexts.firstTwin(item) == item) {
        separation.add(item, filled(item).slots());
      }
    }
    int[] byFirstTwin = separation.separators(ownSlots.length);
    return IntStream.range(0, ownSlots.length)
        .map(item -> byFirstTwin[contexts.firstTwin(item)])
        .toArray();
  }

  /// A term made from an item's id, for want of words; from its first word where an id in Latin
  /// letters would be a foreign thing.
  ///
  /// @param number tells several of one item apart
  String name(int item, String id, int number) {
    String word = scripts.word(item);
    if (!word.isEmpty()) {
      return word + "-" + (number + 1);
    }
    String name = TermNormalForm.of("item-" + id);
    return number == 0 ? name : name + "-" + (number + 1);
  }

  private Origin fill(int item, int slot, int[] slots, Set<Integer> used) {
    Set<UnicodeScript> written = scripts.allowed(item);
    boolean signs = scripts.ofSigns(item);
    IntPredicate suits =
        term ->
            !used.contains(term)
                && written.containsAll(vocabulary.term(term).scripts())
                && signs == vocabulary.term(term).sign();
    Optional<Integer> found =
        fromNeighbors(item, slot).stream()
            .filter(term -> (signs || !vocabulary.term(term).noise()) && !brands.get(term))
            .filter(term -> suits.test(term) && fits(term, used))
            .findFirst();
    Origin source = Origin.NEIGHBORS;
    if (found.isEmpty()) {
      boolean last = slot == slots.length - 1;
      found = left(item, slot, used, term -> last || !vocabulary.term(term).noise());
      source = Origin.TEXT;
    }
    if (found.isEmpty()) {
      found =
          mostFrequent(term ->
              (signs || !vocabulary.term(term).noise()) && suits.test(term) && fits(term, used));
      source = Origin.CATALOG;
    }
    if (found.isEmpty()) {
      found = left(item, slot, used, _ -> true);
      source = Origin.TEXT;
    }
    if (found.isEmpty()) {
      found = mostFrequent(suits);
      source = Origin.CATALOG;
    }
    if (found.isEmpty()) {
      return Origin.ITEM;
    }
    slots[slot] = found.get();
    used.add(found.get());
    return source;
  }

  /// What is left of the item's own text, parts of compounds included.
  private Optional<Integer> left(int item, int slot, Set<Integer> used, IntPredicate suits) {
    return ranking(item).ranked(slot, used).stream().filter(suits::test).findFirst();
  }

  private Optional<Integer> mostFrequent(IntPredicate suits) {
    return Arrays.stream(byFrequency).filter(suits).boxed().findFirst();
  }

  /// The neighbors' own terms of this slot, nearest first, then those of their other slots.
  private Set<Integer> fromNeighbors(int item, int slot) {
    int[] context = contexts.of(item);
    Set<Integer> terms = new LinkedHashSet<>();
    for (int neighbor : context) {
      terms.add(ownSlots[neighbor][slot]);
    }
    for (int neighbor : context) {
      Arrays.stream(ownSlots[neighbor]).forEach(terms::add);
    }
    terms.remove(SlotRanking.EMPTY);
    return terms;
  }

  private boolean fits(int term, Set<Integer> used) {
    return used.stream().noneMatch(other -> vocabulary.overlap(term, other));
  }

  List<TermDraft> drafts(List<String> ids) {
    var drafts = new ArrayList<TermDraft>(ids.size());
    for (int item = 0; item < ids.size(); item++) {
      drafts.add(draft(item, ids.get(item)));
    }
    return drafts;
  }
}

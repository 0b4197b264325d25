package dev.grlm.systems.grlm.extract;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which terms of others suit an item by their script: a Thai item gets no Chinese words for want
/// of Thai ones. An item that is written in no script, having numbers or nothing, gets words of the
/// script that most items are in. Signs go to items of signs alone.
final class ItemScripts {
  private final TermVocabulary vocabulary;
  private final Set<UnicodeScript> main;

  /// @param items size of the catalogue
  ItemScripts(TermVocabulary vocabulary, int items) {
    this.vocabulary = vocabulary;
    this.main = main(items);
  }

  private Set<UnicodeScript> main(int items) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    for (int item = 0; item < items; item++) {
      own(item).forEach(script -> counts.merge(script, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<UnicodeScript, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .<Set<UnicodeScript>>map(entry -> EnumSet.of(entry.getKey()))
        .orElse(Set.of());
  }

  /// Scripts of the item's own words.
  Set<UnicodeScript> own(int item) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (TermVocabulary.Term term : terms(item)) {
      scripts.addAll(term.scripts());
    }
    return scripts;
  }

  /// Scripts that the item's terms may be in.
  Set<UnicodeScript> allowed(int item) {
    Set<UnicodeScript> own = own(item);
    return own.isEmpty() && !ofSigns(item) ? main : own;
  }

  /// Whether all that the item says is signs.
  boolean ofSigns(int item) {
    List<TermVocabulary.Term> terms = terms(item);
    return !terms.isEmpty() && terms.stream().allMatch(TermVocabulary.Term::sign);
  }

  /// The first word of an item whose words are in none but foreign scripts, or signs; empty for any
  /// other one.
  String word(int item) {
    List<TermVocabulary.Term> terms = terms(item);
    boolean latin = allowed(item).contains(UnicodeScript.LATIN);
    return latin || terms.isEmpty() ? "" : terms.getFirst().text();
  }

  private List<TermVocabulary.Term> terms(int item) {
    return Arrays.stream(vocabulary.offer(item).terms()).mapToObj(vocabulary::term).toList();
  }
}

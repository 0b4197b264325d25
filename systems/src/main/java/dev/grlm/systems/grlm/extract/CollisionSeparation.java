package dev.grlm.systems.grlm.extract;

import dev.grlm.systems.grlm.extract.TermDraft.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives all but the first item of each collision group another last term: an unused one of its own
/// text, else one made from its id.
final class CollisionSeparation {
  private final TermVocabulary vocabulary;
  private final SlotFilling filling;

  CollisionSeparation(TermVocabulary vocabulary, SlotFilling filling) {
    this.vocabulary = vocabulary;
    this.filling = filling;
  }

  /// @param drafts of all items, in catalogue order
  /// @param ids same length
  List<TermDraft> separate(List<TermDraft> drafts, List<String> ids) {
    Set<List<String>> taken = new HashSet<>();
    drafts.forEach(draft -> taken.add(draft.terms()));
    Set<List<String>> seen = new HashSet<>();
    var separated = new ArrayList<TermDraft>(drafts.size());
    for (int item = 0; item < drafts.size(); item++) {
      TermDraft draft = drafts.get(item);
      if (!seen.add(draft.terms())) {
        draft = another(draft, item, ids.get(item), taken);
        taken.add(draft.terms());
      }
      separated.add(draft);
    }
    return separated;
  }

  private TermDraft another(TermDraft draft, int item, String id, Set<List<String>> taken) {
    int last = draft.terms().size() - 1;
    for (int term : filling.ranking(item).ranked(last, Set.of())) {
      String text = vocabulary.term(term).text();
      TermDraft candidate = draft.withLast(text, Origin.TEXT);
      if (!draft.terms().contains(text) && !taken.contains(candidate.terms())) {
        return candidate;
      }
    }
    for (int number = 0; ; number++) {
      String name = filling.name(item, id, number);
      TermDraft candidate = draft.withLast(name, Origin.ITEM);
      if (!draft.terms().contains(name) && !taken.contains(candidate.terms())) {
        return candidate;
      }
    }
  }
}

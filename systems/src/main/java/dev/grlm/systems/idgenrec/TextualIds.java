package dev.grlm.systems.idgenrec;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.systems.idgenrec.IdCandidates.Candidate;
import dev.grlm.systems.idgenrec.ItemWords.Scored;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Unique identifiers of words for a catalogue. Who comes first has the better words, so items are
/// named in the order of their popularity: the order of the file decides nothing.
///
/// @param identifiers no two of them equal but where they were given so
/// @param counts how items came by theirs
record TextualIds(Identifiers identifiers, SortedMap<String, Long> counts) {
  static final String GIVEN = "items with a given identifier";
  static final String WORDLESS = "items without a word, named by their ids";

  /// @param order in which items choose: by training popularity
  /// @param given identifiers by item id that are taken as they are, before any other
  /// @param written of each item, best first; nothing of one of which nothing was
  static TextualIds of(
      Catalog catalog,
      ItemOrder order,
      ItemWords words,
      Map<String, Identifier> given,
      List<List<List<String>>> written,
      TextualIdConfig config) {
    var byItem = new Identifier[catalog.size()];
    var counts = new TreeMap<String, Long>();
    Set<Identifier> taken = new HashSet<>();
    var numbers = new IdCandidates.Numbers();
    for (int item = 0; item < byItem.length; item++) {
      Identifier known = given.get(catalog.item(item).id());
      if (known != null) {
        byItem[item] = known;
        taken.add(known);
        counts.merge(GIVEN, 1L, Long::sum);
      }
    }
    for (int rank = 0; rank < order.size(); rank++) {
      int item = order.item(rank);
      if (given.containsKey(catalog.item(item).id())) {
        continue;
      }
      List<Scored> own = words.of(catalog.item(item));
      var candidates =
          new IdCandidates(
              own.isEmpty() ? List.of(ofId(catalog.item(item))) : own, config, numbers);
      boolean said = !written.get(item).isEmpty();
      Candidate chosen =
          (said ? candidates.behind(written.get(item)) : candidates.all())
              .filter(candidate -> !taken.contains(candidate.identifier()))
              .findFirst()
              .orElseThrow();
      byItem[item] = chosen.identifier();
      taken.add(chosen.identifier());
      counts.merge(own.isEmpty() && !said ? WORDLESS : chosen.way().told(), 1L, Long::sum);
    }
    return new TextualIds(Identifiers.ofAnyLength(Arrays.asList(byItem)), counts);
  }

  /// What an item is called that has no word.
  static Scored ofId(Item item) {
    String form = TermNormalForm.of(item.id());
    return new Scored(form.isEmpty() ? "item" : form, 1);
  }
}

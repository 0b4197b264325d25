package dev.grlm.systems.grlm.extract;

import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One item's terms in the making, each with its source.
///
/// @param terms in slot order, distinct
/// @param sources same length
public record TermDraft(List<String> terms, List<Origin> sources) {
  /// Where a term comes from; see [GeneratedTerms].
  public enum Origin {
    TEXT,
    NEIGHBORS,
    CATALOG,
    ITEM
  }

  public TermDraft {
    terms = List.copyOf(terms);
    sources = List.copyOf(sources);
  }

  TermDraft withLast(String term, Origin source) {
    var otherTerms = new ArrayList<>(terms);
    var otherSources = new ArrayList<>(sources);
    otherTerms.set(terms.size() - 1, term);
    otherSources.set(terms.size() - 1, source);
    return new TermDraft(otherTerms, otherSources);
  }

  static GeneratedTerms generated(List<TermDraft> drafts) {
    return new GeneratedTerms(
        new Identifiers(drafts.stream().map(draft -> new Identifier(draft.terms)).toList()),
        count(drafts, Origin.TEXT),
        count(drafts, Origin.NEIGHBORS),
        count(drafts, Origin.CATALOG),
        count(drafts, Origin.ITEM),
        filled(drafts));
  }

  private static List<GeneratedTerms.Filled> filled(List<TermDraft> drafts) {
    var filled = new ArrayList<GeneratedTerms.Filled>();
    for (int item = 0; item < drafts.size(); item++) {
      List<Origin> sources = drafts.get(item).sources;
      for (int slot = 0; slot < sources.size(); slot++) {
        Origin source = sources.get(slot);
        if (source == Origin.CATALOG || source == Origin.ITEM) {
          filled.add(new GeneratedTerms.Filled(item, slot, source == Origin.CATALOG));
        }
      }
    }
    return filled;
  }

  private static long count(List<TermDraft> drafts, Origin source) {
    return drafts.stream().mapToLong(draft -> Collections.frequency(draft.sources, source)).sum();
  }
}

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
public record Draft(List<String> terms, List<Source> sources) {
  /// Where a term comes from; see [GeneratedTerms].
  public enum Source {
    TEXT,
    NEIGHBORS,
    CATALOG,
    ITEM
  }

  public Draft {
    terms = List.copyOf(terms);
    sources = List.copyOf(sources);
  }

  Draft withLast(String term, Source source) {
    var otherTerms = new ArrayList<>(terms);
    var otherSources = new ArrayList<>(sources);
    otherTerms.set(terms.size() - 1, term);
    otherSources.set(terms.size() - 1, source);
    return new Draft(otherTerms, otherSources);
  }

  static GeneratedTerms generated(List<Draft> drafts) {
    return new GeneratedTerms(
        new Identifiers(drafts.stream().map(draft -> new Identifier(draft.terms)).toList()),
        count(drafts, Source.TEXT),
        count(drafts, Source.NEIGHBORS),
        count(drafts, Source.CATALOG),
        count(drafts, Source.ITEM));
  }

  private static long count(List<Draft> drafts, Source source) {
    return drafts.stream().mapToLong(draft -> Collections.frequency(draft.sources, source)).sum();
  }
}

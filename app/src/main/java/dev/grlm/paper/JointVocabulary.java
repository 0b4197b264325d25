package dev.grlm.paper;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// The terms of a catalogue of several domains as these are added one after the other.
///
/// @param domains in order
/// @param terms distinct ones of all items
/// @param shared of them, those that several domains have
/// @param colliding items that share their identifier with another one
/// @param across of them, those that share it with an item of another domain
record JointVocabulary(
    SequencedMap<String, Domain> domains, int terms, int shared, int colliding, int across) {
  /// @param items of the domain
  /// @param terms distinct ones of these items
  /// @param soFar distinct ones of this domain and those before it
  /// @param shared of its own, those that another domain has, too
  /// @param colliding items of it that share their identifier with another one of any domain
  /// @param across of them, those that share it with an item of another domain
  record Domain(int items, int terms, int soFar, int shared, int colliding, int across) {
    SequencedMap<String, Double> figures() {
      return JointVocabulary.figures(terms, soFar, shared, colliding, across);
    }
  }

  static JointVocabulary of(Identifiers identifiers, Catalog catalog, List<String> domains) {
    Map<String, Set<String>> domainsOf = new HashMap<>();
    for (int item = 0; item < catalog.size(); item++) {
      for (String term : identifiers.of(item).symbols()) {
        domainsOf.computeIfAbsent(term, _ -> new HashSet<>()).add(catalog.item(item).domain());
      }
    }
    var all = new HashSet<String>();
    var byDomain = new LinkedHashMap<String, Domain>();
    Map<Identifier, List<Integer>> groups = identifiers.groups();
    int colliding = 0;
    int across = 0;
    for (String domain : domains) {
      Set<String> own = new HashSet<>();
      int items = 0;
      int alike = 0;
      int others = 0;
      for (int item = 0; item < catalog.size(); item++) {
        if (catalog.item(item).domain().equals(domain)) {
          items++;
          own.addAll(identifiers.of(item).symbols());
          List<Integer> group = groups.getOrDefault(identifiers.of(item), List.of());
          alike += group.size() > 1 ? 1 : 0;
          others +=
              group.stream().anyMatch(other -> !catalog.item(other).domain().equals(domain))
                  ? 1
                  : 0;
        }
      }
      all.addAll(own);
      int common = several(domainsOf, own);
      byDomain.put(domain, new Domain(items, own.size(), all.size(), common, alike, others));
      colliding += alike;
      across += others;
    }
    return new JointVocabulary(byDomain, all.size(), several(domainsOf, all), colliding, across);
  }

  private static int several(Map<String, Set<String>> domainsOf, Set<String> terms) {
    return (int)
        terms.stream().filter(term -> domainsOf.getOrDefault(term, Set.of()).size() > 1).count();
  }

  /// Of all domains together.
  SequencedMap<String, Double> figures() {
    return figures(terms, terms, shared, colliding, across);
  }

  private static SequencedMap<String, Double> figures(
      int terms, int soFar, int shared, int colliding, int across) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("terms", (double) terms);
    figures.put("soFar", (double) soFar);
    figures.put("shared", (double) shared);
    figures.put("colliding", (double) colliding);
    figures.put("across", (double) across);
    return figures;
  }

  /// `vocabulary.tsv`: a line per domain, then one of all.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "domain\titems\tterms\tnew terms\tterms so far\tshared terms\tin collisions\tacross domains");
    int before = 0;
    int items = 0;
    for (Map.Entry<String, Domain> entry : domains.entrySet()) {
      Domain one = entry.getValue();
      lines.add(
          "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d"
              .formatted(
                  entry.getKey(),
                  one.items(),
                  one.terms(),
                  one.soFar() - before,
                  one.soFar(),
                  one.shared(),
                  one.colliding(),
                  one.across()));
      before = one.soFar();
      items += one.items();
    }
    lines.add(
        "all\t%d\t%d\t\t%d\t%d\t%d\t%d".formatted(items, terms, terms, shared, colliding, across));
    return lines;
  }
}

package dev.grlm.live;

import dev.grlm.data.Catalog;
import dev.grlm.data.Domains;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.run.Grlm;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The catalogue at one moment: what can be recommended, and ways to look it up. Immutable and
/// thread-safe.
final class Shelf {
  private final Grlm grlm;
  private final int fitted;
  private final BitSet deleted;
  private final Neighbors neighbors;
  private volatile @Nullable Index index;

  /// What is looked up less often than asked; made when it is first needed.
  ///
  /// @param categories items by lower-case name
  /// @param domains which items are of which
  /// @param terms items by term, in catalogue order
  /// @param texts what [#search] looks into, by item
  private record Index(
      Map<String, BitSet> categories,
      Domains domains,
      Map<String, BitSet> terms,
      List<String> texts) {}

  /// @param grlm the run with all items, fitted and added
  /// @param fitted how many items, the first ones, the run was fitted on
  /// @param deleted items that are not recommended
  /// @param neighbors of every item
  Shelf(Grlm grlm, int fitted, BitSet deleted, Neighbors neighbors) {
    this.grlm = grlm;
    this.fitted = fitted;
    this.deleted = (BitSet) deleted.clone();
    this.neighbors = neighbors;
  }

  Grlm grlm() {
    return grlm;
  }

  Catalog catalog() {
    return grlm.catalog();
  }

  Identifiers identifiers() {
    return grlm.identifiers();
  }

  boolean isDeleted(int item) {
    return deleted.get(item);
  }

  /// Whether there is such an item and it is not deleted.
  boolean has(String id) {
    int item = catalog().indexOf(id);
    return item >= 0 && !deleted.get(item);
  }

  /// Of every item: fitted ones, nearest first.
  Neighbors neighbors() {
    return neighbors;
  }

  int fitted() {
    return fitted;
  }

  int deletedItems() {
    return deleted.cardinality();
  }

  int addedItems() {
    return catalog().size() - fitted;
  }

  private Index index() {
    Index made = index;
    if (made == null) {
      made = makeIndex();
      index = made;
    }
    return made;
  }

  private Index makeIndex() {
    var categories = new HashMap<String, BitSet>();
    var terms = new HashMap<String, BitSet>();
    for (int number = 0; number < catalog().size(); number++) {
      Item item = catalog().item(number);
      for (List<String> names : List.of(item.categories(), item.moreCategories())) {
        for (String name : names) {
          add(categories, name.toLowerCase(Locale.ROOT), number);
        }
      }
      for (String term : identifiers().of(number).symbols()) {
        add(terms, term, number);
      }
    }
    List<String> texts = IntStream.range(0, catalog().size()).mapToObj(this::searchText).toList();
    return new Index(categories, new Domains(catalog()), terms, texts);
  }

  private static void add(Map<String, BitSet> index, String key, int item) {
    index.computeIfAbsent(key, _ -> new BitSet()).set(item);
  }

  private String searchText(int number) {
    Item item = catalog().item(number);
    String terms = String.join(" ", identifiers().of(number).symbols());
    return (" " + item.title() + " " + item.brand() + " " + terms + " " + item.id())
        .toLowerCase(Locale.ROOT);
  }

  /// The items that a filter, or a deletion, keeps from being recommended.
  BitSet excluded(Filter filter) {
    var excluded = new BitSet(catalog().size());
    if (!filter.categories().isEmpty()) {
      excluded.or(withoutCategories(filter.categories()));
    }
    BitSet ofDomains = ofDomains(filter);
    if (ofDomains != null) {
      excluded.or(others(ofDomains));
    }
    List<String> available = filter.available();
    if (available != null) {
      var kept = new BitSet();
      available.stream().mapToInt(catalog()::indexOf).filter(i -> i >= 0).forEach(kept::set);
      excluded.or(others(kept));
    }
    filter.exclude().stream()
        .mapToInt(catalog()::indexOf)
        .filter(item -> item >= 0)
        .forEach(excluded::set);
    excluded.or(deleted);
    return excluded;
  }

  private BitSet withoutCategories(List<String> names) {
    var kept = new BitSet();
    for (String name : names) {
      kept.or(index().categories().getOrDefault(name.toLowerCase(Locale.ROOT), new BitSet()));
    }
    return others(kept);
  }

  private BitSet others(BitSet items) {
    var others = (BitSet) items.clone();
    others.flip(0, catalog().size());
    return others;
  }

  /// The items of the domains that a filter names; null where it names none. What is generated is
  /// grounded among these.
  @Nullable BitSet ofDomains(Filter filter) {
    return filter.domains().isEmpty() ? null : index().domains().items(filter.domains());
  }

  /// @throws IllegalArgumentException naming the domains there are, when a filter names another
  void requireDomains(Filter filter) {
    if (!filter.domains().isEmpty()) {
      index().domains().require(filter.domains());
    }
  }

  ItemView view(int number) {
    int[] near = neighbors.items()[number];
    float[] cosines = neighbors.cosines()[number];
    List<ItemView.Neighbor> shown =
        IntStream.range(0, near.length)
            .filter(place -> !deleted.get(near[place]))
            .mapToObj(place ->
                new ItemView.Neighbor(
                    catalog().item(near[place]),
                    identifiers().of(near[place]),
                    (double) cosines[place]))
            .toList();
    boolean added = number >= fitted;
    return new ItemView(
        catalog().item(number), identifiers().of(number), added, added && near.length == 0, shown);
  }

  @Nullable TermView term(String term, int limit) {
    var having = (BitSet) index().terms().getOrDefault(term, new BitSet()).clone();
    having.andNot(deleted);
    if (having.isEmpty()) {
      return null;
    }
    var together = new HashMap<String, Integer>();
    having.stream()
        .forEach(item ->
            identifiers().of(item).symbols().stream()
                .distinct()
                .filter(other -> !other.equals(term))
                .forEach(other -> together.merge(other, 1, Integer::sum)));
    List<TermView.Sibling> siblings =
        together.entrySet().stream()
            .map(entry -> new TermView.Sibling(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingInt(TermView.Sibling::items)
                    .reversed()
                    .thenComparing(TermView.Sibling::term))
            .limit(limit)
            .toList();
    List<TermView.Example> examples =
        having.stream()
            .limit(limit)
            .mapToObj(item -> {
              Identifier identifier = identifiers().of(item);
              return new TermView.Example(
                  catalog().item(item), identifier, identifier.symbols().indexOf(term));
            })
            .toList();
    return new TermView(term, having.cardinality(), examples, siblings);
  }

  /// Items in whose title, brand, Term ID or id every word of the query stands; those first where
  /// more words begin where the query's do, then in catalogue order.
  List<Item> search(String query, int limit) {
    List<String> words =
        List.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)).stream()
            .filter(word -> !word.isEmpty())
            .toList();
    var found = new LinkedHashMap<Integer, Integer>();
    List<String> texts = index().texts();
    for (int item = 0; item < texts.size(); item++) {
      String text = texts.get(item);
      if (!deleted.get(item) && words.stream().allMatch(text::contains)) {
        found.put(item, (int) words.stream().filter(word -> text.contains(" " + word)).count());
      }
    }
    return found.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(limit)
        .map(entry -> catalog().item(entry.getKey()))
        .toList();
  }

  /// All terms of some items.
  Set<String> termsOf(int[] items) {
    var terms = new HashSet<String>();
    for (int item : items) {
      terms.addAll(identifiers().of(item).symbols());
    }
    return terms;
  }
}

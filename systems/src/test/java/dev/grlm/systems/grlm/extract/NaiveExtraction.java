package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.extract.NaiveVocabulary.Offered;
import dev.grlm.systems.grlm.extract.NaiveVocabulary.Term;
import dev.grlm.systems.grlm.naming.TermConfig;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Extraction as its documentation tells it, over [NaiveVocabulary]: everything is worked out anew
/// whenever it is asked for.
final class NaiveExtraction {
  private final TermConfig config;
  private final Catalog catalog;
  private final Neighbors neighbors;
  private final NaiveVocabulary vocabulary;
  private final Map<TermDraft.Origin, Long> origins = new EnumMap<>(TermDraft.Origin.class);

  NaiveExtraction(TermConfig config, Catalog catalog, Neighbors neighbors) {
    this.config = config;
    this.catalog = catalog;
    this.neighbors = neighbors;
    this.vocabulary = new NaiveVocabulary(catalog, config.textFields());
  }

  List<Identifier> identifiers() {
    return IntStream.range(0, catalog.size())
        .mapToObj(item -> new Identifier(terms(item)))
        .toList();
  }

  /// Of the identifiers made so far.
  long from(TermDraft.Origin origin) {
    return origins.getOrDefault(origin, 0L);
  }

  private List<Term> offered(int item) {
    return vocabulary.offer(item).stream().map(Offered::term).toList();
  }

  private int twin(int item) {
    List<Term> own = offered(item);
    return own.isEmpty()
        ? item
        : IntStream.rangeClosed(0, item)
            .filter(other -> offered(other).equals(own))
            .findFirst()
            .orElseThrow();
  }

  private List<Integer> context(int item) {
    var context = new LinkedHashSet<Integer>();
    for (int neighbor : neighbors.items()[twin(item)]) {
      if (!offered(neighbor).isEmpty() && twin(neighbor) != twin(item)) {
        context.add(twin(neighbor));
      }
    }
    return context.stream().limit(config.neighbors()).toList();
  }

  private List<String> terms(int item) {
    List<@Nullable Term> slots = new ArrayList<>(ownSlots(item));
    var terms = new ArrayList<String>();
    for (int slot = 0; slot < config.length(); slot++) {
      Term term = slots.get(slot);
      TermDraft.Origin origin = TermDraft.Origin.TEXT;
      if (term == null) {
        List<Term> used = present(slots);
        Filling filling = filling(item, slot, used);
        term = filling.term();
        origin = filling.origin();
        slots.set(slot, term);
      }
      origins.merge(origin, 1L, Long::sum);
      terms.add(term != null ? term.text() : name(item, slot));
    }
    return terms;
  }

  private String name(int item, int slot) {
    List<Term> own = offered(item);
    return own.isEmpty() || allowed(item).contains(UnicodeScript.LATIN)
        ? TermNormalForm.of("item-" + catalog.item(item).id()) + (slot == 0 ? "" : "-" + (slot + 1))
        : own.getFirst().text() + "-" + (slot + 1);
  }

  private static Set<UnicodeScript> scripts(Collection<Term> terms) {
    return terms.stream()
        .flatMapToInt(term -> term.text().codePoints())
        .mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .collect(Collectors.toSet());
  }

  private boolean ofSigns(int item) {
    return !offered(item).isEmpty() && offered(item).stream().allMatch(NaiveExtraction::isSign);
  }

  private static boolean isSign(Term term) {
    return term.text().codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private Set<UnicodeScript> allowed(int item) {
    Set<UnicodeScript> own = scripts(offered(item));
    return own.isEmpty() && !ofSigns(item) ? main() : own;
  }

  /// The script that most items are in.
  private Set<UnicodeScript> main() {
    var counts = new TreeMap<UnicodeScript, Long>();
    for (int item = 0; item < catalog.size(); item++) {
      scripts(offered(item)).forEach(script -> counts.merge(script, 1L, Long::sum));
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(1)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private boolean suits(int item, Term term) {
    return allowed(item).containsAll(scripts(List.of(term))) && ofSigns(item) == isSign(term);
  }

  private record Filling(@Nullable Term term, TermDraft.Origin origin) {}

  /// Whether all words of the term stand in one brand: nobody's maker is guessed.
  private boolean brand(Term term) {
    try (var reader = new WordReader()) {
      return catalog.items().stream()
          .map(one -> reader.read(one.brand()).stream().map(word -> word.stem()).toList())
          .anyMatch(stems -> stems.containsAll(term.key()));
    }
  }

  private Filling filling(int item, int slot, Collection<Term> used) {
    Optional<Term> near =
        nearTerms(item, slot).stream()
            .filter(term -> (ofSigns(item) || !term.noise()) && fits(term, used))
            .filter(term -> suits(item, term) && !brand(term))
            .findFirst();
    if (near.isPresent()) {
      return new Filling(near.get(), TermDraft.Origin.NEIGHBORS);
    }
    Optional<Term> own = ranked(item, slot, used).stream().findFirst();
    if (own.isPresent()) {
      return new Filling(own.get(), TermDraft.Origin.TEXT);
    }
    Optional<Term> common =
        commonest().stream()
            .filter(term -> suits(item, term) && !brand(term) && fits(term, used))
            .findFirst()
            .or(() ->
                commonest().stream()
                    .filter(term -> suits(item, term) && !brand(term) && !used.contains(term))
                    .findFirst());
    return new Filling(
        common.orElse(null), common.isPresent() ? TermDraft.Origin.CATALOG : TermDraft.Origin.ITEM);
  }

  private Set<Term> nearTerms(int item, int slot) {
    var terms = new LinkedHashSet<Term>();
    for (int neighbor : context(item)) {
      Optional.ofNullable(ownSlots(neighbor).get(slot)).ifPresent(terms::add);
    }
    context(item).forEach(neighbor -> terms.addAll(present(ownSlots(neighbor))));
    return terms;
  }

  private List<Term> commonest() {
    return vocabulary.terms().stream()
        .sorted(
            Comparator.comparing(Term::noise)
                .thenComparing(Term::items, Comparator.reverseOrder())
                .thenComparing(Term::text))
        .toList();
  }

  private static boolean fits(Term term, Collection<Term> used) {
    return !used.contains(term) && used.stream().noneMatch(term::overlaps);
  }

  private static List<Term> present(List<@Nullable Term> slots) {
    var present = new ArrayList<Term>();
    for (Term term : slots) {
      if (term != null) {
        present.add(term);
      }
    }
    return present;
  }

  /// What the item's own text gives, null where it has nothing left.
  private List<@Nullable Term> ownSlots(int item) {
    List<@Nullable Term> slots = new ArrayList<>();
    for (int slot = 0; slot < config.length(); slot++) {
      List<Term> used = present(slots);
      boolean last = slot == config.length() - 1;
      slots.add(
          ranked(item, slot, used).stream()
              .filter(term -> (last || ofSigns(item) || !term.noise()) && fits(term, used))
              .findFirst()
              .orElse(null));
    }
    var places = new ArrayList<Integer>();
    var words = new ArrayList<Term>();
    for (int slot = 1; slot < config.length(); slot++) {
      Term term = slots.get(slot);
      if (term != null && !term.noise()) {
        places.add(slot);
        words.add(term);
      }
    }
    words.sort(
        Comparator.comparing(Term::items, Comparator.reverseOrder()).thenComparing(Term::text));
    for (int place = 0; place < places.size(); place++) {
      slots.set(places.get(place), words.get(place));
    }
    return slots;
  }

  private List<Term> ranked(int item, int slot, Collection<Term> used) {
    var score = new SlotScore(catalog.size(), config.length());
    List<Integer> context = context(item);
    record Scored(Term term, double score) {}
    return vocabulary.offer(twin(item)).stream()
        .filter(offered -> !used.contains(offered.term()))
        .map(offered -> {
          Term term = offered.term();
          int sharing =
              (int) context.stream().filter(other -> offered(other).contains(term)).count();
          double suits = score.of(slot, term.items(), sharing, context.size());
          return new Scored(term, weight(item, offered) * suits);
        })
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .map(Scored::term)
        .toList();
  }

  private double weight(int item, Offered offered) {
    Term term = offered.term();
    boolean replaced =
        term.key().size() == 1
            && offered(twin(item)).stream()
                .filter(other -> other.key().size() == 2 && other.overlaps(term))
                .anyMatch(compound -> compound.items() >= .5 * term.items());
    return offered.prominence() * (replaced ? .5 : 1) * (term.noise() ? .1 : 1);
  }

  /// Words that some identifier could have.
  Set<String> vocabulary() {
    var texts = new HashSet<String>();
    vocabulary.terms().forEach(term -> texts.add(term.text()));
    return texts;
  }
}

package dev.grlm.systems.grlm.extract;

import dev.grlm.data.Catalog;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermNormalForm;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.systems.grlm.extract.NaiveVocabulary.Offered;
import dev.grlm.systems.grlm.extract.NaiveVocabulary.Term;
import dev.grlm.systems.grlm.naming.TermConfig;
import dev.grlm.words.Languages;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Extraction as its documentation tells it, over [NaiveVocabulary]: everything is worked out anew
/// whenever it is asked for. Small catalogues may look like any language, so that these are told
/// apart as in the product.
final class NaiveExtraction {
  private final TermConfig config;
  private final Catalog catalog;
  private final Neighbors neighbors;
  private final Languages languages;
  private final NaiveVocabulary vocabulary;
  private final Map<TermDraft.Origin, Long> origins = new EnumMap<>(TermDraft.Origin.class);

  NaiveExtraction(TermConfig config, Catalog catalog, Neighbors neighbors) {
    this.config = config;
    this.catalog = catalog;
    this.neighbors = neighbors;
    this.languages = Languages.of(Languages.AUTO, catalog.texts(config.textFields()));
    this.vocabulary = new NaiveVocabulary(catalog, config.textFields(), languages);
  }

  List<Identifier> identifiers() {
    List<List<@Nullable Term>> slots = new ArrayList<>();
    List<List<TermDraft.Origin>> sources = new ArrayList<>();
    for (int item = 0; item < catalog.size(); item++) {
      List<TermDraft.Origin> from = new ArrayList<>();
      slots.add(filledSlots(item, from));
      sources.add(from);
    }
    separate(slots, sources);
    sources.forEach(from -> from.forEach(origin -> origins.merge(origin, 1L, Long::sum)));
    return IntStream.range(0, catalog.size())
        .mapToObj(item -> new Identifier(texts(item, slots.get(item))))
        .toList();
  }

  /// Before items with the same terms are told apart.
  List<Identifier> withoutSeparation() {
    return IntStream.range(0, catalog.size())
        .mapToObj(item -> new Identifier(texts(item, filledSlots(item, new ArrayList<>()))))
        .toList();
  }

  private List<String> texts(int item, List<@Nullable Term> slots) {
    var texts = new ArrayList<String>();
    for (Term term : slots) {
      texts.add(term == null ? name(item, texts.size()) : term.text());
    }
    return texts;
  }

  /// Of every group of items with the same slots and other words, from the last to the first: who
  /// is not alone takes the first of its candidates that nobody has.
  private void separate(List<List<@Nullable Term>> slots, List<List<TermDraft.Origin>> sources) {
    List<List<@Nullable Term>> before = List.copyOf(slots);
    Set<List<@Nullable Term>> taken = new HashSet<>(before);
    for (int first = 0; first < before.size(); first++) {
      List<@Nullable Term> same = before.get(first);
      if (before.indexOf(same) < first) {
        continue;
      }
      List<Integer> group =
          IntStream.range(0, before.size())
              .filter(item -> before.get(item).equals(same) && twin(item) == item)
              .boxed()
              .toList();
      int together = group.size();
      for (int item : group.reversed()) {
        Optional<List<@Nullable Term>> moved =
            candidates(item, same, group).stream()
                .map(term -> withLast(same, term))
                .filter(other -> !taken.contains(other))
                .findFirst();
        if (together > 1 && moved.isPresent()) {
          taken.add(moved.get());
          together--;
          for (int other = item; other < before.size(); other++) {
            if (twin(other) == item) {
              slots.set(other, moved.get());
              sources.get(other).set(same.size() - 1, TermDraft.Origin.TEXT);
            }
          }
        }
      }
    }
  }

  private List<Term> candidates(int item, List<@Nullable Term> same, List<Integer> group) {
    Comparator<Term> order =
        Comparator.comparing(Term::noise)
            .thenComparingLong(
                term -> group.stream().filter(other -> left(other, same).contains(term)).count());
    return left(item, same).stream().sorted(order).toList();
  }

  private List<Term> left(int item, List<@Nullable Term> same) {
    List<Term> others = present(same.subList(0, same.size() - 1));
    return ranked(item, same.size() - 1, present(same)).stream()
        .filter(term -> fits(term, others))
        .toList();
  }

  private static List<@Nullable Term> withLast(List<@Nullable Term> slots, Term last) {
    List<@Nullable Term> other = new ArrayList<>(slots);
    other.set(slots.size() - 1, last);
    return other;
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

  private List<@Nullable Term> filledSlots(int item, List<TermDraft.Origin> sources) {
    List<@Nullable Term> slots = new ArrayList<>(ownSlots(item));
    for (int slot = 0; slot < config.length(); slot++) {
      if (slots.get(slot) != null) {
        sources.add(TermDraft.Origin.TEXT);
        continue;
      }
      Filling filling = filling(item, slot, present(slots));
      slots.set(slot, filling.term());
      sources.add(filling.origin());
    }
    return slots;
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
    try (var reader = new WordReader(languages)) {
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
    boolean last = slot == config.length() - 1;
    List<Term> left = ranked(item, slot, used);
    List<Term> common =
        commonest().stream()
            .filter(term -> suits(item, term) && !brand(term) && !used.contains(term))
            .toList();
    return first(left.stream().filter(term -> last || !term.noise()), TermDraft.Origin.TEXT)
        .or(() ->
            first(
                common.stream().filter(t -> (ofSigns(item) || !t.noise()) && fits(t, used)),
                TermDraft.Origin.CATALOG))
        .or(() -> first(left.stream(), TermDraft.Origin.TEXT))
        .or(() -> first(common.stream(), TermDraft.Origin.CATALOG))
        .orElse(new Filling(null, TermDraft.Origin.ITEM));
  }

  private static Optional<Filling> first(Stream<Term> terms, TermDraft.Origin origin) {
    return terms.findFirst().map(term -> new Filling(term, origin));
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
      List<Term> fitting =
          ranked(item, slot, used).stream().filter(term -> fits(term, used)).toList();
      Term word =
          fitting.stream().filter(term -> ofSigns(item) || !term.noise()).findFirst().orElse(null);
      boolean last = slot == config.length() - 1;
      slots.add(word == null && last && !fitting.isEmpty() ? fitting.getFirst() : word);
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
          double kind = slot == 0 && offered.category() ? 3 : 1;
          return new Scored(term, weight(item, offered) * kind * suits);
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
    return offered.prominence() * (replaced ? .5 : 1) * (term.noise() ? .1 : shortness(term));
  }

  private static double shortness(Term term) {
    return term.text().matches("\\p{IsLatin}{1,2}") ? .3 : 1;
  }

  /// Words that some identifier could have.
  Set<String> vocabulary() {
    var texts = new HashSet<String>();
    vocabulary.terms().forEach(term -> texts.add(term.text()));
    return texts;
  }
}

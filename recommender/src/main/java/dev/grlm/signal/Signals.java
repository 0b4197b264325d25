package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.baseline.TermBags;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.signal.ComputedSignal.Words;
import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The signals that counting and comparing give, from training positions, Term IDs and texts. h is
/// the history, a the age of an item in it, 0 for the last one.
///
/// | signal | s(j) | ε |
/// |---|---|---|
/// | `bought-together` | g = Σ over a < 10 of .7^a G[h_a, j], G the item graph of the floor | .001 |
/// | `two-steps` | g · G over the 200 highest of g | .001 |
/// | `next-pair` | how often j came right after h_0 | .1 |
/// | `order-blind` | as g over a < 20 with .9^a; graph of window 50, backward as forward, ½/½ | .001 |
/// | `words` | Σ over a < 20 of .9^a cosine of titles, categories and brand of h_a and j | .02 |
/// | `terms` | Σ over a < 10 of .7^a cosine of the Term IDs of h_a and j | .02 |
/// | `titles` | Σ over a < 10 of .7^a cosine of the titles of h_a and j | .02 |
/// | `popular` | √(count of j ÷ highest count) | .001 |
/// | `blend` | g + .1 titles + .07 terms + .02 words + .05 two-steps | .001 |
public final class Signals {
  public static final String BOUGHT_TOGETHER = "bought-together";
  public static final String TWO_STEPS = "two-steps";
  public static final String NEXT_PAIR = "next-pair";
  public static final String ORDER_BLIND = "order-blind";
  public static final String WORDS = "words";
  public static final String TERMS = "terms";
  public static final String TITLES = "titles";
  public static final String POPULAR = "popular";
  public static final String BLEND = "blend";

  /// All that there may be, in order.
  public static final List<String> NAMES =
      List.of(
          BOUGHT_TOGETHER, TWO_STEPS, NEXT_PAIR, ORDER_BLIND, WORDS, TERMS, TITLES, POPULAR, BLEND);

  /// ε of what is counted, and of what is made of it.
  static final double COUNT_FLOOR = 1e-3;

  static final double PAIR_FLOOR = .1;
  static final double LIKENESS_FLOOR = .02;

  static final HistoryDecay LAST = new HistoryDecay(1, 1);
  static final HistoryDecay LONG = new HistoryDecay(20, .9);

  private static final double TITLES_IN_BLEND = .1;
  private static final double TERMS_IN_BLEND = .07;
  private static final double WORDS_IN_BLEND = .02;
  private static final double TWO_STEPS_IN_BLEND = .05;

  private final Counts counts;
  private final TextBags texts;
  private final Optional<TermBags> terms;
  private final LookAlikes alike;
  private final SignalSet set;

  private Signals(Counts counts, TextBags texts, Optional<TermBags> terms, LookAlikes alike) {
    this.counts = counts;
    this.texts = texts;
    this.terms = terms;
    this.alike = alike;
    this.set = new SignalSet(new Assembly().assembled());
  }

  /// All signals in the order of the table, counted and kept so that they can grow: `terms` only
  /// where some item has a term, `words` and `titles` only where some item has a word.
  ///
  /// @param languages what the words of texts are read as
  /// @param textFields fields of items beside the title whose words count for `words`
  /// @throws IllegalArgumentException when catalogue and identifiers differ in size
  public static Signals of(
      Dataset dataset,
      Optional<Identifiers> identifiers,
      Languages languages,
      List<String> textFields) {
    identifiers.ifPresent(given -> requireSameSize(dataset.catalog(), given));
    return new Signals(
        Counts.of(dataset),
        TextBags.of(dataset.catalog(), new TextWords(languages), textFields),
        identifiers.filter(Signals::anyTerm).map(TermBags::of),
        LookAlikes.none(dataset.catalog().size()));
  }

  /// The signals of [#of], immutable.
  public static List<Signal> all(
      Dataset dataset,
      Optional<Identifiers> identifiers,
      Languages languages,
      List<String> textFields) {
    return of(dataset, identifiers, languages, textFields).set().signals();
  }

  /// The same signals as if some of the counted items had only just been added: what was counted of
  /// the others that are most like them speaks for them. So it can be tried out, on items whose
  /// buyers are known, how far that goes.
  ///
  /// @param strangers counted items; nothing was added yet
  public Signals pretending(BitSet strangers) {
    Optional<FeatureBags> bags = texts.words().or(() -> terms.map(TermBags::bags));
    return bags.isEmpty() || !alike.isEmpty()
        ? this
        : new Signals(counts, texts, terms, LookAlikes.pretended(bags.get(), strangers));
  }

  /// The counted items most like one that was added; none where it is like none, or was counted.
  public Optional<Alike> alike(int item) {
    return alike.speakFor(item)
        ? Optional.of(alike.of(item)).filter(one -> one.items().length > 0)
        : Optional.empty();
  }

  /// The signals, in the order of the table.
  public SignalSet set() {
    return set;
  }

  /// Size of the catalogue.
  public int items() {
    return counts.items();
  }

  /// The same signals in a catalogue that items were added to. Nothing is counted anew: what
  /// features weigh stays as it was, only new items are read (and those of which other things are
  /// told than before), and what no counted item had does not count. New items have no behaviour:
  /// what was counted of those that are most like them speaks for them ([LookAlikes], by `words`,
  /// or by `terms` where there are no words). There are the same signals as before. To grow twice
  /// is to grow once by all.
  ///
  /// @param larger begins with the items of this one
  /// @throws IllegalArgumentException when the catalogue became smaller, differs in size from the
  ///   identifiers, or has none though terms were counted
  public Signals grown(Catalog larger, Optional<Identifiers> identifiers) {
    identifiers.ifPresent(given -> requireSameSize(larger, given));
    if (terms.isPresent() && identifiers.isEmpty()) {
      throw new IllegalArgumentException(
          "terms of %d items were counted, but no item of the larger catalogue has an identifier"
              .formatted(counts.items()));
    }
    TextBags grownTexts = texts.grown(larger);
    Optional<TermBags> grownTerms = terms.map(counted -> counted.grown(identifiers.orElseThrow()));
    return grownTexts == texts && grownTerms.equals(terms)
        ? this
        : new Signals(
            counts.padded(larger.size()),
            grownTexts,
            grownTerms,
            alike(larger, grownTexts, grownTerms));
  }

  private LookAlikes alike(Catalog larger, TextBags texts, Optional<TermBags> terms) {
    var changed = new BitSet();
    if (texts.words().isPresent()) {
      this.texts.growth(larger).forEach(changed::set);
      return alike.grown(texts.words().get(), changed);
    }
    changed.set(0, larger.size()); // nobody says whose terms are other ones
    return terms.map(bags -> alike.grown(bags.bags(), changed)).orElse(alike);
  }

  private static void requireSameSize(Catalog catalog, Identifiers identifiers) {
    if (catalog.size() != identifiers.size()) {
      throw new IllegalArgumentException(
          "the catalogue has %d items but %d have an identifier"
              .formatted(catalog.size(), identifiers.size()));
    }
  }

  private static boolean anyTerm(Identifiers identifiers) {
    return identifiers.all().stream()
        .flatMap(identifier -> identifier.symbols().stream())
        .anyMatch(symbol -> !symbol.isBlank());
  }

  /// Puts the signals together from what was counted.
  private final class Assembly {
    private final List<Signal> all = new ArrayList<>();
    private final List<BlendSignal.Part> blend = new ArrayList<>();

    List<Signal> assembled() {
      addGraphs();
      addLikeness();
      counted(
          new PopularSignal(
              POPULAR, COUNT_FLOOR, Words.with("popular"), counts.items(), counts.popular()));
      all.add(
          new BlendSignal(
              BLEND, COUNT_FLOOR, Words.with("bought together or alike"), counts.items(), blend));
      return all;
    }

    private void addGraphs() {
      ItemGraph graph = counts.together();
      var boughtTogether =
          new GraphSignal(
              BOUGHT_TOGETHER,
              COUNT_FLOOR,
              Words.with("bought together"),
              graph,
              HistoryDecay.DEFAULT);
      var twoSteps =
          new TwoStepSignal(
              TWO_STEPS, COUNT_FLOOR, new Words("two steps away", "from"), boughtTogether, graph);
      blend.add(new BlendSignal.Part(counted(boughtTogether), 1));
      blend.add(new BlendSignal.Part(counted(twoSteps), TWO_STEPS_IN_BLEND));
      counted(
          new GraphSignal(
              NEXT_PAIR, PAIR_FLOOR, new Words("bought next", "after"), counts.next(), LAST));
      counted(
          new GraphSignal(
              ORDER_BLIND,
              COUNT_FLOOR,
              Words.with("bought together in any order"),
              counts.blind(),
              LONG));
    }

    /// Puts it in its place, and lends what it says to items that were added.
    private ComputedSignal counted(ComputedSignal signal) {
      ComputedSignal told = alike.isEmpty() ? signal : new LentSignal(signal, alike);
      all.add(told);
      return told;
    }

    private void addLikeness() {
      texts.words().ifPresent(bags -> add(WORDS, "words in common", bags, LONG, WORDS_IN_BLEND));
      terms.ifPresent(counted ->
          add(TERMS, "terms in common", counted.bags(), HistoryDecay.DEFAULT, TERMS_IN_BLEND));
      texts
          .titles()
          .ifPresent(bags ->
              add(
                  TITLES,
                  "words of the title in common",
                  bags,
                  HistoryDecay.DEFAULT,
                  TITLES_IN_BLEND));
    }

    private void add(
        String name, String reason, FeatureBags bags, HistoryDecay decay, double weight) {
      var signal = new BagSignal(name, LIKENESS_FLOOR, Words.with(reason), bags, decay);
      all.add(signal);
      blend.add(new BlendSignal.Part(signal, weight));
    }
  }
}

package dev.grlm.signal;

import dev.grlm.baseline.FeatureBags;
import dev.grlm.baseline.GraphSettings;
import dev.grlm.baseline.HistoryDecay;
import dev.grlm.baseline.ItemGraph;
import dev.grlm.baseline.TermBags;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.words.Languages;
import dev.grlm.words.TextWords;
import java.util.ArrayList;
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

  /// ε of what is counted, and of what is made of it.
  static final double COUNT_FLOOR = 1e-3;

  static final double PAIR_FLOOR = .1;
  static final double LIKENESS_FLOOR = .02;

  static final GraphSettings ADJACENT = new GraphSettings(1, 0, 0, 0);
  static final GraphSettings BLIND = new GraphSettings(50, 1, .5, .5);
  static final HistoryDecay LAST = new HistoryDecay(1, 1);
  static final HistoryDecay LONG = new HistoryDecay(20, .9);

  /// Features of so many items are kept for `words` in a catalogue of any size.
  private static final int FEW_ITEMS = 1_000;

  /// Of all items, the share that a feature of `words` may stand on where these are more: one in so
  /// many. What stands on more, such as the root of a category path, makes no two items alike
  /// ([FeatureBags#of]); on Amazon Beauty that changes NDCG@10 of this signal alone from .0428 to
  /// .0427 and one place in a hundred of its top 20.
  private static final int MOST_ITEMS_SHARE = 4;

  private static final double TITLES_IN_BLEND = .1;
  private static final double TERMS_IN_BLEND = .07;
  private static final double WORDS_IN_BLEND = .02;
  private static final double TWO_STEPS_IN_BLEND = .05;

  private final Dataset dataset;
  private final List<Signal> all = new ArrayList<>();
  private final List<BlendSignal.Part> blend = new ArrayList<>();

  private Signals(Dataset dataset) {
    this.dataset = dataset;
  }

  /// All signals in the order of the table, immutable: `terms` only where some item has a term,
  /// `words` and `titles` only where some item has a word.
  ///
  /// @param languages what the words of texts are read as
  /// @param textFields fields of items beside the title whose words count for `words`
  /// @throws IllegalArgumentException when catalogue and identifiers differ in size
  public static List<Signal> all(
      Dataset dataset,
      Optional<Identifiers> identifiers,
      Languages languages,
      List<String> textFields) {
    identifiers.ifPresent(given -> requireSameSize(dataset, given));
    var signals = new Signals(dataset);
    signals.addGraphs();
    signals.addLikeness(
        identifiers.filter(Signals::anyTerm),
        TextFeatures.of(dataset.catalog(), new TextWords(languages), textFields));
    signals.all.add(new PopularSignal(POPULAR, COUNT_FLOOR, "popular", dataset.popularity()));
    signals.all.add(
        new BlendSignal(
            BLEND, COUNT_FLOOR, "all of these", dataset.catalog().size(), signals.blend));
    return List.copyOf(signals.all);
  }

  private static void requireSameSize(Dataset dataset, Identifiers identifiers) {
    if (dataset.catalog().size() != identifiers.size()) {
      throw new IllegalArgumentException(
          "the catalogue has %d items but %d have an identifier"
              .formatted(dataset.catalog().size(), identifiers.size()));
    }
  }

  private static boolean anyTerm(Identifiers identifiers) {
    return identifiers.all().stream()
        .flatMap(identifier -> identifier.symbols().stream())
        .anyMatch(symbol -> !symbol.isBlank());
  }

  private void addGraphs() {
    ItemGraph graph = ItemGraph.of(dataset, GraphSettings.DEFAULT);
    var boughtTogether =
        new GraphSignal(
            BOUGHT_TOGETHER, COUNT_FLOOR, "bought together", graph, HistoryDecay.DEFAULT);
    var twoSteps =
        new TwoStepSignal(TWO_STEPS, COUNT_FLOOR, "two steps away", boughtTogether, graph);
    all.add(boughtTogether);
    all.add(twoSteps);
    all.add(
        new GraphSignal(
            NEXT_PAIR, PAIR_FLOOR, "bought next", ItemGraph.of(dataset, ADJACENT), LAST));
    all.add(
        new GraphSignal(
            ORDER_BLIND,
            COUNT_FLOOR,
            "bought together in any order",
            ItemGraph.of(dataset, BLIND),
            LONG));
    blend.add(new BlendSignal.Part(boughtTogether, 1));
    blend.add(new BlendSignal.Part(twoSteps, TWO_STEPS_IN_BLEND));
  }

  private void addLikeness(Optional<Identifiers> identifiers, TextFeatures texts) {
    if (texts.any()) {
      int mostItems = Math.max(FEW_ITEMS, dataset.catalog().size() / MOST_ITEMS_SHARE);
      addLikeness(WORDS, "words in common", texts.words(mostItems), LONG, WORDS_IN_BLEND);
    }
    identifiers.ifPresent(given ->
        addLikeness(
            TERMS, "terms in common", TermBags.of(given), HistoryDecay.DEFAULT, TERMS_IN_BLEND));
    if (texts.anyTitle()) {
      addLikeness(TITLES, "titles alike", texts.titles(), HistoryDecay.DEFAULT, TITLES_IN_BLEND);
    }
  }

  private void addLikeness(
      String name, String reason, FeatureBags bags, HistoryDecay decay, double weight) {
    var signal = new BagSignal(name, LIKENESS_FLOOR, reason, bags, decay);
    all.add(signal);
    blend.add(new BlendSignal.Part(signal, weight));
  }
}

package dev.grlm.systems.grlm;

import dev.grlm.data.Dataset;
import dev.grlm.fusion.FusionReasons;
import dev.grlm.fusion.FusionScorer;
import dev.grlm.fusion.Reasons;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.systems.grlm.model.ItemPrior;
import dev.grlm.words.Languages;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The prior over the next item, for one catalogue: fixed weights, and signals that are counted
/// when somebody first asks. Priors that grew out of one another share what was counted, whoever of
/// them was asked first: each reads only the items that were added. Thread-safe.
final class GrlmPrior {
  private final FittedPrior fitted;
  private final Sources sources;

  /// Of these, the first ones of the catalogue, the weights were fitted.
  private final int fittedItems;

  private final Counting counting;
  private volatile @Nullable SignalProduct product;

  /// What signals are counted from.
  ///
  /// @param dataset its training positions
  /// @param repeats whether items of the history may be recommended
  record Sources(
      Dataset dataset,
      Identifiers identifiers,
      Languages languages,
      List<String> textFields,
      boolean repeats) {
    SignalSet signals() {
      return counted().set();
    }

    Signals counted() {
      return Signals.of(dataset, Optional.of(identifiers), languages, textFields);
    }

    private Signals grownFrom(Signals before) {
      return before.grown(dataset.catalog(), Optional.of(identifiers));
    }

    Sources with(Dataset larger, Identifiers further) {
      return new Sources(larger, further, languages, textFields, repeats);
    }
  }

  /// Counts once, whoever asks, and keeps what has grown last, so that one more item of many is
  /// read alone.
  private static final class Counting {
    private final Supplier<Signals> from;
    private @Nullable Signals counted;
    private @Nullable Signals newest;

    Counting(Supplier<Signals> from) {
      this.from = from;
    }

    synchronized Signals signals(Sources of) {
      Signals known = counted;
      if (known == null) {
        known = from.get();
        counted = known;
      }
      Signals before = newest;
      if (before == null || before.items() > of.dataset().catalog().size()) {
        before = known;
      }
      Signals grown = of.grownFrom(before);
      newest = grown;
      return grown;
    }
  }

  /// For the catalogue that the weights were fitted with.
  GrlmPrior(FittedPrior fitted, Sources sources) {
    this(fitted, sources, sources::counted);
  }

  /// @param counted counts the signals of the sources
  GrlmPrior(FittedPrior fitted, Sources sources, Supplier<Signals> counted) {
    this(fitted, sources, sources.dataset().catalog().size(), new Counting(counted));
  }

  private GrlmPrior(FittedPrior fitted, Sources sources, int fittedItems, Counting counting) {
    this.fitted = fitted;
    this.sources = sources;
    this.fittedItems = fittedItems;
    this.counting = counting;
  }

  /// The same prior, of a catalogue that items were added to.
  ///
  /// @param dataset with the histories of this one
  GrlmPrior grown(Dataset dataset, Identifiers identifiers) {
    return new GrlmPrior(fitted, sources.with(dataset, identifiers), fittedItems, counting);
  }

  /// Counts now, not when somebody first asks.
  void prepare() {
    var _ = product().scores(new int[] {0}); // each signal counts when it is asked
  }

  ItemPrior ofItems() {
    return new ItemPrior(
        fitted.scale(), fitted.validation().slots(), sources.repeats(), this::after);
  }

  private ScoredItems after(int[] history) {
    return product().scores(history);
  }

  /// How much is kept of what the model says term by term; without any the catalogue is ranked as a
  /// whole.
  double slots() {
    return fitted.validation().slots();
  }

  /// What all say of every item that the model scores.
  Scorer fused(Scorer model) {
    return new Fused(model);
  }

  /// Asks for the signals when it is asked.
  private final class Fused implements Scorer {
    private final Scorer model;

    Fused(Scorer model) {
      this.model = model;
    }

    @Override
    public String name() {
      return "fused";
    }

    @Override
    public List<ScoredItems> scores(List<int[]> histories) {
      return new FusionScorer(name(), product(), model, fitted.scale()).scores(histories);
    }
  }

  boolean repeats() {
    return sources.repeats();
  }

  /// What the signals and the model say of items that may be recommended after a history.
  Reasons reasons(Scorer model, int[] history, int[] items) {
    var ruledOut = new BitSet();
    if (!repeats()) {
      Arrays.stream(history).forEach(ruledOut::set);
    }
    return new FusionReasons(product(), model, fitted.scale()).of(history, ruledOut, items);
  }

  /// Counted when somebody first asks.
  Signals signals() {
    return counting.signals(sources);
  }

  private SignalProduct product() {
    SignalProduct counted = product;
    if (counted == null) {
      synchronized (this) { // counting is dear: once
        counted = product;
        if (counted == null) {
          counted =
              new SignalProduct(
                  signals().set(),
                  fitted.validation().signals(),
                  fitted.validation().added(),
                  fittedItems,
                  sources.dataset().catalog().size());
          product = counted;
        }
      }
    }
    return counted;
  }
}

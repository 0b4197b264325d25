package dev.grlm.fusion;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.evaluate.UserSample;
import dev.grlm.fusion.ListwiseFit.Outcome;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Finds out what speaks for items that are added later, on known items whose buyers are known: a
/// fifth of the catalogue is taken for new, look-alikes speak for them as for added items, and
/// weights of their own are fitted to what users of validation chose among all items
/// (docs/decisions/0018). Nothing is trained again, and nothing of it concerns known items.
///
/// The known items of a user count together, by the sum of their shares, which is all that the
/// choice between them and the strangers depends on.
public final class AddedFit {
  /// How long a list is in which an added item must be found.
  public static final int LIST = 20;

  /// Signals that need no behaviour: they may speak for added items where they do not for others.
  private static final List<String> TEXTS = List.of(Signals.WORDS, Signals.TERMS, Signals.TITLES);

  private static final double SHARE = .2;
  private static final int MOST_STRANGERS = 500;
  private static final int MOST_USERS = 4_000;

  /// Users of whom the model is asked together.
  private static final int TOGETHER = 64;

  /// Purchases below which nothing is fitted.
  private static final int FEWEST = 50;

  /// A feature that is written k times as large is drawn to its start k² times as weakly: the
  /// model's share keeps its weight, and the bonus is free.
  private static final double HELD = 1e-4;

  private static final double FREE = 100;

  private static final int FIRST_SIGNAL = 2;

  private final FusionConfig config;
  private final Signals signals;
  private final Scorer model;
  private final boolean repeats;

  /// @param signals of the catalogue that weights were fitted on
  /// @param model scores every item, natural logarithms but for a constant
  /// @param repeats whether items of the history may be recommended
  public AddedFit(FusionConfig config, Signals signals, Scorer model, boolean repeats) {
    this.config = config;
    this.signals = signals;
    this.model = model;
    this.repeats = repeats;
  }

  /// @param known what was fitted of all items
  public AddedWeights fit(Dataset dataset, FittedFusion known, long seed) {
    BitSet strangers = strangers(dataset.catalog().size(), seed);
    Signals pretended = signals.pretending(strangers);
    List<String> experts = experts(known);
    SignalSet asked =
        new SignalSet(
            pretended.set().signals().stream()
                .filter(signal -> experts.contains(signal.name()))
                .toList());
    var reading = new StrangerRows(asked, pretended, strangers, known, repeats);
    List<StrangerRows.User> users = users(dataset, reading, seed);
    int purchases = (int) users.stream().filter(StrangerRows.User::choseStranger).count();
    if (purchases < FEWEST) {
      return AddedWeights.NONE;
    }
    double[] weights = fit(users, asked, known);
    double fitted = weights[1] * FREE;
    weights[0] = 1 / HELD;
    ExposureBonus.Chosen chosen = ExposureBonus.of(users, weights);
    var fittedWeights = new ArrayList<Weight>();
    for (int k = 0; k < asked.size(); k++) {
      if (weights[FIRST_SIGNAL + k] > 0) {
        double value = weights[FIRST_SIGNAL + k];
        fittedWeights.add(new Weight(asked.names().get(k), value, value, value));
      }
    }
    return new AddedWeights(
        fitted + chosen.bonus(),
        fittedWeights,
        strangers.cardinality(),
        purchases,
        chosen.found(),
        chosen.others());
  }

  private List<String> experts(FittedFusion known) {
    var names = new TreeSet<>(TEXTS);
    names.retainAll(config.signals());
    known.signals().forEach(weight -> names.add(weight.expert()));
    return List.copyOf(names);
  }

  private static BitSet strangers(int items, long seed) {
    int size = (int) Math.min(MOST_STRANGERS, items * SHARE);
    var random = new SplittableRandom(seed);
    var strangers = new BitSet(items);
    while (strangers.cardinality() < size) {
      strangers.set(random.nextInt(items));
    }
    return strangers;
  }

  private List<StrangerRows.User> users(Dataset dataset, StrangerRows reading, long seed) {
    int most = Math.min(MOST_USERS, config.users());
    List<History> drawn = UserSample.of(Split.VALIDATION.evaluated(dataset), most, seed);
    var users = new ArrayList<StrangerRows.User>();
    for (int from = 0; from < drawn.size(); from += TOGETHER) {
      List<History> some = drawn.subList(from, Math.min(from + TOGETHER, drawn.size()));
      List<int[]> contexts = some.stream().map(Split.VALIDATION::context).toList();
      List<ScoredItems> own = model.scores(contexts);
      for (int i = 0; i < some.size(); i++) {
        reading
            .of(contexts.get(i), own.get(i), Split.VALIDATION.target(some.get(i)))
            .ifPresent(users::add);
      }
    }
    return users;
  }

  /// The features of a stranger: γ · model beside the known items' share, itself, its evidence.
  static void write(float[] row, double offset, double[] evidence) {
    row[0] = (float) (offset * HELD);
    row[1] = (float) FREE;
    for (int k = 0; k < evidence.length; k++) {
      row[FIRST_SIGNAL + k] = (float) evidence[k];
    }
  }

  static int columns(int signals) {
    return FIRST_SIGNAL + signals;
  }

  /// A weight that would be negative is left out, as it is for known items.
  private double[] fit(List<StrangerRows.User> users, SignalSet asked, FittedFusion known) {
    var choices = new Choices(columns(asked.size()));
    users.forEach(user -> choices.add(user.choice()));
    var start = new double[choices.experts()];
    start[0] = 1 / HELD;
    for (Weight weight : known.signals()) {
      start[FIRST_SIGNAL + asked.names().indexOf(weight.expert())] = weight.value();
    }
    var used = new boolean[start.length];
    Arrays.fill(used, true);
    var fit = new ListwiseFit(config.shrinkage());
    while (true) {
      Outcome outcome = fit.fit(choices, used, start);
      int least = FIRST_SIGNAL;
      for (int k = FIRST_SIGNAL; k < start.length; k++) {
        least = outcome.weights()[k] < outcome.weights()[least] ? k : least;
      }
      if (least == start.length || outcome.weights()[least] >= 0) {
        return outcome.weights();
      }
      used[least] = false;
    }
  }
}

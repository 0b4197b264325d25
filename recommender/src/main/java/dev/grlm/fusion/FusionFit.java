package dev.grlm.fusion;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.data.TopK;
import dev.grlm.evaluate.UserSample;
import dev.grlm.fusion.Choices.Choice;
import dev.grlm.fusion.ListwiseFit.Outcome;
import dev.grlm.recommend.ScoredItems;
import dev.grlm.recommend.Scorer;
import dev.grlm.signal.SignalSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Fits the weights of a product of experts to the validation targets of a dataset
/// (docs/decisions/0018). Experts are fitted on training positions, so that their scores before a
/// validation target know nothing of it.
///
/// Score of an item = γ · model + Σ β_k · log((ε_k + s_k) / ε_k), s_k = 0 where a signal does not
/// reach it; the softmax over the candidates of a user is what is fitted. Candidates are the best
/// few of every expert; a user whose target is not among them says nothing about weights.
public final class FusionFit {
  /// What weights are drawn towards where there is little to see. Few and positive.
  private static final Map<String, Double> START =
      Map.of("bought-together", .2, "terms", .2, "words", .2);

  private static final double MODEL_START = .5;

  /// Users who are asked about together.
  private static final int TOGETHER = 64;

  private final FusionConfig config;
  private final SignalSet signals;
  private final Optional<Scorer> model;
  private final boolean repeats;

  /// @param model scores every item, natural logarithms but for a constant
  /// @param repeats whether items of the history may be recommended
  public FusionFit(
      FusionConfig config, SignalSet signals, Optional<Scorer> model, boolean repeats) {
    this.config = config;
    this.signals = signals;
    this.model = model;
    this.repeats = repeats;
  }

  private int experts() {
    return signals.size() + (model.isPresent() ? 1 : 0);
  }

  public FittedFusion fit(Dataset dataset, long seed) {
    List<History> users = UserSample.of(Split.VALIDATION.evaluated(dataset), config.users(), seed);
    var choices = new Choices(experts());
    var pool = new CandidatePool(dataset.catalog().size());
    for (int from = 0; from < users.size(); from += TOGETHER) {
      pool.choices(users.subList(from, Math.min(from + TOGETHER, users.size())), choices);
    }
    var fit = new ListwiseFit(config.shrinkage());
    double[] start = start();
    var mayGo = new boolean[experts()];
    Arrays.fill(mayGo, 0, signals.size(), true);
    boolean[] used = new ExpertSelection(fit).select(choices, mayGo, start);
    Outcome outcome = fit.fit(choices, used, start);
    if (model.isPresent() && outcome.weights()[signals.size()] < 0) {
      used[signals.size()] = false; // a model that is worse than nothing is not turned around
      outcome = fit.fit(choices, used, start);
    }
    return fitted(choices, users.size(), used, outcome);
  }

  private FittedFusion fitted(Choices choices, int users, boolean[] used, Outcome outcome) {
    var weights = new ArrayList<Weight>();
    for (int k = 0; k < signals.size(); k++) {
      if (used[k]) {
        weights.add(weight(signals.names().get(k), outcome, k));
      }
    }
    return new FittedFusion(
        model.map(scorer -> weight(scorer.name(), outcome, signals.size())),
        weights,
        choices.size(),
        users - choices.size());
  }

  private static Weight weight(String name, Outcome outcome, int expert) {
    return Weight.of(name, outcome.weights()[expert], outcome.deviations()[expert]);
  }

  private double[] start() {
    var start = new double[experts()];
    for (int k = 0; k < signals.size(); k++) {
      start[k] = START.getOrDefault(signals.names().get(k), 0.);
    }
    if (model.isPresent()) {
      start[signals.size()] = MODEL_START;
    }
    return start;
  }

  /// Gathers candidates and what experts say of them, user by user.
  private final class CandidatePool {
    private final double[] floors = signals.floors();
    private final double[] scratch;

    CandidatePool(int items) {
      this.scratch = new double[items];
    }

    void choices(List<History> users, Choices choices) {
      List<int[]> histories = users.stream().map(Split.VALIDATION::context).toList();
      List<List<ScoredItems>> said = signals.scores(histories);
      List<ScoredItems> own = model.map(scorer -> scorer.scores(histories)).orElseGet(List::of);
      for (int place = 0; place < users.size(); place++) {
        var all = new ArrayList<>(said.get(place));
        if (!own.isEmpty()) {
          all.add(own.get(place));
        }
        int target = Split.VALIDATION.target(users.get(place));
        choice(histories.get(place), target, all).ifPresent(choices::add);
      }
    }

    private Optional<Choice> choice(int[] history, int target, List<ScoredItems> said) {
      int[] items = candidates(said, repeats ? new int[0] : history);
      int chosen = Arrays.binarySearch(items, target);
      if (chosen < 0) {
        return Optional.empty();
      }
      var features = new float[items.length * experts()];
      for (int k = 0; k < experts(); k++) {
        fill(features, k, items, said.get(k));
      }
      return Optional.of(new Choice(features, chosen));
    }

    private int[] candidates(List<ScoredItems> said, int[] excluded) {
      var items = new TreeSet<Integer>();
      var out = new TreeSet<Integer>();
      for (int item : excluded) {
        out.add(item);
      }
      for (ScoredItems one : said) {
        var best = TopK.byIndex(config.candidates());
        for (int i = 0; i < one.size(); i++) {
          if (one.scores()[i] > best.worst() && !out.contains(one.items()[i])) {
            best.offer(one.items()[i], one.scores()[i]);
          }
        }
        for (int item : best.items()) {
          items.add(item);
        }
      }
      return items.stream().mapToInt(Integer::intValue).toArray();
    }

    private void fill(float[] features, int expert, int[] items, ScoredItems said) {
      for (int i = 0; i < said.size(); i++) {
        scratch[said.items()[i]] = said.scores()[i];
      }
      for (int row = 0; row < items.length; row++) {
        double score = scratch[items[row]];
        features[row * experts() + expert] =
            (float)
                (expert < signals.size() ? SignalProduct.evidence(score, floors[expert]) : score);
      }
      for (int i = 0; i < said.size(); i++) {
        scratch[said.items()[i]] = 0;
      }
    }
  }
}

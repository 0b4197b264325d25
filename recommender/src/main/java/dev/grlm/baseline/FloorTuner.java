package dev.grlm.baseline;

import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.Identifiers;
import dev.grlm.recommend.Recommender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Chooses the settings of the floor by what they score on validation (docs/decisions/0014): first
/// the item graph alone under every graph setting with the default decay; then, for the best few of
/// these, every pair of term weight and decay. Of equal scores the first in the grid wins.
///
/// It does not know how a recommender is scored: whoever calls gives the objective (NDCG@10 on at
/// most [#MAXIMUM_USERS] validation users, when the figures are to compare with those there).
///
/// @param graphs tried in the first round
/// @param finalists how many graph settings reach the second round, ≥ 1
/// @param decays tried in the second round
/// @param termWeights tried in the second round
public record FloorTuner(
    List<GraphSettings> graphs, int finalists, List<Double> decays, List<Double> termWeights) {
  /// How many validation users are enough to choose by (docs/decisions/0014).
  public static final int MAXIMUM_USERS = 9_000;

  public static final int FINALISTS = 3;

  /// 4 windows × 3 reverse weights × 2 normalisations, 3 finalists, 3 decays × 6 term weights: the
  /// grid of docs/decisions/0014. Of the two normalisations one is the default (out ½, in .3) and
  /// the other the symmetric one that is usual for graphs (out ½, in ½). The term weights include
  /// 0, so that terms that do not help cannot hurt.
  public static final FloorTuner DEFAULT =
      new FloorTuner(
          graphGrid(List.of(1, 3, 5, 20), List.of(0., .5, 1.), List.of(.3, .5)),
          FINALISTS,
          List.of(.5, .7, .9),
          List.of(0., .03, .05, .07, .1, .2));

  public FloorTuner {
    graphs = List.copyOf(graphs);
    decays = List.copyOf(decays);
    termWeights = List.copyOf(termWeights);
    if (graphs.isEmpty() || decays.isEmpty() || termWeights.isEmpty() || finalists < 1) {
      throw new IllegalArgumentException(
          "nothing to choose from: "
              + graphs.size()
              + " graph settings, "
              + finalists
              + " finalists, "
              + decays.size()
              + " decays, "
              + termWeights.size()
              + " term weights");
    }
  }

  /// What was tried and what it scored.
  public record Trial(FloorSettings settings, double score) {}

  /// The outcome.
  ///
  /// @param trials all, in the order in which they were tried
  public record Tuning(Trial best, List<Trial> trials) {
    public FloorSettings settings() {
      return best.settings();
    }
  }

  private static List<GraphSettings> graphGrid(
      List<Integer> windows, List<Double> reverseWeights, List<Double> inExponents) {
    var grid = new ArrayList<GraphSettings>();
    for (int window : windows) {
      for (double reverseWeight : reverseWeights) {
        for (double inExponent : inExponents) {
          grid.add(
              new GraphSettings(window, reverseWeight, GraphSettings.OUT_EXPONENT, inExponent));
        }
      }
    }
    return List.copyOf(grid);
  }

  /// @param objective higher is better; must not look at the test split
  /// @throws IllegalArgumentException when catalogue and identifiers differ in size
  public Tuning tune(
      Dataset dataset, Identifiers identifiers, ToDoubleFunction<Recommender> objective) {
    TermSimilarityRecommender.requireSameSize(dataset.catalog(), identifiers);
    var search = new Search(dataset, TermBags.of(identifiers).bags(), objective);
    for (GraphSettings graph : graphs) {
      search.tryGraph(graph, List.of(HistoryDecay.DEFAULT), List.of(0.));
    }
    List<GraphSettings> best =
        search.trials.stream()
            .sorted(Comparator.comparingDouble(Trial::score).reversed())
            .limit(finalists)
            .map(trial -> trial.settings().graph())
            .toList();
    List<HistoryDecay> histories =
        decays.stream().map(decay -> new HistoryDecay(HistoryDecay.LENGTH, decay)).toList();
    for (GraphSettings graph : best) {
      search.tryGraph(graph, histories, termWeights);
    }
    return search.outcome();
  }

  /// The trials so far.
  private static final class Search {
    private final Dataset dataset;
    private final ItemOrder order;
    private final FeatureBags bags;
    private final ToDoubleFunction<Recommender> objective;
    private final List<Trial> trials = new ArrayList<>();

    Search(Dataset dataset, FeatureBags bags, ToDoubleFunction<Recommender> objective) {
      this.dataset = dataset;
      this.order = ItemOrder.of(dataset.catalog());
      this.bags = bags;
      this.objective = objective;
    }

    void tryGraph(GraphSettings settings, List<HistoryDecay> histories, List<Double> weights) {
      ItemGraph graph = ItemGraph.of(dataset, settings);
      for (HistoryDecay history : histories) {
        for (double weight : weights) {
          var floor = new FloorSettings(settings, history, weight);
          var recommender =
              new ItemGraphTermsRecommender(
                  ItemGraphTermsRecommender.TUNED_NAME, order, graph, bags, floor);
          trials.add(new Trial(floor, objective.applyAsDouble(recommender)));
        }
      }
    }

    Tuning outcome() {
      Trial best = trials.getFirst();
      for (Trial trial : trials) {
        if (trial.score() > best.score()) {
          best = trial;
        }
      }
      return new Tuning(best, List.copyOf(trials));
    }
  }
}

package dev.grlm.paper;

import dev.grlm.data.Dataset;
import dev.grlm.data.Split;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.Metrics;
import dev.grlm.evaluate.RankedLists;
import dev.grlm.experiment.Column;
import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.Fitted;
import dev.grlm.experiment.Measured;
import dev.grlm.experiment.Variant;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Recommendation;
import dev.grlm.report.Report;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Width of the search beside scoring every identifier: by the model alone, since with the prior
/// the recipe `small` may rank the whole catalogue without beams. All variants are one fitted
/// model, judged with another width; the first has a row without beams.
///
/// @param told widths; none for ours
record Beams(List<String> told) implements Experiment {
  /// Users whose lists are held against the true ones, at most.
  private static final int USERS = 1_000;

  private static final String EXHAUSTIVE = "decoding.exhaustive=true";

  Beams {
    told = List.copyOf(told);
    var _ = widths(told);
  }

  private static List<Integer> widths(List<String> told) {
    List<Integer> widths = Values.counts(told, List.of(20, 50, 100), "a number of beams");
    widths.stream()
        .filter(width -> width < Metrics.LIST_LENGTH)
        .findFirst()
        .ifPresent(width -> {
          throw new IllegalArgumentException(
              "under the trie there are as many beams as a list has places, %d; %d is as many"
                  .formatted(Metrics.LIST_LENGTH, width));
        });
    return widths;
  }

  @Override
  public String name() {
    return "beams";
  }

  @Override
  public String question() {
    return "How wide must the search be?";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Variant> variants(RunConfig base) {
    List<String> fitted =
        base.recipe("grlm").equals("small") ? List.of("grlm.prior.signals=[]") : List.of();
    var variants = new ArrayList<Variant>();
    for (int width : widths(told)) {
      var judging =
          new ArrayList<>(List.of("decoding.beams=" + width, "decoding.freeBeams=" + width));
      if (variants.isEmpty()) {
        judging.add(EXHAUSTIVE);
      }
      variants.add(new Variant("beams-" + width, fitted, judging));
    }
    return variants;
  }

  @Override
  public List<String> rows(Report report) {
    return report.results().stream()
        .map(Report.Result::name)
        .filter(name -> name.equals("grlm") || name.equals("grlm-exhaustive"))
        .toList();
  }

  @Override
  public Measured measured(Fitted fitted) throws IOException {
    RunConfig config = ConfigFile.over(fitted.config(), null, List.of(EXHAUSTIVE));
    var stages = new RunStages(fitted.run().folder(), config, RunListener.silent());
    List<FittedSystem> opened = stages.openFitted();
    try {
      Dataset dataset = new RunTables(fitted.run().folder()).dataset();
      var evaluator =
          new Evaluator(
              dataset,
              EvaluationSettings.of(Split.TEST, fitted.run().repeats())
                  .withSample(USERS, EvaluationSettings.SEED));
      RankedLists all = lists(evaluator, opened, "grlm-exhaustive", fitted.listener());
      RankedLists beams = lists(evaluator, opened, "grlm", fitted.listener());
      return Measured.of("grlm", Map.of("found", found(beams.lists(), all.lists())));
    } finally {
      opened.forEach(FittedSystem::close);
    }
  }

  private static RankedLists lists(
      Evaluator evaluator, List<FittedSystem> opened, String name, RunListener listener) {
    Optional<Row> row =
        opened.stream()
            .flatMap(system -> system.rows().stream())
            .filter(one -> one.name().equals(name))
            .findFirst();
    return evaluator.recommend(
        row.orElseThrow().recommender(),
        (done, total) -> listener.progress("lists of " + name, done, total, ""));
  }

  /// Mean share of the true list that is in the list of beams.
  ///
  /// @param beams lists of users
  /// @param all the true ones of the same users; whoever has none does not count
  static double found(List<List<Recommendation>> beams, List<List<Recommendation>> all) {
    double sum = 0;
    int users = 0;
    for (int user = 0; user < all.size(); user++) {
      Set<Integer> wanted = items(all.get(user));
      if (!wanted.isEmpty()) {
        Set<Integer> kept = new HashSet<>(wanted);
        kept.retainAll(items(beams.get(user)));
        sum += (double) kept.size() / wanted.size();
        users++;
      }
    }
    return users == 0 ? 0 : sum / users;
  }

  private static Set<Integer> items(List<Recommendation> list) {
    return list.stream().map(Recommendation::item).collect(Collectors.toSet());
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.share("found", "of the true top 20"),
        Column.of(Metric.RECALL_10),
        Column.of(Metric.RECALL_20),
        Column.of(Metric.NDCG_10));
  }
}

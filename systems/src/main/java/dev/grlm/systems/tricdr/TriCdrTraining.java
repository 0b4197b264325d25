package dev.grlm.systems.tricdr;

import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Recommender;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.system.RunSettings;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Trains a [TriCdr] and writes it. The best epoch is that of validation; the paper's code chooses
/// it on test.
///
/// @param listener is told what takes no part
record TriCdrTraining(TriCdrSettings settings, Catalog catalog, RunListener listener) {
  /// Scores of a pass, 32 MiB of float32, as SASRec has it.
  private static final int MOST_SCORES = 1 << 23;

  /// @param samples items of one user each, oldest first
  /// @throws IOException in one line, where the domain that is asked for is not there, or nothing
  ///   of it can be learnt
  TrainingResult train(List<int[]> samples, TrainingJob job, Path folder) throws IOException {
    TargetDomains domains;
    try {
      domains = TargetDomains.of(catalog, settings.target(), samples);
    } catch (IllegalArgumentException unknown) {
      throw new IOException(unknown.getMessage(), unknown);
    }
    RunSettings run = job.shared();
    try (var model = new TriCdr(settings.shape(catalog.size()), domains, catalog, run.seed())) {
      var objective = new TriCdrObjective(model, settings.contrast());
      List<int[]> learnt = samples.stream().filter(it -> objective.weight(it) > 0).toList();
      if (learnt.isEmpty()) {
        throw new IOException(nothing(domains));
      }
      if (job.writes()) {
        tellBefore(samples.size(), learnt, objective);
      }
      Recommender ranking = new ScoringRecommender(new TriCdrScorer(model), ItemOrder.of(catalog));
      TrainingResult result =
          job.train(
              objective,
              trainer(run, domains),
              learnt,
              _ -> job.validation().applyAsDouble(ranking));
      if (job.writes()) {
        tellAfter(objective.passes());
        TriCdrFolder.save(model, catalog, folder);
      }
      return result;
    }
  }

  private String nothing(TargetDomains domains) {
    return settings.target().isEmpty()
        ? "nobody has two items in training positions, so that nothing can be learnt of what comes"
            + " next; domains are "
            + domains.told()
        : "nobody has an item of '%s' after another one in training positions, so that nothing can"
                .formatted(settings.target())
            + " be learnt of what comes next there; tricdr.target may be another of %s, or empty"
                .formatted(domains.told())
            + " for each in turn";
  }

  private void tellBefore(int samples, List<int[]> learnt, TriCdrObjective objective) {
    if (learnt.size() < samples) {
      listener.message(
          "tricdr: of %d samples %d are left out, with nothing that is asked for after another item"
              .formatted(samples, samples - learnt.size()));
    }
    if (settings.contrast().takesPlace() && objective.overlapping(learnt) < 2) {
      listener.message(
          "tricdr: fewer than two samples have items of a domain that is asked for and of another,"
              + " so that nothing is learnt by tricdr.contrast");
    }
  }

  private void tellAfter(TriCdrObjective.Passes passes) {
    if (passes.without() > 0) {
      listener.message(
          ("tricdr: in %d of %d passes fewer than two samples had items of both, so that they were"
                  + " learnt without tricdr.contrast; a larger tricdr.training.batch has more in one")
              .formatted(passes.without(), passes.all()));
    }
  }

  private TrainerConfig trainer(RunSettings run, TargetDomains domains) {
    int[] domainOf = domains.domainOf(catalog);
    long most =
        domains.targets().stream()
            .mapToLong(target -> Arrays.stream(domainOf).filter(it -> it == target).count())
            .max()
            .orElseThrow();
    // At least one whole sample, which is never cut; 0 would mean no limit.
    int positions = (int) Math.max(settings.length(), MOST_SCORES / Math.max(1, most));
    return settings
        .training()
        .trainer(run.workers(), run.seed())
        .withFootprint(new TrainerConfig.Footprint(positions, 1));
  }
}

package dev.grlm.bench;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.ItemOrder;
import dev.grlm.data.Split;
import dev.grlm.evaluate.Evaluation;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.fusion.FittedFusion;
import dev.grlm.fusion.FusionConfig;
import dev.grlm.fusion.FusionFit;
import dev.grlm.fusion.SignalProduct;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.recommend.Scorer;
import dev.grlm.recommend.ScoringRecommender;
import dev.grlm.signal.Signal;
import dev.grlm.signal.SignalSet;
import dev.grlm.signal.Signals;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.words.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How each signal ranks by itself, and all of them weighed without a model, on a sample of
/// validation users of a fitted run.
public final class SignalRows {
  private static final long SEED = 42;

  private SignalRows() {}

  /// @param arguments run folder, number of users
  public static void main(String[] arguments) throws IOException {
    var run = new RunFolder(Path.of(arguments[0]));
    Dataset dataset = DatasetFiles.read(run.dataset());
    var identifiers = TermIdFile.identifiers(run.identifiers(GrlmSystem.NAME), dataset.catalog());
    Languages languages = Languages.of(Languages.AUTO, dataset.catalog().texts(List.of()));
    var signals =
        new SignalSet(Signals.all(dataset, Optional.of(identifiers), languages, List.of()));
    boolean repeats = RepeatPolicy.parse("auto").allows(dataset);
    var evaluator =
        new Evaluator(
            dataset,
            EvaluationSettings.of(Split.VALIDATION, repeats)
                .withWorkers(2)
                .withSample(Integer.parseInt(arguments[1]), SEED));
    ItemOrder order = ItemOrder.of(dataset.catalog());
    for (Signal signal : signals.signals()) {
      print(evaluator, signal, order);
    }
    FittedFusion fitted =
        new FusionFit(FusionConfig.DEFAULT, signals, Optional.empty(), repeats).fit(dataset, SEED);
    System.out.println(fitted);
    var product = new SignalProduct(signals, fitted.signals(), dataset.catalog().size());
    print(evaluator, product.scorer("log-linear"), order);
  }

  private static void print(Evaluator evaluator, Scorer scorer, ItemOrder order) {
    long start = System.nanoTime();
    Evaluation evaluation = evaluator.evaluate(new ScoringRecommender(scorer, order));
    System.out.printf(
        "%-16s ndcg@10 %.4f  recall@10 %.4f  %.1f s%n",
        scorer.name(),
        evaluation.value(Metric.NDCG_10),
        evaluation.value(Metric.RECALL_10),
        (System.nanoTime() - start) / 1e9);
  }
}

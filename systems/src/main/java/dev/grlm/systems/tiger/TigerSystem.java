package dev.grlm.systems.tiger;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.data.Dataset;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.UserSequencePrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// TIGER (Rajput et al. 2023, arXiv 2305.05065): the vector of an item's text is quantised into a
/// few codes (§3.1), and a model learns to generate the codes of the next item from those of a
/// history (§3.2).
///
/// The recipe `default` fits two cores and is not the paper's: code books by residual k-means, and
/// a two-level decoder, for which an item is one step, in place of an encoder and a decoder over
/// single codes (docs/decisions/0020).
///
/// It does not take items that came after the fit: the file of added items has one identifier each
/// for all systems of a run.
public final class TigerSystem implements RecommenderSystem<TigerSettings> {
  public static final String NAME = "tiger";

  /// Items of the largest catalogue of which every one is scored for each user.
  private static final int MOST_EXHAUSTIVE = 20_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, TigerSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", TigerSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, TigerSettings settings) {
    return Set.of(
        settings.codebook().quantizer() == QuantizerKind.K_MEANS
            ? "codebook.rqVae"
            : "codebook.iterations");
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case "codes" -> Set.of("decoder");
      case "examples" -> Set.of("codebook", "decoder.training");
      case "train" -> Set.of("codebook");
      case "evaluate" -> Set.of("");
      default -> Set.of();
    };
  }

  @Override
  public List<String> variations(String recipe) {
    return TigerSettings.VARIATIONS;
  }

  @Override
  public void require(SystemRun<TigerSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<TigerSettings> run) {
    CodesStage codes = codes(run);
    return List.of(codes.stage(), examples(run, codes), training(run, codes));
  }

  private static CodesStage codes(SystemRun<TigerSettings> run) {
    return new CodesStage(run, run.settings().codebook());
  }

  /// Dataset and codes.
  private static List<Path> tables(SystemRun<TigerSettings> run, CodesStage codes) {
    var files = new ArrayList<>(run.datasetFiles());
    files.add(codes.file());
    return files;
  }

  /// Training positions → samples, so that none is lost: a long history gives several.
  private static Stage examples(SystemRun<TigerSettings> run, CodesStage codes) {
    int window = run.settings().decoder().maxSteps();
    return Stage.of(
        run.stage("examples"),
        Map.of("window", window),
        tables(run, codes),
        List.of(run.examples()),
        () ->
            ExampleFile.write(
                run.examples(),
                run.dataset(),
                List.of(new UserSequencePrediction(window, false)),
                new CodeRendering(codes.codes().identifiers())));
  }

  /// Samples → the model.
  private static Stage training(SystemRun<TigerSettings> run, CodesStage codes) {
    var inputs = new ArrayList<>(tables(run, codes));
    inputs.add(run.examples());
    var stage =
        new TrainingStage(
            run, () -> run.settings().decoder(), inputs, () -> CodeModel.files(run.model()), false);
    return stage.stage(job ->
        model(run, codes.codes().identifiers())
            .train(ExampleFile.read(run.examples(), run.dataset().catalog()), job, run.model()));
  }

  private static CodeModel model(SystemRun<TigerSettings> run, Identifiers identifiers)
      throws IOException {
    return new CodeModel(NAME, run.settings().decoder(), run.dataset(), identifiers);
  }

  @Override
  public FittedSystem open(SystemRun<TigerSettings> run, List<FittedSystem> opened)
      throws IOException {
    Dataset dataset = run.dataset();
    run.shared().decoding().requireSize(dataset.catalog().size(), MOST_EXHAUSTIVE);
    Curve curve = Curve.read(run.curve());
    CodeModel model = model(run, codes(run).codes().identifiers());
    return new FittedTiger(
        model, model.open(run.model()), model.search(run.shared().decoding()), curve);
  }
}

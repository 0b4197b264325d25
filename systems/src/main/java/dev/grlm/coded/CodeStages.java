package dev.grlm.coded;

import dev.grlm.codebook.CodesFile;
import dev.grlm.codec.FittedModel;
import dev.grlm.data.Dataset;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.identifier.Identifiers;
import dev.grlm.lm.twolevel.StepContext;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.UserSequencePrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What follows once the items of a run have codes, however they came by them: a decoder is taught
/// to generate them, and opened again. Its first row has the system's name.
///
/// @param run the system's part of the run
/// @param codes the stage that gives the items their codes
/// @param refinement what changes these before anything is made of them
public record CodeStages(
    SystemRun<?> run,
    CodesStage codes,
    CodeDecoderConfig decoder,
    Optional<Refinement> refinement) {
  /// Items of the largest catalogue of which every one is scored for each user.
  private static final int MOST_EXHAUSTIVE = 20_000;

  /// With the codes as the quantizer gives them.
  public CodeStages(SystemRun<?> run, CodesStage codes, CodeDecoderConfig decoder) {
    this(run, codes, decoder, Optional.empty());
  }

  /// Codes → samples → the model.
  public List<Stage> all() {
    var stages = new ArrayList<Stage>();
    stages.add(codes.stage());
    refinement.map(Refinement::stage).ifPresent(stages::add);
    stages.add(examples());
    stages.add(training());
    return stages;
  }

  private Path file() {
    return refinement.map(Refinement::codes).orElseGet(codes::file);
  }

  private Identifiers identifiers() throws IOException {
    return CodesFile.read(file(), run.dataset().catalog()).identifiers();
  }

  /// Dataset and codes.
  private List<Path> tables() {
    var files = new ArrayList<>(run.datasetFiles());
    files.add(file());
    return files;
  }

  /// Training positions → samples, so that none is lost: a long history gives several.
  private Stage examples() {
    int window = decoder.maxSteps();
    return Stage.of(
        run.stage("examples"),
        Map.of("window", window),
        tables(),
        List.of(run.examples()),
        () ->
            ExampleFile.write(
                run.examples(),
                run.dataset(),
                List.of(new UserSequencePrediction(window, false)),
                new CodeRendering(identifiers())));
  }

  private Stage training() {
    var inputs = new ArrayList<>(tables());
    inputs.add(run.examples());
    refinement.map(Refinement::weights).ifPresent(inputs::add);
    var stage =
        new TrainingStage(run, () -> decoder, inputs, () -> CodeModel.files(run.model()), false);
    return stage.stage(job ->
        model()
            .train(
                ExampleFile.read(run.examples(), run.dataset().catalog()),
                refinement,
                job,
                run.model()));
  }

  private CodeModel model() throws IOException {
    return new CodeModel(run.system(), decoder, run.dataset(), identifiers());
  }

  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or broken
  public FittedSystem open() throws IOException {
    Dataset dataset = run.dataset();
    run.shared().decoding().requireSize(dataset.catalog().size(), MOST_EXHAUSTIVE);
    Curve curve = Curve.read(run.curve());
    CodeModel model = model();
    FittedModel<StepContext> fitted = model.open(run.model());
    return new FittedCodes(model, fitted, model.search(run.shared().decoding()), curve);
  }
}

package dev.grlm.coded;

import dev.grlm.codebook.CodesFile;
import dev.grlm.fitting.CodeFiles;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Fingerprint;
import dev.grlm.system.Coded;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.ExampleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What follows once the items of a run have codes, however they came by them: a decoder is taught
/// to generate them, and opened again. Its first row has the system's name.
///
/// @param run the system's part of the run
/// @param codes the stage that gives the items their codes
/// @param losses what a two-level decoder is trained on beside the next codes
/// @param refinement what changes the codes before anything is made of them, and where a two-level
///   decoder starts
public record CodeStages(
    SystemRun<?> run,
    CodesStage codes,
    CodeDecoder decoder,
    DecoderLosses losses,
    Optional<Refinement> refinement) {
  /// Items of the largest catalogue of which every one is scored for each user.
  static final int MOST_EXHAUSTIVE = 20_000;

  /// Of the hash that tells the codes of one fit from those of another.
  static final int BOOKS_DIGITS = 16;

  /// A model that is trained on the next codes alone, as the quantizer gives them.
  public CodeStages(SystemRun<?> run, CodesStage codes, CodeDecoder decoder) {
    this(run, codes, decoder, DecoderLosses.NONE, Optional.empty());
  }

  /// A decoder of the codes that the quantizer gives.
  public CodeStages(
      SystemRun<?> run, CodesStage codes, CodeDecoderConfig decoder, DecoderLosses losses) {
    this(run, codes, decoder, losses, Optional.empty());
  }

  /// A decoder that is trained on the next codes alone.
  public CodeStages(
      SystemRun<?> run, CodesStage codes, CodeDecoderConfig decoder, Refinement refinement) {
    this(run, codes, decoder, DecoderLosses.NONE, Optional.of(refinement));
  }

  private CodeModel<?> model() {
    return switch (decoder) {
      case CodeDecoderConfig twoLevel -> new TwoLevelCodes(twoLevel, losses, refinement);
      case EncoderDecoderConfig t5 -> new EncoderDecoderCodes(t5);
      case CodeModel<?> own -> own;
    };
  }

  private SearchedCodes searched(CodeModel<?> model) throws IOException {
    return new SearchedCodes(
        run.system(), run.dataset(), identifiers(), model.among(), model.batch());
  }

  /// Codes → samples → the model.
  public List<Stage> all() {
    var stages = new ArrayList<Stage>();
    stages.add(codes.stage());
    refinement.map(Refinement::stage).ifPresent(stages::add);
    stages.add(examples());
    CodeModel<?> model = model();
    model
        .earlier()
        .ifPresent(earlier ->
            stages.add(training(earlier.model(), TrainingStage.Part.of(run, earlier.name()))));
    stages.add(training(model, TrainingStage.Part.last(run)));
    return stages;
  }

  /// The codes that the items have in the end, and what they come from.
  private CodeFiles files() {
    return refinement.map(Refinement::files).orElseGet(codes::files);
  }

  /// What the stages up to the codes left.
  public Coded coded() {
    return () -> files().read(run.dataset());
  }

  private Path file() {
    return files().codes();
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

  /// Training positions → samples.
  private Stage examples() {
    CodeModel<?> model = model();
    return new Stage(
        run.stage("examples"),
        model::exampleSettings,
        tables(),
        () -> List.of(run.examples()),
        () ->
            ExampleFile.write(
                run.examples(), run.dataset(), model.tasks(), model.rendering(searched(model))));
  }

  private Stage training(CodeModel<?> model, TrainingStage.Part part) {
    var inputs = new ArrayList<>(tables());
    inputs.add(run.examples());
    inputs.addAll(model.inputs());
    var stage =
        new TrainingStage(
            run, model::settings, inputs, () -> model.files(part.folder()), model.onCard(), part);
    return stage.stage(job ->
        model.train(
            searched(model),
            ExampleFile.read(run.examples(), run.dataset().catalog()),
            job,
            part.folder()));
  }

  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or broken
  public FittedSystem open() throws IOException {
    run.shared().decoding().requireSize(run.dataset().catalog().size(), MOST_EXHAUSTIVE);
    return open(model());
  }

  private <C> FittedSystem open(CodeModel<C> model) throws IOException {
    Curve curve = Curve.read(run.curve());
    SearchedCodes searched = searched(model);
    String books = Fingerprint.sha256(file()).substring(0, BOOKS_DIGITS);
    OpenCodes<C> opened = model.open(searched, run.model(), run.shared());
    var naming =
        new CodeNaming(
            files().folder(), codes.config().collisions(), codes.sources(), opened.symbols());
    return new FittedCodes<>(
        searched,
        opened.and(naming::close),
        searched.search(run.shared().decoding()),
        new FittedCodes.Fit(coded(), curve),
        new FittedCodes.Late(naming, books));
  }
}

package dev.grlm.coded;

import dev.grlm.codebook.CodesFile;
import dev.grlm.fitting.CodeFiles;
import dev.grlm.fitting.CodesStage;
import dev.grlm.identifier.Identifiers;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
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

  private <C> TaughtCodes<C> taught(CodeModel<C> model) {
    return new TaughtCodes<>(run, files().codes(), model, () -> searched(model));
  }

  private SearchedCodes searched(CodeModel<?> model) throws IOException {
    Path file = files().codes();
    Identifiers identifiers = CodesFile.read(file, run.dataset().catalog()).identifiers();
    return new SearchedCodes(
        run.system(), file, run.dataset(), identifiers, model.among(), model.batch());
  }

  /// Codes → samples → the model.
  public List<Stage> all() {
    var stages = new ArrayList<Stage>();
    stages.add(codes.stage());
    refinement.map(Refinement::stage).ifPresent(stages::add);
    TaughtCodes<?> taught = taught(model());
    stages.add(taught.examples());
    stages.add(taught.training());
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

  /// @return to be closed by the caller
  /// @throws IOException in one line, when a file is missing or broken
  public FittedSystem open() throws IOException {
    return open(taught(model()));
  }

  private <C> FittedSystem open(TaughtCodes<C> taught) throws IOException {
    TaughtCodes.Opened<C> opened = taught.open();
    var naming =
        new CodeNaming(
            files().folder(),
            codes.config().collisions(),
            codes.sources(),
            opened.model().symbols());
    return new FittedCodes<>(
        opened.codes(),
        opened.model().and(naming::close),
        opened.codes().search(run.shared().decoding()),
        new FittedCodes.Fit(coded(), opened.curve()),
        new FittedCodes.Late(naming, opened.books()));
  }
}

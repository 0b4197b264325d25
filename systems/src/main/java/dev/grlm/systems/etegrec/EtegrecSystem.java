package dev.grlm.systems.etegrec;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeStages;
import dev.grlm.fitting.CodesStage;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// ETEGRec (Liu et al. 2024, arXiv 2409.05546): an item's vector is what a SASRec learnt of it, an
/// RQ-VAE quantises it into a few codes, and a model learns to generate the codes of the next item.
///
/// The recipe `default` fits two cores: its decoder is that of TIGER's `default`
/// (docs/decisions/0023).
///
/// It does not take items that came after the fit: nobody has taken them, so that they have no
/// vector.
public final class EtegrecSystem implements RecommenderSystem<EtegrecSettings> {
  @Override
  public String name() {
    return "etegrec";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, EtegrecSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", EtegrecSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, EtegrecSettings settings) {
    return Set.of(
        settings.codebook().quantizer() == QuantizerKind.K_MEANS
            ? "codebook.rqVae"
            : "codebook.iterations");
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case CollaborativeVectors.NAME -> Set.of("codebook", "decoder");
      case CodesStage.NAME -> Set.of("vectorWidth", "collaborative", "decoder");
      case "examples" -> Set.of("vectorWidth", "collaborative", "codebook", "decoder.training");
      case "train" -> Set.of("vectorWidth", "collaborative", "codebook");
      case "evaluate" -> Set.of("");
      default -> Set.of();
    };
  }

  @Override
  public List<String> variations(String recipe) {
    return CodeDecoderConfig.variations("decoder");
  }

  @Override
  public void require(SystemRun<EtegrecSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<EtegrecSettings> run) {
    var stages = new ArrayList<Stage>();
    stages.add(new PeopleVectors(run).stage().stage());
    stages.addAll(codes(run).all());
    return stages;
  }

  private static CodeStages codes(SystemRun<EtegrecSettings> run) {
    EtegrecSettings settings = run.settings();
    var stage = new CodesStage(run, settings.codebook(), new PeopleVectors(run));
    return new CodeStages(run, stage, settings.decoder());
  }

  @Override
  public FittedSystem open(SystemRun<EtegrecSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

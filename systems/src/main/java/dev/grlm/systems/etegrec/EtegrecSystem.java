package dev.grlm.systems.etegrec;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeStages;
import dev.grlm.fitting.CodesStage;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.Coded;
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
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// ETEGRec (Liu et al. 2024, arXiv 2409.05546): an item's vector is what a SASRec learnt of it, an
/// RQ-VAE quantises it into a few codes, and a model learns to generate the codes of the next item.
/// Then the two are trained in turns, each drawn to the other, and in the end the model alone.
///
/// The recipe `default` fits two cores: its decoder is that of TIGER's `default`. Without the
/// alternation (`alternation.epochs=0`) it is TIGER on collaborative vectors (docs/decisions/0023).
///
/// An item that came after the fit has no vector, because nobody has taken it: it is quantised
/// where the items stand, on average, whose text is most like its own. That is ours and not the
/// paper's.
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
    var unread = new TreeSet<String>();
    unread.add(
        settings.codebook().quantizer() == QuantizerKind.K_MEANS
            ? "codebook.rqVae"
            : "codebook.iterations");
    AlternationConfig alternation = settings.alternation();
    if (!alternation.takesPlace()) {
      unread.addAll(keys("alternation.", "alignAfter", "learningRate", "decay"));
      unread.addAll(keys("alternation.", "sequenceItem", "preferenceSemantic"));
      unread.add("tuning");
    } else {
      unread.addAll(keys("decoder.training.", "epochs", "steps", "validateEvery", "patience"));
    }
    if (!alternation.aligns() || alternation.sequenceItem() == 0) {
      unread.add("alternation.legacy");
    }
    if (!alternation.aligns() || alternation.preferenceSemantic() == 0) {
      unread.add("alternation.temperature");
    }
    return unread;
  }

  private static List<String> keys(String group, String... names) {
    return Stream.of(names).map(group::concat).toList();
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    Set<String> vectors = Set.of("vectorWidth", "collaborative");
    return switch (verb) {
      case CollaborativeVectors.NAME -> Set.of("codebook", "alternation", "decoder", "tuning");
      case CodesStage.NAME -> with(vectors, "alternation", "decoder", "tuning");
      case AlignStage.NAME -> with(vectors, "tuning");
      case "examples" -> with(vectors, "codebook", "alternation", "decoder.training", "tuning");
      case "train" -> with(vectors, "codebook", "alternation");
      case "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked("decoder"));
    keys.addAll(List.of("vectorWidth", "collaborative", "codebook", "alternation", "tuning"));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, EtegrecSettings settings) {
    return settings.decoder().asked();
  }

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  /// Around the defaults: how long the decoder is trained is the alternation's business.
  @Override
  public List<String> variations(String recipe) {
    var variations =
        new ArrayList<>(
            List.of(
                "alternation.epochs=0,15,30",
                "alternation.sequenceItem=0,1e-4,1e-3",
                "alternation.preferenceSemantic=0,3e-4,3e-3"));
    CodeDecoderConfig.variations("decoder").stream()
        .filter(variation -> !variation.startsWith("decoder.training.epochs"))
        .forEach(variations::add);
    return variations;
  }

  @Override
  public void require(SystemRun<EtegrecSettings> run) throws IOException {
    EtegrecSettings settings = run.settings();
    if (settings.alternation().takesPlace()
        && settings.codebook().quantizer() == QuantizerKind.K_MEANS) {
      throw new IOException(
          "etegrec.codebook.quantizer=k-means has nothing that can be trained in turns with the"
              + " decoder; etegrec.alternation.epochs=0 does without");
    }
  }

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
    return settings.alternation().takesPlace()
        ? new CodeStages(run, stage, settings.last(), new AlignStage(run, stage))
        : new CodeStages(run, stage, settings.last());
  }

  @Override
  public Optional<Coded> coded(SystemRun<EtegrecSettings> run) {
    return Optional.of(codes(run).coded());
  }

  @Override
  public FittedSystem open(SystemRun<EtegrecSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

package dev.grlm.systems.lcrec;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeStages;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// LC-Rec (Zheng et al. 2023, arXiv 2311.09049): the vector of an item's text is quantised into a
/// few codes, and a language model learns them as new words by tasks that join codes and texts
/// ("alignment tuning").
///
/// The recipe `default` fits two cores and has no language model: the decoder of TIGER's `default`,
/// trained from scratch, with small heads for those tasks that need no text of reviews
/// (docs/decisions/0022). What a pretrained model knows of the world, most of LC-Rec's advantage,
/// is lost. Items that still have the same codes after the repair share them, as in the paper's
/// code; a hit is an item all the same.
///
/// An item that came after the fit gets the codes that its text has by the fitted books, the last
/// one the nearest that leaves it alone.
public final class LcRecSystem implements RecommenderSystem<LcRecSettings> {
  @Override
  public String name() {
    return "lc-rec";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, LcRecSettings> recipes() {
    return new LinkedHashMap<>(Map.of("default", LcRecSettings.DEFAULT));
  }

  @Override
  public Set<String> unread(String recipe, LcRecSettings settings) {
    var unread = new TreeSet<String>();
    if (settings.tasks().fused() == 0) {
      unread.addAll(List.of("tasks.textHistories", "tasks.temperature"));
    }
    if (!settings.tasks().draws()) {
      unread.add("tasks.items");
    }
    return unread;
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case CodesStage.NAME -> Set.of("tasks", "decoder");
      case "examples" -> Set.of("codebook", "tasks", "decoder.training");
      case TrainingStage.NAME -> Set.of("codebook");
      case "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked("decoder"));
    keys.addAll(List.of("codebook", "tasks"));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, LcRecSettings settings) {
    return settings.decoder().asked();
  }

  @Override
  public List<String> variations(String recipe) {
    return LcRecSettings.variations();
  }

  @Override
  public void require(SystemRun<LcRecSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<LcRecSettings> run) {
    return codes(run).all().stream()
        .map(stage ->
            stage.verb().equals(TrainingStage.NAME) ? new LanguageTasks(run).telling(stage) : stage)
        .toList();
  }

  private static CodeStages codes(SystemRun<LcRecSettings> run) {
    LcRecSettings settings = run.settings();
    var stage = new CodesStage(run, settings.codebook().codebook());
    return new CodeStages(run, stage, settings.decoder(), new LanguageTasks(run));
  }

  @Override
  public FittedSystem open(SystemRun<LcRecSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

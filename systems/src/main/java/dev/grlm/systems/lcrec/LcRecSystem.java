package dev.grlm.systems.lcrec;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeStages;
import dev.grlm.finetuning.CheckpointFolder;
import dev.grlm.finetuning.Method;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// LC-Rec (Zheng et al. 2023, arXiv 2311.09049): the vector of an item's text is quantised into a
/// few codes, and a language model learns them as new words by tasks that join codes and texts
/// ("alignment tuning").
///
/// The recipe `default` fits two cores and has no language model: the decoder of TIGER's `default`,
/// trained from scratch, with small heads for those tasks that need no text of reviews
/// (docs/decisions/0022). What a pretrained model knows of the world, most of LC-Rec's advantage,
/// is lost. The recipe `qwen3` has one: a checkpoint, of which embedding and head grow by a row for
/// each code, learns the same tasks as instructions. Items that still have the same codes after the
/// repair share them, as in the paper's code; a hit is an item all the same.
///
/// An item that came after the fit gets the codes that its text has by the fitted books, the last
/// one the nearest that leaves it alone.
public final class LcRecSystem implements RecommenderSystem<LcRecSettings> {
  private static final String TWO_LEVEL = "default";
  private static final String CHECKPOINT = "qwen3";

  /// The key of what the checkpoint is told; GRLM has `qwen3`.
  private static final String MODEL = "languageModel";

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
    var recipes = new LinkedHashMap<String, LcRecSettings>();
    recipes.put(TWO_LEVEL, LcRecSettings.DEFAULT);
    recipes.put(CHECKPOINT, LcRecSettings.DEFAULT);
    return recipes;
  }

  private static boolean isCheckpoint(String recipe) {
    return recipe.equals(CHECKPOINT);
  }

  @Override
  public Set<String> unread(String recipe, LcRecSettings settings) {
    var unread = new TreeSet<String>();
    if (isCheckpoint(recipe)) {
      unread.addAll(List.of("tasks", "decoder"));
      if (settings.languageModel().method() == Method.FULL) {
        unread.addAll(
            Stream.of("rank", "alpha", "adapterDropout", "targets")
                .map(key -> MODEL + "." + key)
                .toList());
      }
      return unread;
    }
    unread.add(MODEL);
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
      case CodesStage.NAME -> Set.of("tasks", "decoder", MODEL);
      case "examples" ->
          isCheckpoint(recipe)
              ? and(CheckpointCodesConfig.notShown(MODEL), "codebook", "tasks", "decoder")
              : Set.of("codebook", "tasks", "decoder.training", MODEL);
      case TrainingStage.NAME -> Set.of("codebook");
      case "evaluate" ->
          isCheckpoint(recipe)
              ? and(CheckpointCodesConfig.notAsked(MODEL), "codebook", "tasks", "decoder")
              : and(CodeDecoderConfig.notAsked("decoder"), "codebook", "tasks", MODEL);
      default -> Set.of();
    };
  }

  private static Set<String> and(Set<String> keys, String... further) {
    var all = new TreeSet<>(keys);
    all.addAll(List.of(further));
    return all;
  }

  @Override
  public Map<String, Object> asked(String recipe, LcRecSettings settings) {
    return isCheckpoint(recipe) ? Map.of() : settings.decoder().asked();
  }

  @Override
  public List<String> variations(String recipe) {
    return isCheckpoint(recipe)
        ? CheckpointCodesConfig.variations(MODEL)
        : LcRecSettings.variations();
  }

  @Override
  public void require(SystemRun<LcRecSettings> run) throws IOException {
    if (isCheckpoint(run.recipe())) {
      var _ = CheckpointFolder.require(run.recipe(), run.settings().languageModel().checkpoint());
    }
  }

  @Override
  public List<Stage> stages(SystemRun<LcRecSettings> run) {
    boolean checkpoint = isCheckpoint(run.recipe());
    return codes(run).all().stream()
        .map(stage ->
            stage.verb().equals(TrainingStage.NAME)
                ? new LanguageTasks(run).telling(stage, checkpoint)
                : stage)
        .toList();
  }

  private static CodeStages codes(SystemRun<LcRecSettings> run) {
    LcRecSettings settings = run.settings();
    var stage = new CodesStage(run, settings.codebook().codebook());
    return isCheckpoint(run.recipe())
        ? new CodeStages(
            run, stage, new CheckpointCodes(settings.languageModel(), run.shared().seed()))
        : new CodeStages(run, stage, settings.decoder(), new LanguageTasks(run));
  }

  @Override
  public Optional<Coded> coded(SystemRun<LcRecSettings> run) {
    return Optional.of(codes(run).coded());
  }

  @Override
  public FittedSystem open(SystemRun<LcRecSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

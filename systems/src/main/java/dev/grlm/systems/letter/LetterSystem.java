package dev.grlm.systems.letter;

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

/// LETTER (Wang et al. 2024, arXiv 2405.07314): the vector of an item's text is quantised into a
/// few codes by an RQ-VAE that is also trained to tell items apart by what people take beside them,
/// and to spread its codes; a model learns to generate the codes of the next item.
///
/// The recipe `default` fits two cores: its decoder is that of TIGER's `default`, so that the two
/// differ in their codes alone (docs/decisions/0021). `t5-small-cpu` is to TIGER's what `default`
/// is to its, and `t5` has the sizes of the paper (docs/decisions/0024). Items that still have the
/// same codes after the repair share them, as in the paper's code; a hit is an item all the same.
///
/// An item that came after the fit gets the codes that its text has by the fitted RQ-VAE, the last
/// one the nearest that leaves it alone.
public final class LetterSystem implements RecommenderSystem<LetterSettings> {
  private static final String TWO_LEVEL = "default";

  @Override
  public String name() {
    return "letter";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, LetterSettings> recipes() {
    var recipes = new LinkedHashMap<String, LetterSettings>();
    recipes.put(TWO_LEVEL, LetterSettings.DEFAULT);
    recipes.put("t5-small-cpu", LetterSettings.DEFAULT);
    recipes.put("t5", LetterSettings.PUBLISHED);
    return recipes;
  }

  @Override
  public Set<String> unread(String recipe, LetterSettings settings) {
    var unread = new TreeSet<>(Set.of(isTwoLevel(recipe) ? "t5" : "decoder"));
    if (!aligned(settings)) {
      unread.add("collaborative");
    }
    if (settings.codebook().diversity() == 0) {
      unread.add("codebook.clusters");
    }
    return unread;
  }

  private static boolean isTwoLevel(String recipe) {
    return recipe.equals(TWO_LEVEL);
  }

  private static boolean aligned(LetterSettings settings) {
    return settings.codebook().alignment() > 0;
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case CollaborativeVectors.NAME -> Set.of("decoder", "t5");
      case CodesStage.NAME -> Set.of("collaborative", "decoder", "t5");
      case "examples" -> Set.of("collaborative", "codebook", "decoder.training", "t5");
      case "train" -> Set.of("collaborative", "codebook");
      case "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked("decoder"));
    keys.addAll(List.of("collaborative", "codebook", "t5"));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, LetterSettings settings) {
    return isTwoLevel(recipe) ? settings.decoder().asked() : Map.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return LetterSettings.variations(isTwoLevel(recipe));
  }

  @Override
  public void require(SystemRun<LetterSettings> run) {}

  /// Without an alignment there is nothing that vectors would be made for.
  @Override
  public List<Stage> stages(SystemRun<LetterSettings> run) {
    var stages = new ArrayList<Stage>();
    if (aligned(run.settings())) {
      stages.add(LetterSources.people(run).stage());
    }
    stages.addAll(codes(run).all());
    return stages;
  }

  private static CodeStages codes(SystemRun<LetterSettings> run) {
    LetterSettings settings = run.settings();
    var stage = new CodesStage(run, settings.codebook().codebook(), new LetterSources(run));
    return new CodeStages(run, stage, settings.decoder(isTwoLevel(run.recipe())));
  }

  @Override
  public Optional<Coded> coded(SystemRun<LetterSettings> run) {
    return Optional.of(codes(run).coded());
  }

  @Override
  public FittedSystem open(SystemRun<LetterSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

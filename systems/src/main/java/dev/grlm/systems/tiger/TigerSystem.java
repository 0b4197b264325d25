package dev.grlm.systems.tiger;

import dev.grlm.codebook.QuantizerKind;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.CodeStages;
import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.fitting.CodesStage;
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

/// TIGER (Rajput et al. 2023, arXiv 2305.05065): the vector of an item's text is quantised into a
/// few codes (§3.1), and a model learns to generate the codes of the next item from those of a
/// history (§3.2).
///
/// The recipe `default` fits two cores and is not the paper's: code books by residual k-means, and
/// a two-level decoder, for which an item is one step, in place of an encoder and a decoder over
/// single codes (docs/decisions/0020). `t5-small-cpu` has the paper's model, shrunk, over the same
/// codes, and `paper` has its sizes (docs/decisions/0024).
///
/// An item that came after the fit gets the codes that its text has by the fitted books, and the
/// next digit behind them that the model knows.
public final class TigerSystem implements RecommenderSystem<TigerSettings> {
  public static final String NAME = "tiger";
  private static final String TWO_LEVEL = "default";

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
    var recipes = new LinkedHashMap<String, TigerSettings>();
    recipes.put(TWO_LEVEL, TigerSettings.DEFAULT);
    recipes.put("t5-small-cpu", TigerSettings.DEFAULT);
    recipes.put("paper", TigerSettings.PAPER);
    return recipes;
  }

  @Override
  public Set<String> unread(String recipe, TigerSettings settings) {
    return Set.of(
        settings.codebook().quantizer() == QuantizerKind.K_MEANS
            ? "codebook.rqVae"
            : "codebook.iterations",
        isTwoLevel(recipe) ? "t5" : "decoder");
  }

  private static boolean isTwoLevel(String recipe) {
    return recipe.equals(TWO_LEVEL);
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case "codes" -> Set.of("decoder", "t5");
      case "examples" -> Set.of("codebook", "decoder.training", "t5");
      case "train" -> Set.of("codebook");
      case "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked("decoder"));
    keys.addAll(List.of("codebook", "t5"));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, TigerSettings settings) {
    return isTwoLevel(recipe) ? settings.decoder().asked() : Map.of();
  }

  @Override
  public List<String> variations(String recipe) {
    return isTwoLevel(recipe)
        ? CodeDecoderConfig.variations("decoder")
        : EncoderDecoderConfig.variations("t5");
  }

  @Override
  public void require(SystemRun<TigerSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<TigerSettings> run) {
    return codes(run).all();
  }

  private static CodeStages codes(SystemRun<TigerSettings> run) {
    TigerSettings settings = run.settings();
    return new CodeStages(
        run, new CodesStage(run, settings.codebook()), settings.decoder(isTwoLevel(run.recipe())));
  }

  @Override
  public Optional<Coded> coded(SystemRun<TigerSettings> run) {
    return Optional.of(codes(run).coded());
  }

  @Override
  public FittedSystem open(SystemRun<TigerSettings> run, List<FittedSystem> opened)
      throws IOException {
    return codes(run).open();
  }
}

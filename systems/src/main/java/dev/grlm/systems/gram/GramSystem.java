package dev.grlm.systems.gram;

import dev.grlm.coded.CodeModel;
import dev.grlm.coded.LengthExponents;
import dev.grlm.coded.WordStages;
import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.sequence.CollaborativeVectors;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.words.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// GRAM (Lee et al. 2025, arXiv 2506.01673): an item is named by words of the clusters of texts
/// that it lies in, from the widest to itself; a decoder says the words of the next item while it
/// looks at what each item of a history is called, at what people take beside it and at its text,
/// which nothing but its attention brings together.
///
/// Not the paper's: words and text vectors are those of the house, and a passage is looked up, not
/// encoded by a T5 (docs/decisions/0033). The recipe `t5` encodes passages, by a small T5 that is
/// trained from scratch.
public final class GramSystem implements RecommenderSystem<GramSettings> {
  private static final String NAMING = "words";
  private static final String IDS = "ids";
  private static final String SIMILAR = "similar";
  private static final String LENGTH = LengthExponents.KEY;
  private static final String DECODER = "decoder";
  private static final String PROMPTS = PromptTexts.NAME;
  private static final String T5 = "t5";

  @Override
  public String name() {
    return "gram";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, GramSettings> recipes() {
    var recipes = new LinkedHashMap<String, GramSettings>();
    recipes.put("default", GramSettings.DEFAULT);
    recipes.put(T5, GramSettings.DEFAULT);
    return recipes;
  }

  @Override
  public Set<String> unread(String recipe, GramSettings settings) {
    var unread = new TreeSet<String>();
    if (settings.ids().kind() == IdKind.FLAT) {
      unread.addAll(List.of("ids.children", "ids.restarts"));
    }
    if (!settings.similar().shown()) {
      unread.addAll(List.of("similar.width", "similar.collaborative"));
    }
    unread.addAll(encodes(recipe) ? List.of(DECODER) : List.of(PROMPTS, T5));
    return unread;
  }

  private static boolean encodes(String recipe) {
    return recipe.equals(T5);
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case CollaborativeVectors.NAME -> Set.of(IDS, "similar.items", LENGTH, DECODER, PROMPTS, T5);
      case SimilarItems.NAME ->
          Set.of(IDS, "similar.width", "similar.collaborative", LENGTH, DECODER, PROMPTS, T5);
      case NAMING -> Set.of(SIMILAR, LENGTH, DECODER, PROMPTS, T5);
      case PROMPTS -> Set.of(IDS, SIMILAR, LENGTH, DECODER, T5);
      case "examples" -> Set.of(IDS, SIMILAR, LENGTH, PROMPTS, "decoder.training", "t5.training");
      case "train" -> Set.of(IDS, "similar.width", "similar.collaborative", LENGTH);
      case WordStages.LENGTH, "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(GramDecoderConfig.notAsked(DECODER));
    keys.addAll(List.of(IDS, SIMILAR, PROMPTS, T5));
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, GramSettings settings) {
    return LengthExponents.asked(
        encodes(recipe) ? Map.of() : settings.decoder().asked(), settings.lengthExponents());
  }

  @Override
  public List<String> variations(String recipe) {
    return recipes().getOrDefault(recipe, GramSettings.DEFAULT).variations(encodes(recipe));
  }

  @Override
  public void require(SystemRun<GramSettings> run) {}

  @Override
  public List<Stage> stages(SystemRun<GramSettings> run) {
    var stages = new ArrayList<>(similar(run).stages());
    if (encodes(run.recipe())) {
      stages.add(texts(run).stage());
    }
    stages.addAll(wordStages(run).all());
    return stages;
  }

  @Override
  public Optional<Path> words(SystemRun<GramSettings> run) {
    return Optional.of(WordStages.file(run));
  }

  private static SimilarItems similar(SystemRun<GramSettings> run) {
    return new SimilarItems(run, run.settings().similar());
  }

  private static PromptTexts texts(SystemRun<GramSettings> run) {
    return new PromptTexts(run, run.settings().prompts());
  }

  private static WordStages wordStages(SystemRun<GramSettings> run) {
    return new WordStages(run, naming(run), model(run), run.settings().lengthExponents());
  }

  private static CodeModel<?> model(SystemRun<GramSettings> run) {
    GramSettings settings = run.settings();
    return encodes(run.recipe())
        ? new PromptCodes(run, settings.prompts(), settings.t5(), similar(run), texts(run))
        : new GramCodes(run, settings.decoder(), similar(run));
  }

  /// Texts, their vectors and training popularity → words.
  private static Stage naming(SystemRun<GramSettings> run) {
    LexicalIdConfig config = run.settings().ids();
    var inputs = new ArrayList<>(run.datasetFiles());
    if (config.kind() == IdKind.HIERARCHICAL) {
      inputs.add(run.run().embeddings());
    }
    return new Stage(
        run.stage(NAMING),
        () ->
            new TreeMap<>(
                Map.of(
                    "ids", config,
                    "textFields", run.shared().textFields(),
                    "languages", run.tables().languages(run.shared()).codes(),
                    "seed", run.shared().seed())),
        inputs,
        () -> List.of(WordStages.file(run)),
        () -> name(run));
  }

  private static SortedMap<String, Long> name(SystemRun<GramSettings> run) throws IOException {
    LexicalIdConfig config = run.settings().ids();
    Catalog catalog = run.dataset().catalog();
    ItemTree tree =
        switch (config.kind()) {
          case HIERARCHICAL -> ItemTree.of(run.tables().embeddings(), config, run.shared().seed());
          case FLAT -> ItemTree.flat(catalog.size(), config.depth());
        };
    Languages languages = run.tables().languages(run.shared());
    try (var words = new WordWeights(catalog, config, run.shared().textFields(), languages)) {
      LexicalIds named =
          LexicalIds.of(
              catalog, ItemOrder.byPopularity(run.dataset()), tree, words, config.depth());
      TermIdFile.write(WordStages.file(run), catalog, named.identifiers());
      return named.counts();
    }
  }

  @Override
  public FittedSystem open(SystemRun<GramSettings> run, List<FittedSystem> opened)
      throws IOException {
    Catalog catalog = run.dataset().catalog();
    LexicalIdConfig config = run.settings().ids();
    List<String> textFields = run.shared().textFields();
    Languages languages = run.tables().languages(run.shared());
    return wordStages(run)
        .open(fitted ->
            new LateLexicalIds(
                () -> new WordWeights(catalog, config, textFields, languages), fitted));
  }
}

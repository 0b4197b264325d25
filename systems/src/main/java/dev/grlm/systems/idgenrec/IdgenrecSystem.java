package dev.grlm.systems.idgenrec;

import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.LengthExponents;
import dev.grlm.coded.WordStages;
import dev.grlm.data.Catalog;
import dev.grlm.data.ItemOrder;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.words.Languages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// IDGenRec (Tan et al. 2024, arXiv 2403.19021): an item is named by a few words of its own text
/// that no other item has together, and a model learns to say the words of the next item after
/// those of a history.
///
/// Not the paper's: words are extracted and not written, but where somebody has a T5 of tags or a
/// language model to write them (`ids.from=tags`); the model is the two-level decoder from scratch,
/// and the two are not trained in turns. There is no user id, which in the public code is made of
/// the whole sequence (docs/decisions/0031). The recipe `titles` names items by the words of their
/// titles.
public final class IdgenrecSystem implements RecommenderSystem<IdgenrecSettings> {
  private static final String NAMING = "words";
  private static final String IDS = "ids";
  private static final String LENGTH = LengthExponents.KEY;
  private static final String DECODER = "decoder";

  private final TagClients clients;

  public IdgenrecSystem() {
    this(TagClients.configured());
  }

  /// @param clients who is asked for names
  IdgenrecSystem(TagClients clients) {
    this.clients = clients;
  }

  @Override
  public String name() {
    return "idgenrec";
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, IdgenrecSettings> recipes() {
    var recipes = new LinkedHashMap<String, IdgenrecSettings>();
    recipes.put("default", IdgenrecSettings.DEFAULT);
    recipes.put("titles", IdgenrecSettings.TITLES);
    return recipes;
  }

  @Override
  public Set<String> unread(String recipe, IdgenrecSettings settings) {
    return switch (settings.ids().from()) {
      case TITLE -> Set.of("ids.words", "ids.minimumItems", "ids.titleWeight", "ids.tags");
      case KEYWORDS -> Set.of("ids.tags");
      case TAGS -> settings.ids().tags().unread("ids.tags");
    };
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    return switch (verb) {
      case WrittenNames.NAME ->
          Set.of("ids.words", "ids.minimumItems", "ids.titleWeight", "ids.file", LENGTH, DECODER);
      case NAMING -> Set.of("ids.tags", LENGTH, DECODER);
      case "examples" -> Set.of(IDS, LENGTH, "decoder.training");
      case "train" -> Set.of(IDS, LENGTH);
      case WordStages.LENGTH, "evaluate" -> notAsked();
      default -> Set.of();
    };
  }

  private static Set<String> notAsked() {
    var keys = new TreeSet<>(CodeDecoderConfig.notAsked(DECODER));
    keys.add(IDS);
    return keys;
  }

  @Override
  public Map<String, Object> asked(String recipe, IdgenrecSettings settings) {
    return LengthExponents.asked(settings.decoder().asked(), settings.lengthExponents());
  }

  @Override
  public List<String> variations(String recipe) {
    return recipes().getOrDefault(recipe, IdgenrecSettings.DEFAULT).variations();
  }

  /// What is wrong with a given file is to be known now, not after embedding.
  @Override
  public void require(SystemRun<IdgenrecSettings> run) throws IOException {
    TextualIdConfig ids = run.settings().ids();
    if (ids.from() == IdSource.TAGS) {
      ids.tags().require();
    }
    String given = ids.file();
    if (given.isEmpty()) {
      return;
    }
    int length = TermIdFile.readOfAnyLength(Path.of(given)).length();
    if (length > GroundingConfig.MAXIMUM_LENGTH) {
      throw new IOException(
          "%s: up to %d words per item; at most %d can be used: leave the last columns out"
              .formatted(given, length, GroundingConfig.MAXIMUM_LENGTH));
    }
  }

  @Override
  public List<Stage> stages(SystemRun<IdgenrecSettings> run) {
    var stages = new ArrayList<Stage>();
    if (run.settings().ids().from() == IdSource.TAGS) {
      stages.add(written(run).stage());
    }
    stages.addAll(wordStages(run).all());
    return stages;
  }

  @Override
  public Optional<Path> words(SystemRun<IdgenrecSettings> run) {
    return Optional.of(WordStages.file(run));
  }

  private WrittenNames written(SystemRun<IdgenrecSettings> run) {
    return new WrittenNames(run, clients);
  }

  private WordStages wordStages(SystemRun<IdgenrecSettings> run) {
    IdgenrecSettings settings = run.settings();
    return new WordStages(run, naming(run), settings.decoder(), settings.lengthExponents());
  }

  /// Texts and training popularity → words.
  private Stage naming(SystemRun<IdgenrecSettings> run) {
    TextualIdConfig config = run.settings().ids();
    var inputs = new ArrayList<>(run.datasetFiles());
    if (!config.file().isEmpty()) {
      inputs.add(Path.of(config.file()));
    }
    if (config.from() == IdSource.TAGS) {
      inputs.add(written(run).file());
    }
    return new Stage(
        run.stage(NAMING),
        () ->
            Map.of(
                "ids", config.naming(),
                "textFields", run.shared().textFields(),
                "languages", run.tables().languages(run.shared()).codes()),
        inputs,
        () -> List.of(WordStages.file(run)),
        () -> name(run));
  }

  private SortedMap<String, Long> name(SystemRun<IdgenrecSettings> run) throws IOException {
    TextualIdConfig config = run.settings().ids();
    Catalog catalog = run.dataset().catalog();
    Map<String, Identifier> given =
        config.file().isEmpty()
            ? Map.of()
            : TermIdFile.readOfAnyLength(Path.of(config.file())).byItem();
    try (var words = itemWords(run)) {
      TextualIds named =
          TextualIds.of(
              catalog,
              ItemOrder.byPopularity(run.dataset()),
              words,
              given,
              config.from() == IdSource.TAGS
                  ? written(run).read()
                  : Collections.nCopies(catalog.size(), List.of()),
              config);
      TermIdFile.write(WordStages.file(run), catalog, named.identifiers());
      return named.counts();
    }
  }

  private static ItemWords itemWords(SystemRun<IdgenrecSettings> run) throws IOException {
    Languages languages = run.tables().languages(run.shared());
    return new ItemWords(
        run.dataset().catalog(), run.settings().ids(), run.shared().textFields(), languages);
  }

  @Override
  public FittedSystem open(SystemRun<IdgenrecSettings> run, List<FittedSystem> opened)
      throws IOException {
    Catalog catalog = run.dataset().catalog();
    Languages languages = run.tables().languages(run.shared());
    TextualIdConfig config = run.settings().ids();
    List<String> textFields = run.shared().textFields();
    return wordStages(run)
        .open(fitted ->
            new LateIds(
                () -> new ItemWords(catalog, config, textFields, languages), fitted, config));
  }
}

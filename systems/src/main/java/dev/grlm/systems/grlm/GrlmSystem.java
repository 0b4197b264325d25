package dev.grlm.systems.grlm;

import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingStage;
import dev.grlm.ground.GroundingConfig;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.system.Curve;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.grlm.checkpoint.CheckpointConfig;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.model.TermModel.EarlierModel;
import dev.grlm.systems.grlm.model.TermModel.Lesson;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.systems.grlm.naming.TermSource;
import dev.grlm.systems.grlm.prompt.ChatClients;
import dev.grlm.task.ExampleFile;
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
import java.util.TreeSet;

/// GRLM (arXiv 2601.06798): items get Term IDs (§3.2), one model learns to name items and to
/// continue histories (§3.3), and what it generates is grounded (§3.4). Its recipes differ in the
/// model.
public final class GrlmSystem implements RecommenderSystem<GrlmSettings> {
  public static final String NAME = "grlm";

  /// The group of settings of what is weighed beside the model.
  private static final String PRIOR = "prior";

  private final ChatClients clients;

  /// Items are named by whom the settings name.
  public GrlmSystem() {
    this(ChatClients.configured());
  }

  /// @param clients open the language model that names items, where one does
  public GrlmSystem(ChatClients clients) {
    this.clients = clients;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RowKind kind() {
    return RowKind.SYSTEM;
  }

  @Override
  public SequencedMap<String, GrlmSettings> recipes() {
    var recipes = new LinkedHashMap<String, GrlmSettings>();
    GrlmRecipe.ALL.forEach(recipe -> recipes.put(recipe.name(), GrlmSettings.DEFAULT));
    return Collections.unmodifiableSequencedMap(recipes);
  }

  @Override
  public Set<String> unread(String recipe, GrlmSettings settings) {
    Set<String> unread = GrlmRecipe.groupsOfOthers(recipe);
    if (settings.terms().generator() == TermSource.EXTRACTIVE) {
      unread.add("terms.prompted");
    }
    TermModel model = GrlmRecipe.named(recipe).making().model(settings, RunSettings.DEFAULT);
    if (!model.scoresItems()) {
      unread.add(PRIOR);
    }
    model.unread().forEach(key -> unread.add(GrlmRecipe.named(recipe).group() + "." + key));
    unread.add("terms.textFields"); // those of the run are
    return unread;
  }

  @Override
  public Map<String, Object> asked(String recipe, GrlmSettings settings) {
    return GrlmRecipe.named(recipe).making().model(settings, RunSettings.DEFAULT).asked();
  }

  @Override
  public List<String> variations(String recipe) {
    return GrlmRecipe.named(recipe).variations();
  }

  @Override
  public Set<String> unreadBy(String verb, String recipe) {
    String own = GrlmRecipe.named(recipe).group();
    return switch (verb) {
      case "terms" -> Set.of(own, PRIOR);
      case "examples", "train" -> Set.of("terms", PRIOR);
      case "prior" -> Set.of("terms");
      case "evaluate" -> notAsked(recipe, own);
      default -> Set.of();
    };
  }

  /// A checkpoint is asked by settings that are no part of it.
  private static Set<String> notAsked(String recipe, String own) {
    var keys = new TreeSet<>(Set.of("terms", PRIOR));
    if (recipe.startsWith("qwen3")) {
      CheckpointConfig.readByTraining().forEach(key -> keys.add(own + "." + key));
    } else {
      keys.add(own);
    }
    return keys;
  }

  private static TermModel model(SystemRun<GrlmSettings> run) {
    return GrlmRecipe.named(run.recipe()).making().model(run.settings(), run.shared());
  }

  @Override
  public Optional<Path> words(SystemRun<GrlmSettings> run) {
    return Optional.of(run.identifiers());
  }

  @Override
  public void require(SystemRun<GrlmSettings> run) throws IOException {
    Optional<Path> given = run.inputs().identifiers();
    int length =
        given.isPresent()
            ? groundable(given.get()) // to be known now, not after embedding
            : run.settings().terms().length();
    run.shared().decoding().requireLength(length);
    model(run).requireAll();
  }

  private static int groundable(Path file) throws IOException {
    int length = TermIdFile.read(file).length();
    if (length > GroundingConfig.MAXIMUM_LENGTH) {
      throw new IOException(
          "%s: %d terms per item; at most %d can be used: leave the last columns out"
              .formatted(file, length, GroundingConfig.MAXIMUM_LENGTH));
    }
    return length;
  }

  @Override
  public List<Stage> stages(SystemRun<GrlmSettings> run) {
    TermModel model = model(run);
    var stages = new ArrayList<Stage>();
    stages.add(new TermStage(run, clients, model.mostExhaustive()).stage());
    stages.add(examples(run, model));
    stages.add(training(run, model));
    if (weighs(run, model)) {
      var inputs = new ArrayList<>(tables(run));
      inputs.addAll(model.files(run.model()));
      stages.add(new PriorStage(run, model).stage(inputs));
    }
    return stages;
  }

  /// Whether anything may speak beside the model.
  private static boolean weighs(SystemRun<GrlmSettings> run, TermModel model) {
    return model.scoresItems() && !run.settings().prior().signals().isEmpty();
  }

  /// Dataset and identifiers → what the model is taught.
  private static Stage examples(SystemRun<GrlmSettings> run, TermModel model) {
    return new Stage(
        run.stage("examples"),
        model::exampleSettings,
        tables(run),
        () -> List.of(run.examples()),
        () -> {
          Dataset dataset = run.dataset();
          try (TermModel.Renderings renderings = model.renderings(dataset, identifiers(run))) {
            return ExampleFile.write(run.examples(), dataset, model.tasks(dataset), renderings);
          }
        });
  }

  /// Examples → the model.
  private static Stage training(SystemRun<GrlmSettings> run, TermModel model) {
    var inputs = new ArrayList<>(tables(run));
    inputs.add(run.examples());
    var stage =
        new TrainingStage(
            run, model::settings, inputs, () -> model.files(run.model()), model.onCard());
    return stage.stage(job -> {
      Dataset dataset = run.dataset();
      var lesson =
          new Lesson(
              dataset, identifiers(run), ExampleFile.read(run.examples(), dataset.catalog()));
      return model.train(lesson, earlier(run), job, run.model());
    });
  }

  private static Optional<EarlierModel> earlier(SystemRun<GrlmSettings> run) {
    return run.inputs()
        .earlier()
        .map(RunFolder::new)
        .map(folder -> new EarlierModel(folder.dataset(), folder.system(NAME).resolve("model")));
  }

  /// The dataset's files and the identifiers.
  private static List<Path> tables(SystemRun<GrlmSettings> run) {
    var files = new ArrayList<>(run.datasetFiles());
    files.add(run.identifiers());
    return files;
  }

  static GrlmPrior.Sources sources(SystemRun<GrlmSettings> run, Identifiers identifiers)
      throws IOException {
    return new GrlmPrior.Sources(
        run.dataset(),
        identifiers,
        run.tables().languages(run.shared()),
        run.shared().textFields(),
        run.tables().repeats(run.shared().evaluation()));
  }

  static Identifiers identifiers(SystemRun<GrlmSettings> run) throws IOException {
    return TermIdFile.identifiers(run.identifiers(), run.dataset().catalog());
  }

  @Override
  public FittedSystem open(SystemRun<GrlmSettings> run, List<FittedSystem> opened)
      throws IOException {
    TermModel model = model(run);
    Dataset dataset = run.dataset();
    Identifiers identifiers = identifiers(run);
    run.shared().decoding().requireLength(identifiers.length());
    run.shared().decoding().requireSize(dataset.catalog().size(), model.mostExhaustive());
    Curve curve = Curve.read(run.curve());
    Optional<GrlmPrior> prior = prior(run, model, identifiers);
    OpenTermModel open = model.open(run.model(), dataset, identifiers);
    return new FittedGrlm(
        open,
        TermSearch.of(dataset, identifiers, run.shared().decoding(), model.batch()),
        new FittedGrlm.Known(
            dataset.catalog().size(),
            run.shared().textFields(),
            run.settings().terms().neighbors(),
            run.tables().languages(run.shared()),
            weighs(run, model)),
        curve,
        prior);
  }

  private static Optional<GrlmPrior> prior(
      SystemRun<GrlmSettings> run, TermModel model, Identifiers identifiers) throws IOException {
    if (!weighs(run, model)) {
      return Optional.empty();
    }
    FittedPrior fitted = FittedPrior.read(PriorStage.file(run));
    return fitted.speaks()
        ? Optional.of(new GrlmPrior(fitted, sources(run, identifiers)))
        : Optional.empty();
  }
}

package dev.grlm.run;

import dev.grlm.data.Split;
import dev.grlm.io.RunListener;
import dev.grlm.process.ProcessSettings;
import dev.grlm.report.ReportStage;
import dev.grlm.run.Chosen.Bound;
import dev.grlm.stage.IntactFiles;
import dev.grlm.stage.OpenSystem;
import dev.grlm.stage.OpenSystems;
import dev.grlm.stage.SharedStages;
import dev.grlm.stage.StageRunner;
import dev.grlm.system.Coded;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The stages of one run: the shared ones, those of its systems, the report. Each call does what is
/// not done yet. Confined to one thread.
public final class RunStages {
  private final RunFolder folder;
  private final RunConfig config;
  private final RunListener listener;
  private final SystemRun.Inputs inputs;
  private final RunTables tables;
  private final SharedStages shared;
  private final StageRunner runner;
  private boolean saidUnchecked;
  private final IfFinished ifFinished;

  /// @throws IOException when the run folder is of another version
  public RunStages(RunFolder folder, RunConfig config, RunListener listener) throws IOException {
    this(folder, config, SystemRun.Inputs.NONE, listener);
  }

  /// A finished run is replaced where it would be another one.
  ///
  /// @param inputs what is given beside the data
  /// @throws IOException when the run folder is of another version
  public RunStages(
      RunFolder folder, RunConfig config, SystemRun.Inputs inputs, RunListener listener)
      throws IOException {
    this(folder, config, inputs, listener, IfFinished.REPLACE);
  }

  /// @param inputs what is given beside the data
  /// @param ifFinished what becomes of a finished run
  /// @throws IOException when the run folder is of another version
  public RunStages(
      RunFolder folder,
      RunConfig config,
      SystemRun.Inputs inputs,
      RunListener listener,
      IfFinished ifFinished)
      throws IOException {
    this.ifFinished = ifFinished;
    this.folder = folder;
    this.config = config;
    this.inputs = inputs;
    this.listener = listener;
    this.tables = new RunTables(folder);
    this.shared = new SharedStages(folder, config.shared(), tables, listener);
    this.runner = new StageRunner(folder, config.tree(), listener);
  }

  public RunFolder folder() {
    return folder;
  }

  public RunConfig config() {
    return config;
  }

  /// What the shared stages made.
  public RunTables tables() {
    return tables;
  }

  /// Everything from a data folder to the report on test.
  void fit(Path data) throws IOException {
    fitSystems(data);
    report(Split.TEST);
  }

  /// @throws IOException in one line, where a system can do nothing with what it is told; before
  ///   any work
  public void require() throws IOException {
    shared.require();
    for (String system : config.fitted()) {
      bound(system).require().run();
    }
  }

  /// Everything from a data folder to fitted systems, which are judged by nobody yet.
  public void fitSystems(Path data) throws IOException {
    require();
    var stages = new ArrayList<Stage>();
    for (String system : config.fitted()) {
      stages.addAll(bound(system).stages().list());
    }
    var all = new ArrayList<>(List.of(shared.dataset(data), shared.embed(), shared.neighbors()));
    all.addAll(stages);
    requireKept(all);
    dataset(data);
    embed();
    neighbors();
    for (Stage stage : stages) {
      run(stage);
    }
    if (ownsRun()) {
      runner.keepConfig();
    }
  }

  /// Of several processes one writes.
  private boolean ownsRun() {
    return inputs.process().map(ProcessSettings::rank).orElse(0) == 0;
  }

  /// What a fit to these data would find done in the folder: a stage whose settings and inputs are
  /// what they were, and so are those of all that it builds on.
  ///
  /// @return names of stages with the files that each left
  public SequencedMap<String, List<Path>> done(Path data) throws IOException {
    var done = new LinkedHashMap<String, List<Path>>();
    List<Stage> first = List.of(shared.dataset(data), shared.embed(), shared.neighbors());
    if (addDone(first, done)) {
      for (String system : config.fitted()) {
        addDone(bound(system).stages().list(), done);
      }
    }
    return done;
  }

  /// @return whether all are done
  private boolean addDone(List<Stage> stages, SequencedMap<String, List<Path>> done)
      throws IOException {
    for (Stage stage : stages) {
      if (!runner.isUpToDate(stage)) {
        return false;
      }
      done.put(stage.name(), runner.files(stage.name()));
    }
    return true;
  }

  /// From a data folder to one stage of one system, and nothing behind it.
  ///
  /// @param verb as `train`
  public void fitUntil(Path data, String system, String verb) throws IOException {
    shared.require();
    bound(system).require().run();
    List<Stage> stages = until(system, verb);
    dataset(data);
    embed();
    neighbors();
    for (Stage stage : stages) {
      run(stage);
    }
  }

  /// The verbs of a system's stages, up to one of them.
  ///
  /// @throws IllegalArgumentException naming the stages that the system has
  public List<String> verbsUntil(String system, String verb) {
    return until(system, verb).stream().map(Stage::verb).toList();
  }

  private List<Stage> until(String system, String verb) {
    List<Stage> stages = bound(system).stages().list();
    return stages.subList(0, place(system, stages, verb) + 1);
  }

  private static int place(String system, List<Stage> stages, String verb) {
    List<String> verbs = stages.stream().map(Stage::verb).toList();
    int place = verbs.indexOf(verb);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the system '%s' has no stage '%s'; it has %s".formatted(system, verb, verbs));
    }
    return place;
  }

  /// @throws IOException in one line, where one of these stages would replace what is not to be
  private void requireKept(List<Stage> stages) throws IOException {
    if (ifFinished == IfFinished.REFUSE) {
      new FinishedRun(folder.root(), runner, finished()).require(stages);
    }
  }

  /// Whether a system of the run has been fitted to its end, one that is to be fitted now or not.
  private boolean finished() {
    return config.house().stream()
        .map(RecommenderSystem::name)
        .filter(name ->
            runner.manifest().stages().keySet().stream()
                .anyMatch(key -> key.startsWith(name + "/")))
        .map(name -> bound(name).stages().list())
        .anyMatch(list -> !list.isEmpty() && runner.finished(list.getLast().name()));
  }

  /// Foreign folder → RUN/dataset.
  public void dataset(Path data) throws IOException {
    run(shared.dataset(data));
    requireTextFields();
    requireGroups();
  }

  /// @throws IOException in one line, where reading `data` would replace what is not to be
  void requireDataset(Path data) throws IOException {
    requireKept(List.of(shared.dataset(data)));
  }

  /// A field that no item has would be read as nothing, without a word.
  private void requireTextFields() throws IOException {
    if (!config.shared().textFields().isEmpty()) {
      TextFields.require(config.shared().textFields(), tables.dataset().catalog(), folder.items());
    }
  }

  /// Before anything is fitted: what is wrong with the report must not show after hours.
  private void requireGroups() throws IOException {
    List<String> groups = config.shared().evaluation().groups();
    if (TextFields.further(groups)) {
      TextFields.requireGroups(groups, tables.dataset().catalog(), folder.items());
    }
  }

  /// Item texts → RUN/encoder, RUN/embeddings.safetensors.
  public void embed() throws IOException {
    if (Files.exists(folder.items())) {
      requireTextFields();
    }
    run(shared.embed());
  }

  /// Embeddings → RUN/neighbors.tsv.
  public void neighbors() throws IOException {
    run(shared.neighbors());
  }

  /// One stage of one system.
  ///
  /// @param verb as `train`
  /// @throws IllegalArgumentException naming the stages that the system has
  public void stage(String system, String verb) throws IOException {
    Bound bound = bound(system);
    bound.require().run();
    List<Stage> stages = bound.stages().list();
    int place = place(system, stages, verb);
    Stage stage = stages.get(place);
    if (place > 0) {
      requireMade(stages.get(place - 1), stage);
    }
    run(stage);
  }

  /// What another recipe was to be taught must not be what this one is taught.
  private void requireMade(Stage before, Stage stage) throws IOException {
    if (before.outputs().files().stream().noneMatch(stage.inputs()::contains)) {
      return;
    }
    for (Path file : before.outputs().files()) {
      if (Files.notExists(file)) {
        throw new IOException("%s: no such file; run '%s' first".formatted(file, before.verb()));
      }
    }
    if (!runner.hasSettingsOf(before)) {
      throw new IOException(
          "%s: '%s' was made with other settings than '%s' would be now; run '%s' with these settings first"
              .formatted(folder.root(), before.name(), stage.name(), before.verb()));
    }
  }

  private void run(Stage stage) throws IOException {
    requireKept(List.of(stage));
    if (ownsRun()) {
      runner.run(stage, true);
    } else {
      runner.follow(stage);
    }
  }

  /// All systems → the report of a split, its page and, on test, RUN/recommendations.jsonl.
  public void report(Split split) throws IOException {
    if (Files.exists(folder.items())) {
      requireGroups();
    }
    var files = new ArrayList<Path>(List.of(folder.items(), folder.interactions()));
    files.add(folder.neighbors());
    SequencedMap<String, String> recipes = new TreeMap<>();
    var asked = new TreeMap<String, Object>();
    for (String system : config.fitted()) {
      bound(system).stages().list().forEach(stage -> files.addAll(stage.outputs().files()));
      recipes.put(system, config.recipe(system));
      if (!config.chosen(system).asked().isEmpty()) {
        asked.put(system, config.chosen(system).asked());
      }
    }
    var stage =
        new ReportStage(
            folder,
            config.shared(),
            tables,
            files.stream().filter(Files::exists).toList(),
            recipes,
            asked,
            runner,
            listener);
    runner.run(stage.stage(split, this::open), false);
  }

  private Bound bound(String system) {
    return bound(config.chosen(system));
  }

  private <S extends Record> Bound bound(Chosen<S> chosen) {
    return chosen.bound(chosen.in(folder, config.shared(), tables, inputs, listener));
  }

  /// All systems of the run and the floor: those that learn first, then what is made of them.
  ///
  /// @throws IOException in one line, when one was not fitted to the files as they are now
  OpenSystems open() throws IOException {
    var names = new ArrayList<>(config.fitted());
    config.house().stream()
        .filter(system -> system.kind() == RowKind.FLOOR)
        .map(RecommenderSystem::name)
        .forEach(names::add);
    return open(names);
  }

  /// As [#open()], for whoever closes them one by one.
  public List<FittedSystem> openFitted() throws IOException {
    return open().fitted();
  }

  /// As [#openFitted], without the floor, some of whose rows are chosen when it is opened and take
  /// their time.
  public List<FittedSystem> openLearned() throws IOException {
    return open(config.fitted()).fitted();
  }

  /// One system, with those that it needs.
  OpenSystems open(String system) throws IOException {
    if (!config.fitted().contains(system)) {
      throw new IOException(
          "%s: the system '%s' is not fitted there; it has %s"
              .formatted(folder.root(), system, config.fitted()));
    }
    boolean alone = config.chosen(system).system().kind() == RowKind.SYSTEM;
    return open(alone ? List.of(system) : config.fitted());
  }

  private OpenSystems open(List<String> names) throws IOException {
    requireIntact(names);
    var opened = new ArrayList<OpenSystem>();
    try {
      for (RowKind kind : List.of(RowKind.SYSTEM, RowKind.FUSION, RowKind.FLOOR)) {
        for (String name : names) {
          if (config.chosen(name).system().kind() == kind) {
            List<OpenSystem> before = systems(opened).inHouse();
            FittedSystem fitted =
                open(bound(name), before.stream().map(OpenSystem::fitted).toList());
            opened.add(new OpenSystem(name, config.recipe(name), kind, fitted));
          }
        }
      }
      return systems(opened);
    } catch (IOException | RuntimeException failure) {
      systems(opened).close();
      throw failure;
    }
  }

  private OpenSystems systems(List<OpenSystem> opened) {
    return new OpenSystems(opened, house());
  }

  private List<String> house() {
    return config.house().stream().map(RecommenderSystem::name).toList();
  }

  private FittedSystem open(Bound bound, List<FittedSystem> before) throws IOException {
    String wrong = outdated(bound.name());
    if (!wrong.isEmpty()) {
      throw new IOException(
          "%s: the model of '%s' %s; run fit again".formatted(folder.root(), bound.name(), wrong));
    }
    return bound.open().open(before);
  }

  /// Holds the files of the shared stages and of these systems against their recorded sums, and
  /// says once what could not be.
  private void requireIntact(List<String> names) throws IOException {
    var stages = new ArrayList<>(SharedStages.NAMES);
    var inputs = new HashSet<Path>();
    for (String name : names) {
      for (Stage stage : bound(name).stages().list()) {
        stages.add(stage.name());
        inputs.addAll(stage.inputs());
      }
    }
    IntactFiles intact = runner.intact();
    intact.require(stages, inputs);
    var unchecked = new ArrayList<>(intact.unchecked(stages));
    if (AddedLines.unchecked(folder.addedItems())) {
      unchecked.add(String.valueOf(folder.addedItems().getFileName()));
    }
    if (!unchecked.isEmpty() && !saidUnchecked) {
      saidUnchecked = true;
      listener.message(
          "%s: made by an earlier version, which kept no sums of %s: these could not be checked"
              .formatted(folder.root(), String.join(", ", unchecked)));
    }
  }

  /// One file of the run, as [#open()] does with those of its systems.
  void requireIntact(Path file) throws IOException {
    runner.intact().require(file);
  }

  /// File with the words by which a system that the run fits calls items; empty where it has none.
  Optional<Path> words(String system) {
    return bound(system).words().get();
  }

  /// What tells the codes of a system that the run fits; empty where its identifiers are none.
  Optional<Coded> coded(String system) {
    return bound(system).coded().get();
  }

  /// Why a system cannot be opened, in words; empty where it was fitted to its end, to the files as
  /// they are now. The numbers of a model that was fitted to others stand for other items.
  String outdated(String system) throws IOException {
    List<Stage> stages = bound(system).stages().list();
    return stages.isEmpty() ? "" : runner.outdated(stages.getLast());
  }
}

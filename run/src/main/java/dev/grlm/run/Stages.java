package dev.grlm.run;

import dev.grlm.codec.Prompts;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.Split;
import dev.grlm.embed.CheckpointEncoder;
import dev.grlm.embed.CheckpointEncoderConfig;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.EmbeddingRows;
import dev.grlm.embed.Embeddings;
import dev.grlm.embed.Encoders;
import dev.grlm.embed.LsaEncoder;
import dev.grlm.embed.PartialEmbeddings;
import dev.grlm.evaluate.RepeatPolicy;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.identifier.TermIdFile;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.ExactNeighbors;
import dev.grlm.neighbor.NeighborConfig;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.neighbor.NeighborFinder;
import dev.grlm.neighbor.NeighborRecall;
import dev.grlm.neighbor.NeighborSearch;
import dev.grlm.neighbor.Neighbors;
import dev.grlm.process.ProcessSettings;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The stages of a run, each from files to files. Confined to one thread.
public final class Stages {
  /// Items whose approximate neighbors are compared with the exact ones.
  private static final int RECALL_SAMPLE = 1_000;

  private final RunFolder folder;
  private final GrlmConfig config;
  private final RunListener listener;
  private final ChatClients clients;
  private final StageRunner runner;
  private @Nullable Dataset dataset;
  private @Nullable Identifiers identifiers;

  /// @throws IOException when the run folder is of another version
  public Stages(RunFolder folder, GrlmConfig config, RunListener listener) throws IOException {
    this(folder, config, listener, ChatClients.configured());
  }

  /// @param clients open the language model that names items, where one does
  /// @throws IOException when the run folder is of another version
  public Stages(RunFolder folder, GrlmConfig config, RunListener listener, ChatClients clients)
      throws IOException {
    this.clients = clients;
    this.folder = folder;
    this.config = config;
    this.listener = listener;
    this.runner = new StageRunner(folder, config, listener);
  }

  GrlmConfig config() {
    return config;
  }

  RunFolder folder() {
    return folder;
  }

  Manifest manifest() {
    return runner.manifest();
  }

  /// Foreign folder → RUN/dataset.
  ///
  /// @param data folder in the native or GRLM's own layout
  public void dataset(Path data) throws IOException {
    runner.stage(
        "dataset",
        Map.of(),
        DatasetReader.files(data),
        datasetFiles(),
        () -> {
          Dataset read = DatasetReader.read(data);
          DatasetFiles.write(folder.dataset(), read);
          return read.counts();
        });
  }

  /// Item texts → RUN/encoder, RUN/embeddings.safetensors.
  public void embed() throws IOException {
    CheckpointEncoderConfig checkpoint = config.encoder();
    boolean fitted = checkpoint.checkpoint().isEmpty();
    var settings = new TreeMap<String, Object>(Map.of("textFields", config.textFields()));
    var inputs = new ArrayList<>(List.of(items()));
    if (fitted) {
      settings.put("lsa", config.embedding());
    } else {
      settings.put("checkpoint", checkpoint);
      settings.put("precision", config.placement().precision());
      inputs.add(Path.of(checkpoint.checkpoint()).resolve("config.json"));
    }
    var outputs = new ArrayList<>(Encoders.files(folder.encoder(), checkpoint));
    outputs.add(folder.embeddings());
    runner.stage(
        "embed",
        settings,
        inputs,
        outputs,
        () -> {
          List<String> texts = data().catalog().texts(config.textFields());
          return fitted ? fitAndEncode(texts) : encode(texts, Json.line(settings));
        });
  }

  private SortedMap<String, Long> fitAndEncode(List<String> texts) throws IOException {
    LsaEncoder encoder = fitEncoder(texts);
    Encoders.save(folder.encoder(), encoder);
    EmbeddingFiles.write(folder.embeddings(), encoder, texts);
    return new TreeMap<>(
        Map.of(
            "dimensions", (long) encoder.dimensions(), "words", (long) encoder.vocabularySize()));
  }

  /// What is done of a long catalogue is kept beside the result.
  private SortedMap<String, Long> encode(List<String> texts, String settings) throws IOException {
    Files.createDirectories(folder.encoder());
    var partial =
        new PartialEmbeddings(
            folder.encoder().resolve("rows.partial"), settings + runner.inputs(List.of(items())));
    try (CheckpointEncoder encoder = CheckpointEncoder.load(config.encoder(), config.placement())) {
      Embeddings embeddings =
          partial.encode(
              encoder, texts, done -> listener.progress("embed", done, texts.size(), "items"));
      EmbeddingFiles.write(folder.embeddings(), embeddings);
      Encoders.refer(folder.encoder(), config.encoder());
      partial.delete();
      return new TreeMap<>(
          Map.of(
              "dimensions",
              (long) encoder.dimensions(),
              "texts cut to the longest length",
              encoder.textsCut()));
    }
  }

  private LsaEncoder fitEncoder(List<String> texts) throws IOException {
    try {
      return LsaEncoder.fit(texts, config.embedding());
    } catch (IllegalArgumentException failure) {
      throw new IOException(items() + ": " + failure.getMessage(), failure);
    }
  }

  /// Embeddings → RUN/neighbors.tsv.
  public void neighbors() throws IOException {
    runner.stage(
        "neighbors",
        config.neighbors(),
        List.of(folder.embeddings(), items()),
        List.of(folder.neighbors()),
        () -> {
          Catalog catalog = data().catalog();
          return EmbeddingFiles.lend(
              folder.embeddings(), catalog.size(), rows -> neighbors(rows, catalog));
        });
  }

  private SortedMap<String, Long> neighbors(EmbeddingRows rows, Catalog catalog)
      throws IOException {
    NeighborConfig settings = config.neighbors();
    var counts = new TreeMap<String, Long>();
    if (rows.rows() <= settings.approximateAbove()) {
      NeighborFiles.write(folder.neighbors(), ExactNeighbors.find(rows, settings.k()), catalog);
      return counts;
    }
    NeighborFinder finder =
        NeighborSearch.finder(
            settings,
            config.workers(),
            done -> listener.progress("neighbors", done, rows.rows(), "items"));
    Neighbors found = finder.find(rows, settings.k());
    NeighborFiles.write(folder.neighbors(), found, catalog);
    NeighborRecall recall =
        NeighborRecall.measure(rows, found, settings.k(), RECALL_SAMPLE, settings.seed());
    counts.put("items that recall was measured on", (long) recall.rows());
    counts.put(
        "recall@" + settings.k() + " of approximate neighbors, per mille",
        Math.round(1000 * recall.recall()));
    return counts;
  }

  /// Neighbors and texts, or a file of Term IDs → RUN/identifiers.tsv.
  ///
  /// @param given Term IDs to be taken as they are; null to make them
  /// @throws IOException in one line, when a language model left items without an answer
  public void terms(@Nullable Path given) throws IOException {
    new TermStage(this, runner, listener, clients).run(given);
    identifiers = null;
  }

  /// Dataset and identifiers → RUN/examples.jsonl.
  public void examples() throws IOException {
    var settings =
        new TreeMap<String, Object>(Map.of("window", window(), "textFields", config.textFields()));
    if (config.tunesCheckpoint()) {
      settings.put("layout", config.checkpoint().layout());
    }
    runner.stage(
        "examples",
        settings,
        dataAndIdentifiers(),
        List.of(folder.examples()),
        () -> {
          if (config.tunesCheckpoint()) {
            return ExampleFile.write(
                folder.examples(),
                data(),
                CheckpointModel.tasks(config.checkpoint()),
                ExampleFile.instructions(
                    CheckpointModel.prompts(config.checkpoint(), data(), ids())));
          }
          WordTable words = WordTable.of(data().catalog(), config.textFields(), 1, 64);
          return ExampleFile.write(
              folder.examples(),
              data(),
              List.of(new UserSequencePrediction(window(), false), new TermInternalization()),
              ExampleFile.marks(new Prompts(data().catalog(), ids(), words)));
        });
  }

  /// Most items of a history that the preset is shown.
  private int window() {
    return switch (config.preset()) {
      case SMALL -> config.small().maxSteps();
      case FLAT -> config.flat().historyItems();
      case QWEN3, QWEN3_PARITY -> config.checkpoint().historyItems() - 1;
    };
  }

  /// Dataset and identifiers → RUN/model.
  public void train() throws IOException {
    train(null, Optional.empty());
  }

  /// As [#train()], over several processes that have this run in common: each calls this, and waits
  /// for the others if there is something to do. Process 0 alone writes.
  ///
  /// @param processes the place of this process among them; empty for the only one
  public void train(Optional<ProcessSettings> processes) throws IOException {
    train(null, processes);
  }

  /// As [#train()], starting from the weights of another run.
  void train(@Nullable Path from) throws IOException {
    train(from, Optional.empty());
  }

  private void train(@Nullable Path from, Optional<ProcessSettings> processes) throws IOException {
    new TrainStage(this, runner, listener).run(from, processes);
  }

  boolean repeats() throws IOException {
    return RepeatPolicy.parse(config.evaluation().repeats()).allows(data());
  }

  /// Everything → the report of a split, its page and, on test, RUN/recommendations.jsonl.
  public void report(Split split) throws IOException {
    var inputs = new ArrayList<>(dataAndIdentifiers());
    inputs.add(folder.neighbors());
    inputs.addAll(ModelFolder.files(folder.model(), config.preset()));
    var outputs = new ArrayList<Path>();
    outputs.add(folder.report(split.word()));
    outputs.add(folder.page(split.word()));
    if (split == Split.TEST) {
      outputs.add(folder.recommendations());
    }
    runner.stage(
        split == Split.TEST ? "report" : "report-" + split.word(),
        Map.of(
            "evaluation", config.evaluation(),
            "decoding", config.decoding(),
            "seed", config.seed()),
        inputs,
        outputs,
        () -> {
          try (FittedModel model = model()) {
            new Reporting(this, listener, model).write(split);
          }
          return new TreeMap<>();
        });
  }

  /// The trained model of this run.
  ///
  /// @throws IOException in one line, when there is none or when it was trained on other files than
  ///   the run now holds: its numbers would stand for other items
  FittedModel model() throws IOException {
    if (!runner.current("train", dataAndIdentifiers())) {
      throw new IOException(
          folder.root()
              + ": no model was trained on the dataset and identifiers.tsv as they are now; run fit"
              + " again");
    }
    return ModelFolder.load(folder.model(), data(), ids(), config);
  }

  /// The stored dataset of this run.
  Dataset data() throws IOException {
    if (dataset == null) {
      dataset = DatasetFiles.read(folder.dataset());
    }
    return dataset;
  }

  /// The stored identifiers of this run.
  Identifiers ids() throws IOException {
    if (identifiers == null) {
      identifiers = readIdentifiers(folder.identifiers(), data().catalog());
    }
    return identifiers;
  }

  static Identifiers readIdentifiers(Path file, Catalog catalog) throws IOException {
    TermIdFile stored = TermIdFile.read(file);
    var byItem = new ArrayList<Identifier>();
    for (int item = 0; item < catalog.size(); item++) {
      Identifier identifier = stored.byItem().get(catalog.item(item).id());
      if (identifier == null) {
        throw new IOException(
            file + ": no identifier for item '" + catalog.item(item).id() + "'; run terms again");
      }
      byItem.add(identifier);
    }
    return new Identifiers(byItem);
  }

  Curve curve() throws IOException {
    return Files.exists(curveFile()) ? Json.read(curveFile(), Curve.class) : Curve.EMPTY;
  }

  Path curveFile() {
    return folder.model().resolve("curve.json");
  }

  private Path items() {
    return folder.dataset().resolve("items.jsonl");
  }

  private List<Path> datasetFiles() {
    return List.of(
        items(),
        folder.dataset().resolve("interactions.tsv"),
        folder.dataset().resolve("split.json"));
  }

  List<Path> dataAndIdentifiers() {
    return List.of(items(), folder.dataset().resolve("interactions.tsv"), folder.identifiers());
  }
}

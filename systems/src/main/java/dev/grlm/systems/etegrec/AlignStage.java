package dev.grlm.systems.etegrec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.CodebookReport;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.Quantized;
import dev.grlm.codebook.Quantizer;
import dev.grlm.codebook.QuantizerFolder;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.coded.Refinement;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.fitting.CodeFiles;
import dev.grlm.fitting.CodesStage;
import dev.grlm.fitting.UnjudgedProgress;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.train.FileCheckpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Makes the stage `etegrec/align`: from the RQ-VAE of the stage `codes` on, tokenizer and
/// generator are trained in turns on the training positions of all users.
///
/// @param first the stage that gives the items their first codes
record AlignStage(SystemRun<EtegrecSettings> run, CodesStage first) implements Refinement {
  /// The last part of the stage's name.
  static final String NAME = "align";

  private AlignedFiles aligned() {
    return new AlignedFiles(run.folder().resolve("aligned"));
  }

  @Override
  public CodeFiles files() {
    return aligned().codes();
  }

  @Override
  public Optional<Path> weights() {
    return Optional.of(aligned().weights());
  }

  @Override
  public void start(TwoLevelDecoder decoder, List<List<String>> symbols) throws IOException {
    aligned().start(decoder, symbols);
  }

  @Override
  public Stage stage() {
    return new Stage(run.stage(NAME), this::settings, inputs(), aligned()::all, this::work);
  }

  private List<Path> inputs() {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.addAll(people().inputs());
    inputs.addAll(first.files().all());
    return inputs;
  }

  private PeopleVectors people() {
    return new PeopleVectors(run);
  }

  private SortedMap<String, Object> settings() {
    EtegrecSettings settings = run.settings();
    return new TreeMap<>(
        Map.of(
            "alternation", settings.alternation(),
            "decoder", settings.decoder().taught(),
            "codebook", codebook(settings.codebook()),
            "seed", run.shared().seed(),
            "workers", run.shared().workers()));
  }

  private static ObjectNode codebook(CodebookConfig config) {
    return LaterSettings.told(config, Set.of())
        .<ObjectNode>set("rqVae", CodesStage.told(config.rqVae()));
  }

  private SortedMap<String, Long> work() throws IOException {
    Path folder = first.files().folder();
    try (Quantizer fitted = QuantizerFolder.load(folder)) {
      if (!(fitted instanceof RqVaeQuantizer quantizer)) {
        throw new IOException(folder + ": an RQ-VAE is expected; run the codes stage again");
      }
      return work(quantizer);
    }
  }

  private SortedMap<String, Long> work(RqVaeQuantizer quantizer) throws IOException {
    Dataset dataset = run.dataset();
    EtegrecSettings settings = run.settings();
    ItemVectors vectors = people().vectors();
    var tokenizer =
        new Tokenizer(quantizer, vectors, settings.codebook(), ItemOrder.byPopularity(dataset));
    Codes before = first.codes();
    try (var generator = generator(vectors)) {
      new Alternation(
              settings.alternation(),
              settings.decoder().training(),
              run.shared().workers(),
              run.shared().seed())
          .run(
              tokenizer,
              generator,
              samples(dataset),
              memory(),
              new UnjudgedProgress(run.listener(), run.stage(NAME)));
      aligned().write(generator.parameters());
    }
    Quantized quantized = tokenizer.quantized();
    Codes after = settings.codebook().collisions().resolve(quantized, tokenizer.order());
    CodebookReport report = files().write(dataset.catalog(), quantizer, quantized, after);
    return noticed(before, quantized, after, report);
  }

  private Generator generator(ItemVectors vectors) {
    EtegrecSettings settings = run.settings();
    return new Generator(
        settings.decoder(),
        settings.codebook().length(),
        settings.codebook().codesOf(vectors.items()),
        settings.codebook().rqVae().width(),
        vectors.width(),
        run.shared().seed());
  }

  private List<int[]> samples(Dataset dataset) {
    return new UserSequencePrediction(run.settings().decoder().maxSteps(), false)
        .examples(dataset)
        .map(Example::items)
        .toList();
  }

  private Alternation.Memory memory() throws IOException {
    String fingerprint = Json.line(settings()) + Fingerprint.byName(inputs());
    Path folder = run.folder().resolve("training-align");
    Path tokenizer = folder.resolve("tokenizer");
    return new Alternation.Memory(
        // Taken up again before each of its turns, of which nobody needs to hear.
        new FileCheckpoints(tokenizer, fingerprint, _ -> {}),
        new FileCheckpoints(folder.resolve("generator"), fingerprint, run.listener()::message),
        () -> Files.deleteIfExists(tokenizer.resolve("state.json")));
  }

  private static SortedMap<String, Long> noticed(
      Codes before, Quantized quantized, Codes after, CodebookReport report) {
    var counts = new TreeMap<String, Long>();
    counts.put(
        "items with other codes than before",
        IntStream.range(0, after.items())
            .filter(item -> !Arrays.equals(before.of(item), after.of(item)))
            .count());
    counts.put("items whose codes another one had before", (long) quantized.codes().surplus());
    counts.put("items that share all their codes", (long) report.collidingItems());
    for (int level = 0; level < quantized.codes().levels(); level++) {
      counts.put(
          "level " + (level + 1) + ", codes in use", (long) report.levels().get(level).used());
    }
    return counts;
  }
}

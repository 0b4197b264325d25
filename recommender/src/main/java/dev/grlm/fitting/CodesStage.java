package dev.grlm.fitting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.CodebookReport;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.CodesFile;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.KMeansQuantizer;
import dev.grlm.codebook.Quantized;
import dev.grlm.codebook.Quantizer;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.ResidualKMeans;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.codebook.RqVaeTraining;
import dev.grlm.data.Dataset;
import dev.grlm.data.ItemOrder;
import dev.grlm.io.Fingerprint;
import dev.grlm.io.Json;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunSettings;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes the stage `SYSTEM/codes`: vectors of the items, those of their texts unless somebody gives
/// others, become codes. `codes.tsv` has them, and the folder `codebook` the quantizer,
/// `codebook.tsv` with what each code is about, and `codebook.json` with the report.
///
/// @param run the system's part of the run
/// @param sources what is quantised
public record CodesStage(SystemRun<?> run, CodebookConfig config, CodeSources sources) {
  /// The last part of the stage's name.
  public static final String NAME = "codes";

  /// Of the run's text vectors.
  public CodesStage(SystemRun<?> run, CodebookConfig config) {
    this(run, config, CodeSources.texts(run));
  }

  /// The codes of the items; written last, when all other files are there.
  public Path file() {
    return files().codes();
  }

  /// What the stage writes.
  public CodeFiles files() {
    return new CodeFiles(run.folder().resolve("codes.tsv"), run.folder().resolve("codebook"));
  }

  /// What the stage wrote.
  ///
  /// @throws IOException naming file and line, when it is missing or of another catalogue
  public Codes codes() throws IOException {
    return CodesFile.read(file(), run.dataset().catalog());
  }

  public Stage stage() {
    return new Stage(run.stage(NAME), this::settings, inputs(), files()::all, this::work);
  }

  private List<Path> inputs() {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.addAll(sources.inputs());
    return inputs;
  }

  /// Settings of an RQ-VAE are named only where there is one.
  private SortedMap<String, Object> settings() {
    RunSettings shared = run.shared();
    var all = new TreeMap<>(sources.settings());
    all.put("quantizer", config.quantizer());
    all.put("levels", config.levels());
    all.put("codes", config.codes());
    all.put("collisions", config.collisions());
    all.put("seed", shared.seed());
    switch (config.quantizer()) {
      case K_MEANS -> {
        all.put("iterations", config.iterations());
        all.put("residuals", "unit");
      }
      case RQ_VAE -> {
        all.put("rqVae", told(config.rqVae()));
        all.put("workers", shared.workers());
      }
    }
    return all;
  }

  /// What a stage says of an RQ-VAE.
  public static ObjectNode told(RqVaeConfig rqVae) {
    return LaterSettings.told(rqVae, rqVae.legacy() ? Set.of() : Set.of("legacy"));
  }

  private SortedMap<String, Long> work() throws IOException {
    Dataset dataset = run.dataset();
    ItemVectors vectors = sources.vectors();
    try (Quantizer quantizer = quantizer(vectors)) {
      Quantized quantized = quantizer.quantize(vectors);
      Codes codes = config.collisions().resolve(quantized, ItemOrder.byPopularity(dataset));
      CodebookReport report = files().write(dataset.catalog(), quantizer, quantized, codes);
      return noticed(vectors, quantized.codes(), report);
    }
  }

  /// Fitted; to be closed by the caller.
  Quantizer quantizer(ItemVectors vectors) throws IOException {
    int codes = config.codesOf(vectors.items());
    RunSettings shared = run.shared();
    if (config.quantizer() == QuantizerKind.K_MEANS) {
      return new KMeansQuantizer(
          new ResidualKMeans(config.levels(), codes, config.iterations(), true, shared.seed())
              .fit(vectors));
    }
    String fingerprint = Json.line(settings()) + Fingerprint.byName(inputs());
    return new RqVaeTraining(
            config.rqVae(),
            config.levels(),
            codes,
            shared.workers(),
            shared.seed(),
            sources.losses())
        .train(
            vectors,
            new FileCheckpoints(
                run.folder().resolve("training-codes"), fingerprint, run.listener()::message),
            new UnjudgedProgress(run.listener(), run.stage(NAME), CodesStage::collisions))
        .quantizer();
  }

  /// The score of an RQ-VAE is minus its collision rate.
  private static String collisions(TrainingState state) {
    return state.bestEpoch() == 0
        ? ""
        : String.format(Locale.ROOT, " · fewest collisions %.1f %%", -100 * state.bestScore());
  }

  private SortedMap<String, Long> noticed(
      ItemVectors vectors, Codes quantised, CodebookReport report) {
    var counts = new TreeMap<String, Long>();
    counts.put("items whose codes another one had before", (long) quantised.surplus());
    counts.put("items that share all their codes", (long) report.collidingItems());
    for (int level = 0; level < config.levels(); level++) {
      CodebookReport.Level of = report.levels().get(level);
      counts.put("level " + (level + 1) + ", codes in use", (long) of.used());
      counts.put("level " + (level + 1) + ", perplexity", Math.round(of.perplexity()));
    }
    long without = vectors.withoutDirection();
    if (without > 0) {
      counts.put(sources.blank(), without);
    }
    int codes = config.codesOf(vectors.items());
    if (codes < config.codes()) {
      counts.put("codes of a level, because there are no more items", (long) codes);
    }
    return counts;
  }
}

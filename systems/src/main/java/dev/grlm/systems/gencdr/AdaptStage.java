package dev.grlm.systems.gencdr;

import dev.grlm.codebook.CodebookReport;
import dev.grlm.codebook.Codebooks;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.KMeansQuantizer;
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
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Makes the stage `gencdr/adapt`: adapters and gates of the domains are trained, and the items get
/// the codes of their adapted vectors by the books that they had before. The folder `adapted` has
/// the new codes, the books as they quantise adapted vectors, and what adapts them.
///
/// @param first the stage that trains the RQ-VAE on the items of all domains
record AdaptStage(SystemRun<GenCdrSettings> run, CodesStage first) implements Refinement {
  /// The last part of the stage's name.
  static final String NAME = "adapt";

  private Path folder() {
    return run.folder().resolve("adapted");
  }

  @Override
  public CodeFiles files() {
    return new CodeFiles(folder().resolve("codes.tsv"), folder().resolve("codebook"));
  }

  @Override
  public Stage stage() {
    return new Stage(run.stage(NAME), this::settings, inputs(), this::outputs, this::work);
  }

  private List<Path> inputs() {
    var inputs = new ArrayList<>(run.datasetFiles());
    inputs.add(run.run().embeddings());
    inputs.addAll(first.files().all());
    return inputs;
  }

  private List<Path> outputs() {
    var outputs = new ArrayList<>(files().all());
    outputs.addAll(AdapterFolder.files(folder()));
    return outputs;
  }

  private SortedMap<String, Object> settings() {
    return new TreeMap<>(
        Map.of(
            "adapters", run.settings().adapters(),
            "collisions", first.config().collisions(),
            "seed", run.shared().seed(),
            "workers", run.shared().workers()));
  }

  /// The RQ-VAE; to be closed by the caller.
  ///
  /// @throws IOException in one line, when it is missing, broken or another quantizer
  static RqVaeQuantizer quantizer(Path folder) throws IOException {
    Quantizer fitted = QuantizerFolder.load(folder);
    if (fitted instanceof RqVaeQuantizer quantizer) {
      return quantizer;
    }
    fitted.close();
    throw new IOException(folder + ": an RQ-VAE is expected; run the codes stage again");
  }

  /// What the stage wrote.
  AdaptedEncoder encoder(RqVaeQuantizer quantizer) throws IOException {
    return AdapterFolder.load(folder(), quantizer);
  }

  private SortedMap<String, Long> work() throws IOException {
    Dataset dataset = run.dataset();
    ItemDomains domains = ItemDomains.of(dataset.catalog());
    ItemVectors vectors = first.sources().vectors();
    try (RqVaeQuantizer quantizer = quantizer(first.files().folder());
        AdaptedEncoder encoder =
            AdaptedEncoder.create(
                quantizer,
                domains.names(),
                run.settings().adapters().rank(),
                run.shared().seed())) {
      Codebooks books = quantizer.books();
      train(new AdapterObjective(encoder, vectors, domains.of(), run.settings().adapters(), books));
      Quantized quantized = books.quantize(encoder.encoded(vectors, domains.of()));
      Codes codes = first.config().collisions().resolve(quantized, ItemOrder.byPopularity(dataset));
      AdapterFolder.save(encoder, folder());
      CodebookReport report =
          files().write(dataset.catalog(), new KMeansQuantizer(books), quantized, codes);
      return noticed(quantized.codes(), codes, report, domains.size());
    }
  }

  private void train(AdapterObjective objective) throws IOException {
    String fingerprint = Json.line(settings()) + Fingerprint.byName(inputs());
    int items = run.dataset().catalog().size();
    var trainer =
        new Trainer<>(
            objective,
            run.settings().adapters().trainer(run.shared().workers(), run.shared().seed()),
            new UnjudgedProgress(run.listener(), run.stage(NAME)));
    var _ =
        trainer.train(
            IntStream.range(0, items).boxed().toList(),
            _ -> objective.score(),
            new FileCheckpoints(
                run.folder().resolve("training-" + NAME), fingerprint, run.listener()::message));
  }

  private SortedMap<String, Long> noticed(
      Codes quantised, Codes after, CodebookReport report, int domains) throws IOException {
    Codes before = first.codes();
    var counts = new TreeMap<String, Long>();
    counts.put("domains", (long) domains);
    counts.put(
        "items with other codes than before",
        IntStream.range(0, after.items())
            .filter(item -> !Arrays.equals(before.of(item), after.of(item)))
            .count());
    counts.put("items whose codes another one had before", (long) quantised.surplus());
    counts.put("items that share all their codes", (long) report.collidingItems());
    return counts;
  }
}

package dev.grlm.systems.etegrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Codes;
import dev.grlm.codebook.CodesFile;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Split;
import dev.grlm.decode.Among;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.sequence.CollaborativeConfig;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files. It reads no text.
class EtegrecSystemTest {
  private static final int ITEMS = 12;
  private static final Dataset CYCLIC = ToyWorlds.cyclic(ITEMS, 24, 9);
  private static final EtegrecSystem SYSTEM = new EtegrecSystem();

  @TempDir Path folder;

  private static TrainingConfig training(int epochs) {
    return new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs);
  }

  /// Two levels of six codes and a digit.
  private static EtegrecSettings settings(int turns, int epochs) {
    return new EtegrecSettings(
        8,
        new CollaborativeConfig(1, 8, 6, .1, 4, 32, 1e-2),
        new CodebookConfig(
            QuantizerKind.RQ_VAE,
            2,
            6,
            1,
            Collisions.DIGIT,
            new RqVaeConfig(List.of(8), 4, .25, 1, false, 6, 6, 1e-2, 0, 0, 1, 2)),
        new AlternationConfig(turns, 1, .1, .1, .07, false, 3e-3, 0),
        new CodeDecoderConfig(16, 1, 2, 32, 16, 6, .1, 0, Among.BRANCHES, training(epochs)),
        training(epochs));
  }

  private SystemRun<EtegrecSettings> run(String name, Dataset dataset, EtegrecSettings settings)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), dataset);
    return new SystemRun<>(
        SYSTEM.name(),
        "default",
        settings,
        RunSettings.DEFAULT,
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  /// @return what each stage noticed, by its verb
  private static Map<String, SortedMap<String, Long>> fit(SystemRun<EtegrecSettings> run)
      throws IOException {
    SYSTEM.require(run);
    var noticed = new TreeMap<String, SortedMap<String, Long>>();
    for (Stage stage : SYSTEM.stages(run)) {
      noticed.put(stage.verb(), stage.work().run());
      assertThat(stage.outputs().files()).allSatisfy(file -> assertThat(file).isRegularFile());
    }
    return noticed;
  }

  private static Codes codes(SystemRun<?> run, String file) throws IOException {
    return CodesFile.read(run.folder().resolve(file), CYCLIC.catalog());
  }

  private static double recall(SystemRun<EtegrecSettings> run) throws IOException {
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(system.rows()).extracting(Row::name).startsWith("etegrec", "etegrec-free");
      return new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
          .objective(Metric.RECALL_1)
          .applyAsDouble(system.recommender());
    }
  }

  @Test
  void whoGoesRoundInCirclesIsToldTheNextItemByTheAlignedCodes() throws IOException {
    SystemRun<EtegrecSettings> run = run("turns", CYCLIC, settings(12, 25));
    assertThat(SYSTEM.stages(run))
        .extracting(Stage::verb)
        .containsExactly("vectors", "codes", "align", "examples", "train");
    Map<String, SortedMap<String, Long>> noticed = fit(run);
    Codes before = codes(run, "codes.tsv");
    Codes after = codes(run, "aligned/codes.tsv");
    assertThat(after.surplus()).as("a digit tells them apart").isZero();
    long changed =
        IntStream.range(0, ITEMS)
            .filter(item -> !Arrays.equals(before.of(item), after.of(item)))
            .count();
    assertThat(changed).isPositive();
    assertThat(noticed.get("align"))
        .containsEntry("items with other codes than before", changed)
        .containsEntry("items that share all their codes", 0L);
    String first = after.identifiers().of(0).symbols().getFirst();
    assertThat(run.examples()).content().contains(first);
    assertThat(recall(run)).isEqualTo(1);
  }

  @Test
  void withoutTurnsItIsTigerOnOtherVectors() throws IOException {
    SystemRun<EtegrecSettings> run = run("alone", CYCLIC, settings(0, 40));
    assertThat(SYSTEM.stages(run))
        .extracting(Stage::verb)
        .containsExactly("vectors", "codes", "examples", "train");
    var _ = fit(run);
    assertThat(run.folder().resolve("aligned")).doesNotExist();
    assertThat(recall(run)).isEqualTo(1);
  }

  /// One pass of the tuning is too short to learn from nothing what the turns have taught.
  @Test
  void theTuningGoesOnFromTheTurns() throws IOException {
    SystemRun<EtegrecSettings> run = run("short", CYCLIC, settings(25, 1));
    var _ = fit(run);
    assertThat(recall(run)).isGreaterThan(.9);
    SystemRun<EtegrecSettings> alone = run("short-alone", CYCLIC, settings(0, 1));
    var _ = fit(alone);
    assertThat(recall(alone)).isLessThan(.5);
  }

  @Test
  void theStageSaysWhatItDependsOn() throws IOException {
    SystemRun<EtegrecSettings> run = run("said", CYCLIC, settings(2, 1));
    Stage align = SYSTEM.stages(run).get(2);
    assertThat(align.name()).isEqualTo("etegrec/align");
    assertThat(align.inputs())
        .contains(
            run.folder().resolve("vectors/model.safetensors"),
            run.folder().resolve("codebook/quantizer.safetensors"));
    assertThat(Json.line(align.settings().value()))
        .contains("sequenceItem", "commitment", "seed", "workers")
        .doesNotContain("tuning");
    assertThat(SYSTEM.stages(run).getLast().inputs())
        .contains(
            run.folder().resolve("aligned/codes.tsv"),
            run.folder().resolve("aligned/generator.safetensors"))
        .doesNotContain(run.folder().resolve("codes.tsv"));
  }

  @Test
  void whatNobodyTakesInTrainingIsCounted() throws IOException {
    // The last item of a history is test's, the one before is validation's.
    Dataset two = ToyWorlds.of(ITEMS, new int[] {0, 1, 2, 3, 4, 5}, new int[] {2, 1, 0, 6, 7});
    SystemRun<EtegrecSettings> run = run("unknown", two, settings(2, 1));
    Map<String, SortedMap<String, Long>> noticed = fit(run);
    assertThat(noticed.get("codes"))
        .containsEntry("items that nobody takes in training, quantised alike", 8L);
    // More of them than there are codes: the generator cannot tell the last ones apart, the decoder
    // can.
    assertThat(codes(run, "aligned/codes.tsv").sizes().getLast()).isGreaterThan(6);
    assertThat(noticed.get("align")).containsEntry("items that share all their codes", 0L);
  }

  @Test
  void kMeansHasNoTurns() throws IOException {
    EtegrecSettings settings = settings(2, 1);
    EtegrecSettings kMeans =
        settings.withCodebook(settings.codebook().withQuantizer(QuantizerKind.K_MEANS));
    assertThatIOException()
        .isThrownBy(() -> SYSTEM.require(run("k-means", CYCLIC, kMeans)))
        .withMessageContaining("etegrec.alternation.epochs=0 does without");
    SYSTEM.require(
        run("no-turns", CYCLIC, kMeans.withAlternation(kMeans.alternation().withEpochs(0))));
    assertThat(Files.exists(folder.resolve("k-means/systems"))).isFalse();
  }
}

package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.grlm.data.Split;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.process.ProcessSettings;
import dev.grlm.process.Processes;
import dev.grlm.report.Report;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitCheckpointTest {
  @TempDir Path folder;

  private Path checkpoint() throws IOException {
    return CyclicCheckpoint.write(folder.resolve("checkpoint"), 48);
  }

  private RunConfig config(Path checkpoint, int epochs, String... more) throws IOException {
    var settings =
        new ArrayList<>(
            List.of(
                "preset=\"qwen3\"",
                "terms.length=2",
                "qwen3.checkpoint=" + Json.line(checkpoint.toString()),
                "workers=1", // native threads of a product spin against whatever else runs here
                "qwen3.historyItems=6",
                "qwen3.longest=256",
                "qwen3.microTokens=2048",
                "qwen3.training.epochs=" + epochs,
                "qwen3.training.validateEvery=" + epochs,
                "qwen3.training.batch=16",
                "qwen3.training.learningRate=0.006"));
    settings.addAll(List.of(more));
    return CyclicShop.config(1, 1, settings.toArray(String[]::new));
  }

  private static double recall(Report report, String row) {
    return report.result(row).orElseThrow().metrics().getOrDefault("recall@1", Double.NaN);
  }

  /// The paper's ablations: no titles in histories, and no GTI.
  @ParameterizedTest
  @CsvSource({"qwen3.titles=false, 0, true", "qwen3.naming=false, 4, false"})
  void whatItIsToldCanBeLeftOut(String ablation, long titled, boolean names) throws IOException {
    Path run = folder.resolve("run");
    taught(run, config(checkpoint(), 1, ablation), 4);
    String examples = examples(run);
    assertThat(examples.contains("\"GTI\"")).isEqualTo(names);
    assertThat(titled(examples)).isEqualTo(titled);
  }

  @Test
  void aModelThatIsToldOfNeitherIsFitted() throws IOException {
    Path data = CyclicShop.of(4).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig config =
        config(
            checkpoint(),
            1,
            "decoding.beams=2",
            "decoding.freeBeams=2",
            "qwen3.titles=false",
            "qwen3.naming=false");
    try (Grlm fitted = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent())) {
      assertThat(fitted.recommendFor("u1", 2)).hasSize(2);
    }
    assertThat(examples(run)).doesNotContain("Title:", "\"GTI\"").contains("\"USP\"");
  }

  private static String examples(Path run) throws IOException {
    return Files.readString(new RunFolder(run).system("grlm").resolve("examples.jsonl"));
  }

  /// Histories that titles stand in.
  private static long titled(String examples) {
    return examples.lines().filter(line -> line.contains("USP") && line.contains("Title:")).count();
  }

  /// All stages before the training.
  private void taught(Path run, RunConfig config, int users) throws IOException {
    var stages = new RunStages(new RunFolder(run), config, RunListener.silent());
    stages.dataset(CyclicShop.of(users).write(folder.resolve("data")));
    stages.embed();
    stages.neighbors();
    stages.stage("grlm", "terms");
    stages.stage("grlm", "examples");
  }

  /// How it is asked is said of a trained model again, and only the report is made anew.
  @Test
  void aTrainedModelIsAskedInAnotherWay() throws IOException {
    Path data = CyclicShop.of(4).write(folder.resolve("data"));
    var run = new RunFolder(folder.resolve("run"));
    Path checkpoint = checkpoint();
    String[] taught = {
      "decoding.beams=2", "decoding.freeBeams=2", "qwen3.collaborative.neighbors=2"
    };
    RunConfig fitted = config(checkpoint, 1, taught);
    Grlm.fit(data, run.root(), fitted, SystemRun.Inputs.NONE, RunListener.silent()).close();
    assertThat(Files.readString(run.system("grlm").resolve("examples.jsonl")))
        .contains("{\"task\":\"CN\"", "\"target\":\"1. [");
    Manifest before = Manifest.read(run.manifest());
    List<String> asked = new ArrayList<>(List.of(taught));
    asked.addAll(List.of("qwen3.newTokens=2", "qwen3.titlesAtInference=false"));
    RunConfig other = config(checkpoint, 1, asked.toArray(String[]::new));
    new RunStages(run, other, RunListener.silent()).report(Split.TEST);
    Manifest after = Manifest.read(run.manifest());
    assertThat(after.stages().get("grlm/train")).isEqualTo(before.stages().get("grlm/train"));
    assertThat(Objects.requireNonNull(after.stages().get("report")).config().path("asked"))
        .hasToString("{\"grlm\":{\"newTokens\":2,\"titlesAtInference\":false}}");
    Report report = Report.read(run.report("test"));
    assertThat(Objects.requireNonNull(report.generation().get("grlm-free")).validRate())
        .as("two tokens are no identifier")
        .isZero();
    assertThat(Objects.requireNonNull(report.generation().get("grlm")).validRate()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "lora"})
  void aCheckpointLearnsTheCycle(String method) throws IOException {
    Path data = CyclicShop.of(80).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig config =
        config(
            checkpoint(),
            method.equals("full") ? 8 : 4,
            "qwen3.training.batch=4", // steps teach, and few examples make few
            "qwen3.method=" + method,
            "qwen3.rank=32",
            "qwen3.alpha=64",
            "qwen3.titleWeight=0.2",
            "decoding.freeBeams=4");
    try (Grlm fitted = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent());
        Grlm opened = Grlm.open(Systems.ALL, run)) {
      for (int user = 0; user < 3; user++) {
        assertThat(opened.recommendFor("u" + user, 5))
            .isEqualTo(fitted.recommendFor("u" + user, 5));
      }
      assertThat(opened.name(CyclicShop.item(3), 3)).hasSize(3);
    }
    Report report = Report.read(run.resolve("report.json"));
    double chance = 1.0 / CyclicShop.ITEMS;
    assertThat(recall(report, "grlm")).isGreaterThan(method.equals("full") ? .5 : 3 * chance);
    assertThat(recall(report, "popularity")).isLessThan(.2);
    assertThat(report.result("grlm").orElseThrow().preset()).isEqualTo("qwen3");
    Path model = run.resolve("systems/grlm/model");
    assertThat(model.resolve("tokenizer.json"))
        .hasSameBinaryContentAs(folder.resolve("checkpoint").resolve("tokenizer.json"));
    Qwen3.load(model, 0).close(); // adapters are folded in: an ordinary folder
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "lora"})
  void isTunedByTwoProcesses(String method) throws Exception {
    Path run = folder.resolve("run");
    Path checkpoint = CyclicCheckpoint.write(folder.resolve("checkpoint"), 16);
    taught(run, config(checkpoint, 1, "qwen3.method=" + method, "decoding.beams=2"), 6);
    List<String> command = Processes.command(TrainingProgram.class.getName(), run.toString());
    command.add(1, "-XX:TieredStopAtLevel=1"); // a JVM of its own that starts fast
    Processes.run(command, 2, "", System.err);
    Manifest manifest = Manifest.read(run.resolve("run.json"));
    var record = Objects.requireNonNull(manifest.stages().get("grlm/train"));
    assertThat(record.config().path("processes").asInt()).isEqualTo(2);
    Qwen3.load(run.resolve("systems/grlm/model"), 0).close();
  }

  /// One of several processes of the train stage.
  static final class TrainingProgram {
    private TrainingProgram() {}

    public static void main(String[] arguments) throws IOException {
      Path run = Path.of(arguments[0]);
      new RunStages(
              new RunFolder(run),
              Grlm.configOf(Systems.ALL, run),
              SystemRun.Inputs.of(ProcessSettings.of(System.getenv()).orElseThrow()),
              RunListener.silent())
          .stage("grlm", "train");
      Runtime.getRuntime().halt(0);
    }
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    Path data = CyclicShop.of(20).write(folder.resolve("data"));
    Path checkpoint = checkpoint();
    Path config = checkpoint.resolve("config.json");
    // 40 million layers of such a model take more memory than any machine has
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("\"num_hidden_layers\" *: *2", "\"num_hidden_layers\": 40000000"));
    assertThatIOException()
        .isThrownBy(() ->
            Grlm.fit(
                data,
                folder.resolve("run"),
                config(checkpoint, 1),
                SystemRun.Inputs.NONE,
                RunListener.silent()))
        .withMessageMatching(
            ".*checkpoint: needs [0-9.]+ GiB of the [0-9.]+ GiB free on cpu; nothing that we know"
                + " makes it small enough");
  }

  @Test
  void isEmbeddedByACheckpointToo() throws IOException {
    Path data = CyclicShop.of(20).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig config =
        CyclicShop.config(1, 1, "encoder.checkpoint=" + Json.line(checkpoint().toString()));
    try (Grlm fitted = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent())) {
      assertThat(fitted.recommendFor("u1", 3)).hasSize(3);
    }
    assertThat(run.resolve("encoder").resolve("checkpoint.json")).exists();
    assertThat(run.resolve("encoder").resolve("vocabulary.json")).doesNotExist();
  }

  @Test
  void orByAPretrainedEncoderOfAModule() throws IOException {
    Path data = CyclicShop.of(20).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig config = CyclicShop.config(1, 1, "encoder.pretrained=\"letter-counts\"");
    try (Grlm fitted = Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent())) {
      assertThat(fitted.recommendFor("u1", 3)).hasSize(3);
    }
    assertThat(run.resolve("encoder/pretrained.json")).content().contains("second edition");
    RunConfig unknown = CyclicShop.config(1, 1, "encoder.pretrained=\"e6\"");
    Path none = folder.resolve("none");
    assertThatIOException()
        .isThrownBy(
            () -> Grlm.fit(data, none, unknown, SystemRun.Inputs.NONE, RunListener.silent()))
        .withMessageStartingWith(
            "'e6' is no checkpoint, and no module brings a pretrained encoder");
    assertThat(none.resolve("dataset")).as("known before any work").doesNotExist();
  }

  @Test
  void wantsACheckpoint() throws IOException {
    Path data = CyclicShop.of(20).write(folder.resolve("data"));
    Path run = folder.resolve("run");
    RunConfig none = CyclicShop.config(1, 1, "preset=\"qwen3-parity\"");
    assertThatIOException()
        .isThrownBy(() -> Grlm.fit(data, run, none, SystemRun.Inputs.NONE, RunListener.silent()))
        .withMessage(
            "the preset qwen3-parity fine-tunes a checkpoint; --checkpoint must name its folder,"
                + " is ''");
    assertThat(Files.exists(run.resolve("systems/grlm/model"))).isFalse();
  }
}

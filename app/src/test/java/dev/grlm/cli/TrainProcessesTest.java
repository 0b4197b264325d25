package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `grlm train` in several processes, each a JVM of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainProcessesTest {
  /// Several steps each.
  private static final int EPOCHS = 10;

  private static final int PATIENCE_SECONDS = 60;

  @TempDir private static Path folder;
  private Path staged = Path.of(".");

  /// By two processes that were started one by one.
  private Path undisturbed = Path.of(".");

  private Ended leader = new Ended(-1, "");
  private Ended follower = new Ended(-1, "");

  /// What a command said and how it ended.
  private record Ended(int code, String err) {}

  @BeforeAll
  void trainOnce() throws Exception {
    Path data = TinyShop.write(folder.resolve("data"));
    staged = folder.resolve("staged");
    String run = staged.toString();
    stage(TinyShop.quick("dataset", "--data", data.toString(), "--run", run));
    for (String stage : List.of("embed", "neighbors", "terms", "examples")) {
      stage(List.of(stage, "--run", run));
    }
    undisturbed = copy("undisturbed");
    trainApart(undisturbed);
  }

  private void trainApart(Path run) throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path errors = folder.resolve("follower");
    Process second = start(run, err(errors), place(1, port), "--set", "workers=1");
    try {
      leader = end(start(run, place(0, port), "--set", "workers=1"), run);
    } finally {
      follower = end(second, errors);
    }
  }

  private static void stage(List<String> arguments) {
    Cli done = Cli.run(arguments);
    assertThat(done.code()).as(done.err()).isZero();
  }

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(staged)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(staged.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static List<String> command(Path run) {
    return List.of(
        "train",
        "--run",
        run.toString(),
        "--set",
        "small.training.epochs=" + EPOCHS,
        "--set",
        "small.training.batch=24");
  }

  /// A command line in a JVM of its own that starts fast.
  private static List<String> java(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.grlm.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Process start(Path run, Path err, Map<String, String> environment, String... more)
      throws IOException {
    List<String> command = java(command(run).toArray(String[]::new));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(err.toFile())
        .start();
  }

  private static Process start(Path run, Map<String, String> environment, String... more)
      throws IOException {
    return start(run, err(run), environment, more);
  }

  private static Path err(Path run) {
    return run.resolveSibling(run.getFileName() + ".err");
  }

  private static Ended end(Process process, Path run) throws Exception {
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as(Files.readString(err(run)))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(err(run)));
  }

  private static Ended train(Path run, String... more) throws Exception {
    return end(start(run, Map.of(), more), run);
  }

  private static JsonNode curve(Path run) throws IOException {
    return Json.read(run.resolve("systems/grlm/model").resolve("curve.json"));
  }

  private static List<String> files(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.map(file -> run.relativize(file).toString()).sorted().toList();
    }
  }

  private static void assertSameModel(Path run, Path expected) throws IOException {
    for (String name : List.of("model.safetensors", "config.json", "symbols.json", "curve.json")) {
      assertThat(run.resolve("systems/grlm/model").resolve(name))
          .hasSameBinaryContentAs(expected.resolve("systems/grlm/model").resolve(name));
    }
  }

  @Test
  void twoProcessesTrainLikeTwoWorkersOfOne() throws Exception {
    Path alone = copy("alone");
    List<String> command = new ArrayList<>(command(alone));
    command.addAll(List.of("--set", "workers=2"));
    stage(command);
    JsonNode points = curve(undisturbed).path("points");
    JsonNode expected = curve(alone).path("points");
    assertThat(points).hasSize(EPOCHS).hasSameSizeAs(expected);
    JsonNode state = Json.read(undisturbed.resolve("systems/grlm/training/state.json"));
    assertThat(state.path("optimizerSteps").asInt()).isGreaterThan(4 * EPOCHS);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      double loss = expected.path(epoch).path("loss").asDouble();
      assertThat(points.path(epoch).path("loss").asDouble()).isCloseTo(loss, within(1e-5 * loss));
      assertThat(points.path(epoch).path("validation"))
          .isEqualTo(expected.path(epoch).path("validation"));
    }
    assertThat(files(undisturbed)).isEqualTo(files(alone));
    assertThat(undisturbed.resolve("systems/grlm/identifiers.tsv"))
        .hasSameBinaryContentAs(alone.resolve("systems/grlm/identifiers.tsv"));
  }

  @Test
  void whatIsTrainedIsNotTrainedAgain() throws Exception {
    byte[] manifest = Files.readAllBytes(undisturbed.resolve("run.json"));
    Ended again = train(undisturbed, "--processes", "2", "--set", "workers=1");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err().lines())
        .singleElement()
        .asString()
        .startsWith("grlm/train      unchanged");
    assertThat(undisturbed.resolve("run.json")).hasBinaryContent(manifest);
  }

  @Test
  void aKilledProcessEndsAllAndTheSameCommandGoesOn() throws Exception {
    Path run = copy("killed");
    Ended killed = killedWhileTraining(run);
    for (int again = 1; Files.exists(run.resolve("systems/grlm/model")); again++) {
      assertThat(again).as("trainings that ended before they could be killed").isLessThan(20);
      run = copy("killed-" + again);
      killed = killedWhileTraining(run);
    }
    assertThat(killed.code()).as(killed.err()).isEqualTo(1);
    assertThat(killed.err().lines().filter(line -> line.contains("signal")))
        .containsExactly(
            "grlm: process 1 of 2 was killed (signal 9); the run can be resumed: the same command"
                + " goes on with it");
    assertThat(killed.err()).doesNotContain("[/home").doesNotContain("grlm/train      done");
    assertThat(run.resolve("systems/grlm/model")).doesNotExist();

    Ended resumed = train(run, "--processes", "2", "--set", "workers=1");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("training goes on after epoch ");
    assertSameModel(run, undisturbed);
  }

  /// Kills a process after the first checkpoint, unless the training has ended by then.
  private static Ended killedWhileTraining(Path run) throws Exception {
    Process launcher = start(run, Map.of(), "--processes", "2", "--set", "workers=1");
    while (launcher.isAlive() && Files.notExists(run.resolve("systems/grlm/training/state.json"))) {
      LockSupport.parkNanos(1_000_000);
    }
    launcher.children().max(ProcessHandle::compareTo).ifPresent(ProcessHandle::destroyForcibly);
    return end(launcher, run);
  }

  /// That `--processes` comes to the same model is shown by the one that is killed.
  @Test
  void processesThatAreStartedOneByOneFindEachOther() {
    assertThat(leader.code()).as(leader.err()).isZero();
    assertThat(leader.err()).contains("grlm/train      done");
    assertThat(follower.code()).as(follower.err()).isZero();
    assertThat(follower.err()).doesNotContain("train");
  }

  private static Map<String, String> place(int rank, int port) {
    return Map.of(
        "RANK",
        Integer.toString(rank),
        "WORLD_SIZE",
        "2",
        "MASTER_ADDR",
        "127.0.0.1",
        "MASTER_PORT",
        Integer.toString(port),
        "TORCH_CPP_LOG_LEVEL",
        "FATAL");
  }

  @Test
  void aPlaceThatCannotBeIsWrongUsage() throws Exception {
    Path run = copy("misplaced");
    for (String[] more : new String[][] {{}, {"--processes", "2"}}) {
      Ended wrong = end(start(run, Map.of("WORLD_SIZE", "2"), more), run);
      assertThat(wrong.code()).isEqualTo(2);
      assertThat(wrong.err().lines()).singleElement().asString().contains("WORLD_SIZE");
    }
  }

  @Test
  void otherVerbsAreNotForSeveral() throws Exception {
    Path err = folder.resolve("refused.err");
    for (String verb : List.of("examples", "evaluate")) {
      var command = java(verb, "--run", staged.toString());
      var builder = new ProcessBuilder(command).redirectError(err.toFile());
      builder.environment().put("WORLD_SIZE", "2");
      Process process = builder.start();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(Files.readString(err))
          .startsWith("grlm: grlm " + verb + " works in one process")
          .contains("grlm train");
    }
  }
}

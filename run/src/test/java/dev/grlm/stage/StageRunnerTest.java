package dev.grlm.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.system.RunFolder;
import dev.grlm.system.Stage;
import dev.grlm.system.Stage.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageRunnerTest {
  @TempDir Path root;
  private Path input;
  private Path output;
  private int runs;

  @BeforeEach
  void files() throws IOException {
    input = Files.writeString(root.resolve("in.txt"), "first");
    output = root.resolve("out.txt");
  }

  @Test
  void whatHasNotChangedIsDoneOnce() throws IOException {
    assertThat(run(Map.of("k", 1))).isEqualTo("done");
    assertThat(run(Map.of("k", 1))).isEqualTo("unchanged");
    assertThat(run(Map.of("k", 2))).isEqualTo("done");
    Files.writeString(input, "other");
    assertThat(run(Map.of("k", 2))).isEqualTo("done");
    assertThat(runs).isEqualTo(3);
  }

  @Test
  void theOrderOfSettingsDoesNotMatter() throws IOException {
    var forwards = new LinkedHashMap<String, Integer>();
    var backwards = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < 9; i++) {
      forwards.put("key" + i, i);
      backwards.put("key" + (8 - i), 8 - i);
    }
    assertThat(run(forwards)).isEqualTo("done");
    assertThat(run(backwards)).isEqualTo("unchanged");
  }

  /// The old record must not vouch for outputs that a killed run has begun to replace.
  @Test
  void aStageThatWasKilledAfterItsOutputIsDoneAgain() throws IOException {
    assertThat(run(Map.of("seed", 1))).isEqualTo("done");
    Work killed =
        () -> {
          Files.writeString(output, "2");
          throw new IOException("killed");
        };
    assertThatThrownBy(() -> run(Map.of("seed", 2), killed)).hasMessage("killed");
    assertThat(run(Map.of("seed", 1))).isEqualTo("done");
    assertThat(output).hasContent("1");
  }

  @Test
  void aChangedOutputIsMadeAgain() throws IOException {
    assertThat(run(Map.of())).isEqualTo("done");
    Files.writeString(output, "x");
    assertThat(run(Map.of())).isEqualTo("done");
    Files.delete(output);
    assertThat(run(Map.of())).isEqualTo("done");
    assertThat(run(Map.of())).isEqualTo("unchanged");
  }

  @Test
  void theManifestSaysWhatAStageWasMadeWith() throws IOException {
    run(Map.of("seed", 1));
    Manifest manifest = Manifest.read(root.resolve("run.json"));
    Manifest.StageRecord record = Objects.requireNonNull(manifest.stages().get("copy"));
    assertThat(record.config().path("seed").asInt()).isEqualTo(1);
    assertThat(record.inputs()).containsOnlyKeys("in.txt");
    assertThat(record.outputs()).containsOnlyKeys("out.txt");
    assertThat(record.counts()).containsEntry("copied", 1L);
    assertThat(record.versions()).containsKeys("grlm", "java");
    assertThat(record.fingerprint()).hasSize(64);
    assertThat(record.seconds()).isNotNegative();
  }

  /// Before or after the other process has marked the stage as begun.
  @Test
  void whoFollowsDecidesTheSameAndWritesNothing() throws IOException {
    run(Map.of("seed", 1));
    byte[] manifest = Files.readAllBytes(root.resolve("run.json"));
    assertThat(follow(Map.of("seed", 1))).isEqualTo("unchanged");
    assertThat(follow(Map.of("seed", 2))).isEqualTo("done");
    assertThat(root.resolve("run.json")).hasBinaryContent(manifest);
    StageRunner early = runner();
    Work work =
        () -> {
          assertThat(follow(Map.of("seed", 2))).isEqualTo("done");
          return new TreeMap<>();
        };
    early.run(Stage.of("copy", Map.of("seed", 2), List.of(input), List.of(output), work), true);
    assertThat(follow(Map.of("seed", 2))).isEqualTo("unchanged");
    assertThat(runs).isEqualTo(3);
  }

  private String follow(Map<String, Integer> config) throws IOException {
    var listener = new RecordingListener();
    Work work =
        () -> {
          runs++;
          return new TreeMap<>();
        };
    new StageRunner(new RunFolder(root), Json.object(), listener)
        .follow(Stage.of("copy", config, List.of(input), List.of(output), work));
    return String.valueOf(listener.statuses.get("copy"));
  }

  /// A long that is read from the manifest is an int.
  @Test
  void settingsAreTheSameAfterTheyWereRead() throws IOException {
    run(Map.of("seed", 42));
    assertThat(runner().hasSettingsOf(stage(Map.of("seed", 42L)))).isTrue();
    assertThat(runner().hasSettingsOf(stage(Map.of("seed", 43L)))).isFalse();
  }

  @Test
  void whatWouldDifferIsSaidBeforeItIsDone() throws IOException {
    assertThat(runner().difference(stage(Map.of("seed", 1)), Set.of())).as("nothing yet").isEmpty();
    run(Map.of("seed", 1));
    assertThat(runner().finished("copy")).isTrue();
    assertThat(runner().difference(stage(Map.of("seed", 1)), Set.of())).isEmpty();
    assertThat(runner().difference(stage(Map.of("seed", 2)), Set.of()))
        .isEqualTo("seed is 2, was 1");
    Files.writeString(input, "other");
    assertThat(runner().difference(stage(Map.of("seed", 1)), Set.of())).isEqualTo("another in.txt");
    assertThat(runner().difference(stage(Map.of("seed", 1)), Set.of(input)))
        .as("it will be made as it was")
        .isEmpty();
    Files.delete(input);
    assertThat(runner().difference(stage(Map.of("seed", 1)), Set.of())).as("gone").isEmpty();
  }

  @Test
  void aStageThatDidNotEndIsNotFinished() throws IOException {
    run(Map.of("seed", 1));
    Work killed =
        () -> {
          throw new IOException("killed");
        };
    assertThatThrownBy(() -> run(Map.of("seed", 2), killed)).hasMessage("killed");
    assertThat(runner().finished("copy")).isFalse();
    assertThat(runner().difference(stage(Map.of("seed", 3)), Set.of())).isEmpty();
    assertThat(runner().finished("nosuch")).isFalse();
  }

  private Stage stage(Map<String, ?> settings) {
    return Stage.of("copy", settings, List.of(input), List.of(output), TreeMap::new);
  }

  @Test
  void everyRecordSaysWhichBuildMadeIt() throws IOException {
    run(Map.of());
    var record =
        Objects.requireNonNull(Manifest.read(root.resolve("run.json")).stages().get("copy"));
    assertThat(record.versions())
        .containsEntry("grlm", Build.version())
        .containsEntry("java", Runtime.version().toString());
    assertThat(Build.version()).isNotBlank();
  }

  @Test
  void aStageThatIsDoneAgainKeepsItsPlace() throws IOException {
    run(Map.of("seed", 1));
    runner().run(Stage.of("later", Map.of(), List.of(), List.of(), TreeMap::new), true);
    run(Map.of("seed", 2));
    assertThat(Manifest.read(root.resolve("run.json")).stages().keySet())
        .containsExactly("copy", "later");
  }

  private String run(Map<String, Integer> config) throws IOException {
    return run(
        config,
        () -> {
          runs++;
          Files.writeString(output, String.valueOf(config.getOrDefault("seed", 0)));
          return new TreeMap<>(Map.of("copied", 1L));
        });
  }

  private String run(Map<String, Integer> config, Work work) throws IOException {
    var listener = new RecordingListener();
    new StageRunner(new RunFolder(root), Json.object(), listener)
        .run(Stage.of("copy", config, List.of(input), List.of(output), work), true);
    return String.valueOf(listener.statuses.get("copy"));
  }

  private StageRunner runner() throws IOException {
    return new StageRunner(new RunFolder(root), Json.object(), RunListener.silent());
  }
}

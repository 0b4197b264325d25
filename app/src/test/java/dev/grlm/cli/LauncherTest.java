package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `grlm`, with a Maven and a Java that only say that they were called.
class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("grlm.project.root", ".."));
  private static final List<String> MODULES =
      List.of("data", "engine", "recommender", "systems", "run", "convert", "minilm", "app");

  @TempDir private Path folder;
  private Path clone;
  private Path calls;

  /// A clone with one source per module.
  @BeforeEach
  void sources() throws IOException {
    clone = folder.resolve("a clone");
    calls = folder.resolve("calls");
    Files.createDirectories(clone);
    Files.copy(ROOT.resolve("grlm"), clone.resolve("grlm"));
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
    for (String module : MODULES) {
      Path sources = Files.createDirectories(clone.resolve(module).resolve("src/main/java"));
      Files.writeString(sources.resolve("A.java"), "class A {}");
      Files.writeString(clone.resolve(module).resolve("pom.xml"), "<project/>");
    }
    script("jdk/bin/java", "echo \"java $*\"");
    script("jdk/bin/javac", "");
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    script(
        "bin/mvn",
        "echo called >>'" + calls + "'",
        "[ ! -e '" + folder.resolve("hold") + "' ] || read -r _ <'" + folder.resolve("hold") + "'",
        "mkdir -p app/target/lib");
  }

  private void script(String name, String... lines) throws IOException {
    Path script = folder.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Process start(Path root, String profile) throws IOException {
    var builder = new ProcessBuilder("bash", root.resolve("grlm").toString(), "--help");
    builder.environment().put("GRLM_JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("GRLM_PROFILE", profile);
    builder
        .environment()
        .merge(
            "PATH", folder.resolve("bin").toString(), (old, own) -> own + File.pathSeparator + old);
    return builder.start();
  }

  private static String rest(BufferedReader reader) {
    return reader.lines().collect(Collectors.joining("\n"));
  }

  /// Runs it to its end and gives what it said of building; Java must have been started.
  private String grlm(Path root, String profile) throws Exception {
    Process process = start(root, profile);
    String said = rest(process.errorReader(StandardCharsets.UTF_8));
    assertThat(rest(process.inputReader(StandardCharsets.UTF_8)))
        .as(said)
        .startsWith("java ")
        .endsWith("dev.grlm.cli.Main --help");
    assertThat(process.waitFor()).isZero();
    return said;
  }

  private long builds() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  @Test
  void aCopyOfABuiltCloneIsBuilt() throws Exception {
    assertThat(grlm(clone, "")).isEqualTo("grlm: building (first use)…");
    assertThat(grlm(clone, "")).isEmpty();
    assertThat(grlm(copy(clone, folder.resolve("copy")), "")).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void whatCountsIsTheContentAndNotTheTime() throws Exception {
    grlm(clone, "");
    Path source = clone.resolve("engine/src/main/java/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
    assertThat(grlm(clone, "")).as("another time").isEmpty();
    FileTime before = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(Files.writeString(source, "class A { }"), before);
    assertThat(grlm(clone, ""))
        .as("an older file")
        .isEqualTo("grlm: building (sources have changed)…");
    Files.delete(clone.resolve("data/src/main/java/A.java"));
    assertThat(grlm(clone, "")).as("a file less").contains("sources have changed");
    Files.writeString(Files.createDirectories(clone.resolve("app/src/test")).resolve("T.java"), "");
    assertThat(grlm(clone, "")).as("tests are no part of it").isEmpty();
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void anotherProfileIsAnotherBuild() throws Exception {
    grlm(clone, "");
    assertThat(grlm(clone, "gpu")).isEqualTo("grlm: building (profile gpu)…");
    assertThat(grlm(clone, "gpu")).isEmpty();
    assertThat(grlm(clone, "")).isEqualTo("grlm: building (profile none)…");
  }

  /// The first start builds until it is let go on; the second one waits for it and does not build.
  @Test
  void ofTwoStartsOneBuilds() throws Exception {
    Path hold = folder.resolve("hold");
    assertThat(new ProcessBuilder("mkfifo", hold.toString()).start().waitFor()).isZero();
    Process first = start(clone, "");
    BufferedReader firstSays = first.errorReader(StandardCharsets.UTF_8);
    assertThat(firstSays.readLine()).isEqualTo("grlm: building (first use)…");
    Process second = start(clone, "");
    BufferedReader secondSays = second.errorReader(StandardCharsets.UTF_8);
    assertThat(secondSays.readLine())
        .startsWith("grlm: waiting for process " + first.pid() + ", which builds");
    Files.writeString(hold, "go on\n");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(rest(secondSays)).isEmpty();
    assertThat(builds()).isEqualTo(1);
    assertThat(clone.resolve("app/target/grlm.lock")).doesNotExist();
  }

  @Test
  void aBuildThatDiedIsNotWaitedFor() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    Path lock = Files.createDirectories(clone.resolve("app/target")).resolve("grlm.lock");
    Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));
    assertThat(grlm(clone, "")).isEqualTo("grlm: building (first use)…");
  }

  @Test
  void aBuildThatFailsSaysWhereItsLogIsAndIsTriedAgain() throws Exception {
    script("bin/mvn", "echo '[ERROR] no such thing'", "exit 1");
    Process failing = start(clone, "");
    assertThat(rest(failing.errorReader(StandardCharsets.UTF_8)))
        .contains("[ERROR] no such thing")
        .contains("grlm: the build failed; all it said is in ")
        .contains("build.log");
    assertThat(failing.waitFor()).isEqualTo(1);
    assertThat(clone.resolve("app/target/grlm.lock")).doesNotExist();
    script("bin/mvn", "mkdir -p app/target/lib");
    assertThat(grlm(clone, "")).contains("building");
  }
}

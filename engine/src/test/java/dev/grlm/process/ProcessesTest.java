package dev.grlm.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A launcher in a JVM of its own, and what it launches.
class ProcessesTest {
  @TempDir private Path folder;

  private Process launch(String... arguments) throws IOException {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dgrlm.kept=flags",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LauncherProgram.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  /// Of a process that has said it, or will.
  private long pid(Process launcher, int rank) throws Exception {
    Pattern said = Pattern.compile("err " + rank + " pid ([0-9]+)");
    while (true) {
      boolean alive = launcher.isAlive(); // looked at first: what it says last is read as well
      Matcher matcher = said.matcher(err());
      if (matcher.find()) {
        return Long.parseLong(matcher.group(1));
      }
      assertThat(alive).as("process %d says nothing: %s", rank, err()).isTrue();
      Thread.sleep(20);
    }
  }

  private static void gone(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      process.get().onExit().get(2, TimeUnit.MINUTES);
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private int code(Process launcher) throws Exception {
    assertThat(launcher.waitFor(2, TimeUnit.MINUTES)).as(err()).isTrue();
    return launcher.exitValue();
  }

  @Test
  void processesGetTheSameCommandAndProcess0IsPassedThrough() throws Exception {
    Process launcher = launch("--processes", "2", "end", "--processes=2", "now");
    assertThat(code(launcher)).as(err()).isZero();
    assertThat(out().lines()).containsExactly("out 0 of 2 at 127.0.0.1 with flags: end now");
    assertThat(err().lines())
        .anyMatch(line -> line.startsWith("err 0"))
        .anyMatch(line -> line.startsWith("[process 1] err 1"));
  }

  @Test
  void aProcessThatFailsEndsAll() throws Exception {
    Process launcher = launch("--processes", "2", "3");
    long other = pid(launcher, 0);
    assertThat(code(launcher)).isEqualTo(1);
    assertThat(err()).contains("grlm: process 1 of 2 ended with code 3; the run can be resumed");
    gone(other);
  }

  @Test
  void aKilledProcessEndsAllAndTheSignalIsSaid() throws Exception {
    Process launcher = launch("--processes", "2", "wait");
    long other = pid(launcher, 0);
    ProcessHandle.of(pid(launcher, 1)).orElseThrow().destroyForcibly();
    assertThat(code(launcher)).isEqualTo(1);
    assertThat(err())
        .contains("grlm: process 1 of 2 was killed (signal 9); the run can be resumed");
    gone(other);
  }

  @Test
  void aLauncherThatIsStoppedStopsItsProcesses() throws Exception {
    Process launcher = launch("--processes", "2", "wait");
    List<Long> processes = List.of(pid(launcher, 0), pid(launcher, 1));
    launcher.destroy();
    code(launcher);
    for (long pid : processes) {
      gone(pid);
    }
  }

  @Test
  void aLauncherThatIsKilledIsFollowedByItsProcesses() throws Exception {
    Process launcher = launch("--processes", "2", "wait");
    List<Long> processes = List.of(pid(launcher, 0), pid(launcher, 1));
    launcher.destroyForcibly();
    code(launcher);
    for (long pid : processes) {
      gone(pid);
    }
  }
}

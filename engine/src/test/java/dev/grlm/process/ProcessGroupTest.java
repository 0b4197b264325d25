package dev.grlm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.tensor.Device;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real JVMs over the loopback network.
class ProcessGroupTest {
  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  private List<Process> start(int size, int port, String... arguments) throws IOException {
    for (int rank = 0; rank < size; rank++) {
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  GroupProgram.class.getName()));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command);
      Map<String, String> environment = builder.environment();
      environment.put("RANK", Integer.toString(rank));
      environment.put("WORLD_SIZE", Integer.toString(size));
      environment.put("MASTER_ADDR", "127.0.0.1");
      environment.put("MASTER_PORT", Integer.toString(port));
      environment.put("GRLM_JOIN_SECONDS", "20");
      environment.put("GRLM_SILENCE_SECONDS", "3");
      environment.put("TORCH_CPP_LOG_LEVEL", "FATAL");
      builder.redirectOutput(out(rank).toFile()).redirectError(err(rank).toFile());
      started.add(builder.start());
    }
    return started;
  }

  private Path out(int rank) {
    return folder.resolve("out" + rank);
  }

  private Path err(int rank) {
    return folder.resolve("err" + rank);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitLine(String line, int size) throws Exception {
    for (int rank = 0; rank < size; rank++) {
      while (!Files.readString(out(rank)).contains(line)) {
        assertThat(started.get(rank).isAlive()).as(Files.readString(err(rank))).isTrue();
        Thread.sleep(20);
      }
    }
  }

  /// As every process must print it; the sums of whole numbers are exact.
  private static List<String> answers(int size, int length) {
    var sum = new float[length];
    for (int rank = 0; rank < size; rank++) {
      float[] values = GroupProgram.values(rank, length);
      for (int i = 0; i < length; i++) {
        sum[i] += values[i];
      }
    }
    return List.of(
        "sum " + Arrays.hashCode(sum),
        "sum " + Arrays.hashCode(sum),
        "broadcast " + Arrays.hashCode(GroupProgram.values(7, length)),
        "number " + size * size / 2.0,
        "of process 0 -0.1");
  }

  private String complaint(int rank) throws Exception {
    assertThat(started.get(rank).waitFor(2, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(err(rank));
    assertThat(started.get(rank).exitValue()).as(said).isEqualTo(1);
    return said.lines().filter(line -> line.startsWith("grlm: ")).reduce("", String::concat);
  }

  @Test
  void threeProcessesGetTheSumsOfAllAndAKilledOneIsNamed() throws Exception {
    start(3, freePort(), "1", "1001");
    awaitLine("exchanged", 3);
    for (int rank = 0; rank < 3; rank++) {
      var expected = new ArrayList<>(List.of("joined"));
      expected.addAll(answers(3, 1));
      expected.addAll(answers(3, 1001));
      expected.add("exchanged");
      assertThat(Files.readAllLines(out(rank))).containsExactlyElementsOf(expected);
    }
    killed(3, 2);
  }

  /// More than one chunk, and no multiple of the number of processes.
  @Test
  void aLongTensorIsExchangedInChunksAndTheProcessesPartInOrder() throws Exception {
    int length = (int) (ProcessGroup.CHUNK_BYTES / Float.BYTES) + 117;
    start(2, freePort(), Integer.toString(length), "0");
    for (int rank = 0; rank < 2; rank++) {
      assertThat(started.get(rank).waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(started.get(rank).exitValue()).as(Files.readString(err(rank))).isZero();
      assertThat(Files.readAllLines(out(rank))).containsAll(answers(2, length));
      assertThat(Files.readString(err(rank))).doesNotContain("grlm");
    }
  }

  @Test
  void theLossOfProcess0IsSaid() throws Exception {
    start(2, freePort());
    awaitLine("exchanged", 2);
    killed(2, 0);
  }

  private void killed(int size, int victim) throws Exception {
    long pid = started.get(victim).pid();
    started.get(victim).destroyForcibly();
    for (int other = 1; other < size; other++) {
      int rank = (victim + other) % size;
      assertThat(complaint(rank))
          .contains("process " + rank + " of " + size + " stops")
          .contains("process " + victim + " of " + size)
          .contains("pid " + pid);
    }
  }

  /// It holds its connections, so only its silence tells.
  @Test
  void aProcessThatHangsEndsTheOthersAndIsNamed() throws Exception {
    start(2, freePort());
    awaitLine("exchanged", 2);
    new ProcessBuilder("kill", "-STOP", Long.toString(started.get(1).pid())).start().waitFor();
    assertThat(complaint(0)).contains("process 1 of 2").contains("does not answer");
  }

  private static ProcessSettings impatient(int rank, int size, int port) {
    return new ProcessSettings(
        rank,
        size,
        rank,
        "127.0.0.1",
        port,
        "",
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  @Test
  void nobodyAtTheAddressIsSaidInTime() throws IOException {
    int port = freePort();
    assertThatThrownBy(() -> ProcessGroup.join(impatient(1, 2, port), Device.CPU).close())
        .isInstanceOf(IOException.class)
        .hasMessage("process 1 of 2 did not reach process 0 at 127.0.0.1:%d within 1 s", port);
  }

  /// The system takes the connection, and nobody reads from it.
  @Test
  void aMasterThatNeverAnswersIsSaid() throws IOException {
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      assertThatThrownBy(() -> ProcessGroup.join(impatient(1, 2, port), Device.CPU).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("process 1 of 2")
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void whoDoesNotComeIsNamed() throws IOException {
    int port = freePort();
    assertThatThrownBy(() -> ProcessGroup.join(impatient(0, 3, port), Device.CPU).close())
        .isInstanceOf(IOException.class)
        .hasMessage("of 3 processes, [1, 2] did not come to 127.0.0.1:%d within 1 s", port);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var other = new ServerSocket(0, 10, InetAddress.getByName("0.0.0.0"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> ProcessGroup.join(impatient(0, 2, port), Device.CPU).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on port " + port);
    }
  }

  @Test
  void cardsWithoutNcclAreRefusedInOneLine() throws IOException {
    var card = new Device(true, 0);
    int port = freePort();
    assertThatThrownBy(() -> ProcessGroup.join(impatient(0, 1, port), card).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("profile gpu");
  }

  @Test
  void settingsAreReadFromTheEnvironment() {
    assertThat(ProcessSettings.of(Map.of())).isEmpty();
    var environment =
        Map.of("RANK", "3", "WORLD_SIZE", "4", "MASTER_ADDR", "node7", "MASTER_PORT", "29500");
    ProcessSettings settings = ProcessSettings.of(environment).orElseThrow();
    assertThat(settings.rank()).isEqualTo(3);
    assertThat(settings.localRank()).isEqualTo(3);
    assertThat(settings.address()).isEqualTo("node7:29500");
    assertThatThrownBy(() -> ProcessSettings.of(Map.of("WORLD_SIZE", "4")))
        .hasMessage("WORLD_SIZE is set and RANK is not");
    assertThatThrownBy(() -> ProcessSettings.of(Map.of("WORLD_SIZE", "4", "RANK", "x")))
        .hasMessage("RANK is not a whole number: 'x'");
    assertThatThrownBy(() -> ProcessSettings.local(4, 4, 29500))
        .hasMessage("RANK must be from 0 to 3: 4");
  }
}

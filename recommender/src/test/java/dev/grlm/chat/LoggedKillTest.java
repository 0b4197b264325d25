package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.io.Json;
import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it asks repeats no call whose answer is logged, as the server
/// counts.
class LoggedKillTest {
  /// Requests after which a process is killed.
  private static final List<Integer> KILLS = List.of(60, 130, 210);

  @TempDir Path folder;

  private Path log() {
    return folder.resolve("log.jsonl");
  }

  /// @param number by which its requests are known
  private Process start(MisbehavingEndpoint server, int number) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledAsking.class.getName(),
            server.url(),
            log().toString());
    builder.environment().put(KilledAsking.KEY, "process-" + number);
    return builder.redirectErrorStream(true).start();
  }

  /// Prompts whose answer is in the log, whole lines only.
  private Set<String> logged(String url) throws IOException {
    Map<String, String> prompts = new HashMap<>();
    try (var client = EndpointChat.open(KilledAsking.config(url), _ -> "any")) {
      for (Ask ask : KilledAsking.asks()) {
        prompts.put(LoggedChat.key(client.identity(), ask), ask.prompt());
      }
    }
    String text = Files.readString(log());
    var logged = new HashSet<String>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      logged.add(prompts.get(Json.parse(line).get("key").asText()));
    }
    return logged;
  }

  /// Prompts that a process has asked, in this order.
  private static List<String> asked(MisbehavingEndpoint server, int process) {
    return server.requests().stream()
        .filter(request -> request.authorization().equals("Bearer process-" + process))
        .map(MisbehavingEndpoint.Request::prompt)
        .toList();
  }

  @Test
  void noLoggedAnswerIsAskedForAgain() throws Exception {
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(2))) {
      var logged = new ArrayList<Set<String>>();
      logged.add(Set.of());
      for (int kill : KILLS) {
        server.holdFrom(kill); // so that it cannot end before it is killed
        Process process = start(server, logged.size() - 1);
        while (server.count() < kill) {
          assertThat(process.isAlive()).as("the process ended early").isTrue();
          LockSupport.parkNanos(1_000_000);
        }
        process.destroyForcibly().waitFor();
        logged.add(logged(server.url()));
      }
      server.holdFrom(Integer.MAX_VALUE);
      Process last = start(server, KILLS.size());
      assertThat(last.inputReader().lines().toList())
          .containsExactly(KilledAsking.PROMPTS + " answers");
      assertThat(last.waitFor()).isZero();
      logged.add(logged(server.url()));
      assertThat(logged.getLast()).hasSize(KilledAsking.PROMPTS);
      for (int process = 0; process <= KILLS.size(); process++) {
        check(server, process, logged.get(process), logged.get(process + 1));
      }
    }
  }

  /// Looks at what one process asked, and at what was logged before and after it.
  private static void check(
      MisbehavingEndpoint server, int process, Set<String> before, Set<String> after) {
    List<String> asked = asked(server, process);
    assertThat(asked).isNotEmpty().doesNotHaveDuplicates().noneMatch(before::contains);
    var earlier = new HashSet<String>();
    for (int other = 0; other < process; other++) {
      earlier.addAll(asked(server, other));
    }
    assertThat(asked.stream().filter(earlier::contains))
        .as("asked again: calls in flight")
        .hasSizeLessThanOrEqualTo(KilledAsking.CONCURRENCY);
    assertThat(after).containsAll(before);
    earlier.addAll(asked);
    earlier.removeAll(after);
    assertThat(earlier)
        .as("asked and not logged: calls in flight")
        .hasSizeLessThanOrEqualTo(KilledAsking.CONCURRENCY);
  }
}

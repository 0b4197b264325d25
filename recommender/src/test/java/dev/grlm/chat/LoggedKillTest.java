package dev.grlm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.chat.ChatClient.Ask;
import dev.grlm.io.Json;
import dev.grlm.testkit.MisbehavingEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
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

  private Process start(MisbehavingEndpoint server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledAsking.class.getName(),
            server.url(),
            log().toString())
        .redirectErrorStream(true)
        .start();
  }

  /// Prompts whose answer is in the log, whole lines only.
  private Set<String> logged(String url) throws IOException {
    Map<String, String> prompts = new HashMap<>();
    try (var client = EndpointChat.open(KilledAsking.config(url))) {
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

  private static Set<String> prompts(List<MisbehavingEndpoint.Request> requests) {
    return requests.stream().map(MisbehavingEndpoint.Request::prompt).collect(Collectors.toSet());
  }

  @Test
  void noLoggedAnswerIsAskedForAgain() throws Exception {
    try (var server = MisbehavingEndpoint.wellBehaved(Duration.ofMillis(30))) {
      int before = 0;
      for (int kill : KILLS) {
        Process process = start(server);
        while (server.count() < kill) {
          assertThat(process.isAlive()).as("the process ended early").isTrue();
          LockSupport.parkNanos(1_000_000);
        }
        process.destroyForcibly().waitFor();
        Thread.sleep(100); // what it sent last arrives
        before = check(server, before);
      }
      Process last = start(server);
      assertThat(last.inputReader().lines().toList())
          .containsExactly(KilledAsking.PROMPTS + " answers");
      assertThat(last.waitFor()).isZero();
      check(server, before);
      assertThat(prompts(server.requests())).hasSize(KilledAsking.PROMPTS);
      assertThat(logged(server.url())).hasSize(KilledAsking.PROMPTS);
    }
  }

  private final Set<String> loggedBefore = new HashSet<>();

  /// Looks at what one process asked.
  private int check(MisbehavingEndpoint server, int before) throws IOException {
    List<MisbehavingEndpoint.Request> all = server.requests();
    Set<String> asked = prompts(all.subList(before, all.size()));
    assertThat(asked).hasSize(all.size() - before); // none twice
    assertThat(asked).noneMatch(loggedBefore::contains);
    asked.retainAll(prompts(all.subList(0, before)));
    assertThat(asked).as("calls in flight").hasSizeLessThanOrEqualTo(KilledAsking.CONCURRENCY);
    Set<String> logged = logged(server.url());
    assertThat(logged).containsAll(loggedBefore);
    assertThat(logged.size()).isGreaterThanOrEqualTo(all.size() - 40);
    loggedBefore.addAll(logged);
    return all.size();
  }
}

package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What a command does when the process is told to end.
class StopTest {
  private final StringWriter said = new StringWriter();

  private static CommandLine parsed(String command) {
    CommandLine line = Main.commandLine();
    line.parseArgs(Cli.words(command).toArray(String[]::new));
    return line;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit --data D --out R                | stopped; R keeps what is finished; the same command goes on from there",
        "tune --data D --out T               | stopped; T keeps its trials; the same command goes on from there",
        "demo --out D                        | stopped; D/run keeps what is finished; the same command goes on from there",
        "train --run R                       | stopped; R keeps what is finished; the same command goes on from there",
        "terms --run R                       | stopped; R keeps what is finished; the same command goes on from there",
        "evaluate --run R                    | stopped; R is as it was; the same command judges it",
        "recommend --run R --user u          | stopped; nothing was written",
        "recommend --run R --all --out L     | stopped; L keeps the lists so far; the same command goes on from there",
        "serve --run R --journal J           | stopped; J keeps all that was acknowledged; the same command serves it again",
        "convert --from F --out D            | stopped; D is as it was; the same command begins anew",
        "convert --from F --check            | stopped; nothing was to be written",
        "compress --run R --terms 9 --out F  | stopped; F is as it was; the same command begins anew",
        "doctor                              | stopped",
      })
  void everyCommandSaysWhatWasKept(String command, String line) {
    assertThat(Stop.line(parsed(command))).isEqualTo(line);
  }

  @Test
  void onlyAServiceIsGivenTimeForItsRequests() {
    assertThat(Stop.grace(parsed("fit --data D --out R"))).isLessThan(Duration.ofSeconds(2));
    assertThat(Stop.grace(parsed("serve --run R"))).isGreaterThan(Duration.ofSeconds(30));
  }

  /// The work hears of it by an interruption, and there is one line.
  @Test
  void theWorkIsInterrupted() throws InterruptedException {
    var never = new CountDownLatch(1);
    var stops = new Stop[1];
    var begun = new CountDownLatch(1);
    Thread worker =
        Thread.ofPlatform()
            .start(() -> {
              begun.countDown();
              try {
                never.await();
              } catch (InterruptedException _) {
                stops[0].ended();
              }
            });
    stops[0] = stop(worker, "train --run R");
    begun.await();
    stops[0].now();
    worker.join();
    assertThat(stops[0].told()).isTrue();
    assertThat(said.toString().lines())
        .containsExactly(
            "grlm: stopped; R keeps what is finished; the same command goes on from there");
  }

  @Test
  void whatHasEndedByItselfIsNotStopped() {
    Stop stop = stop(Thread.currentThread(), "train --run R");
    stop.ended();
    stop.now();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(stop.told()).isFalse();
    assertThat(said.toString()).isEmpty();
  }

  private Stop stop(Thread worker, String command) {
    return new Stop(worker, parsed(command), new PrintWriter(said, true));
  }
}

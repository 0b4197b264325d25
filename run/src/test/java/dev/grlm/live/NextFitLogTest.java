package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.evaluate.Bootstrap;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.live.NextFit.Stage;
import dev.grlm.live.NextFit.State;
import dev.grlm.run.Refit;
import dev.grlm.stage.Manifest;
import dev.grlm.system.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A fit says in the journal's folder how it goes on, and a service reads it.
class NextFitLogTest {
  @TempDir private Path folder;
  private Path journal;
  private long now = 1_000_000;
  private final List<String> heard = new ArrayList<>();

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(now);
        }
      };

  private final RunListener listener =
      new RunListener() {
        @Override
        public void stageStarted(String stage) {
          heard.add("+" + stage);
        }

        @Override
        public void stageDone(
            String stage, String status, double seconds, Map<String, Long> counts) {
          heard.add("-" + stage);
        }

        @Override
        public void progress(String stage, long done, long total, String note) {
          heard.add(stage + " " + done);
        }

        @Override
        public void message(String text) {
          heard.add(text);
        }
      };

  @BeforeEach
  void fitted() throws IOException {
    journal = Files.createDirectories(folder.resolve("journal"));
    var record =
        new Manifest.StageRecord("f", Json.object(), Map.of(), Map.of(), 1, 0, Map.of(), Map.of());
    var stages = new LinkedHashMap<String, Manifest.StageRecord>();
    for (String name : List.of("dataset", "grlm/train", "report")) {
      stages.put(name, record);
    }
    Files.createDirectories(folder.resolve("first"));
    new Manifest(Manifest.FORMAT, Json.object(), stages)
        .write(new RunFolder(folder.resolve("first")).manifest());
  }

  private NextFitLog log() {
    return NextFitLog.of(journal, folder.resolve("first"), folder.resolve("next"), listener, clock);
  }

  private NextFit read() {
    return Objects.requireNonNull(NextFit.read(journal, now));
  }

  private static Refit.Comparison compared(double before, double now) {
    var interval = new Bootstrap.Interval(-0.01, 0.03);
    return new Refit.Comparison(before, now, interval, 40);
  }

  @Test
  void itsStagesAreThoseOfTheRunBeforeUntilTheyBegin() {
    try (NextFitLog log = log()) {
      assertThat(NextFit.read(journal, now)).isNull();
      log.message("3 events were collected");
      assertThat(read().stages())
          .containsExactly(
              new Stage("dataset", null, null, null),
              new Stage("grlm/train", null, null, null),
              new Stage("report", null, null, null));
      log.stageStarted("dataset");
      now += 2_000;
      log.stageDone("dataset", "done", 2, Map.of());
      log.stageStarted("grlm/train");
      log.progress("grlm/train", 1, 4, "loss 2");
      log.message("a word");
      log.stageStarted("grlm/prior");
      NextFit fit = read();
      assertThat(fit.state()).isEqualTo(State.WORKING);
      assertThat(fit.from()).isEqualTo("first");
      assertThat(fit.out()).isEqualTo("next");
      assertThat(fit.begun()).isEqualTo(1_000_000);
      assertThat(fit.seen()).isEqualTo(1_002_000);
      assertThat(fit.stages())
          .containsExactly(
              new Stage("dataset", 1_000_000L, 2.0, null),
              new Stage("grlm/train", 1_002_000L, null, 0.25),
              new Stage("report", null, null, null),
              new Stage("grlm/prior", 1_002_000L, null, null));
    }
    assertThat(heard)
        .containsExactly(
            "3 events were collected",
            "+dataset",
            "-dataset",
            "+grlm/train",
            "grlm/train 1",
            "a word",
            "+grlm/prior");
  }

  @Test
  void whatBecameOfItIsSaid() {
    for (State state : List.of(State.PUBLISHED, State.HELD_BACK, State.FINISHED)) {
      try (NextFitLog log = log()) {
        log.message("begun");
        Refit.Comparison made = compared(0.2, state == State.HELD_BACK ? 0.19 : 0.21);
        log.made(made, state != State.FINISHED);
        log.failed(new IOException("too late"));
        assertThat(read().state()).isEqualTo(state);
        assertThat(read().judged()).isEqualTo(new NextFit.Judged(0.2, made.now(), -0.01, 0.03, 40));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'/srv/shop/runs/next: holds a finished run', 'next: holds a finished run'",
    "'cannot read ''/srv/shop/items.jsonl'', line 3', 'cannot read ''items.jsonl'', line 3'",
    "'runs/next/model: no such file', 'runs/next/model: no such file'",
    "'3/4 of https://shop.example/a/b, and/or none', '3/4 of https://shop.example/a/b, and/or none'",
    "/data, /data"
  })
  void whyItFailedNamesNoFolder(String said, String kept) {
    assertThat(NextFit.withoutFolders(said)).isEqualTo(kept);
  }

  @Test
  void whyItFailedIsOneLine() {
    try (NextFitLog log = log()) {
      log.message("begun");
      log.failed(new IOException("runs/next: holds a finished run\n  and more"));
    }
    assertThat(read().state()).isEqualTo(State.FAILED);
    assertThat(read().why()).isEqualTo("runs/next: holds a finished run");
  }

  @Test
  void oneThatSomebodyStoppedDidNotFail() throws Exception {
    try (NextFitLog log = log()) {
      log.stageStarted("dataset");
      var worker =
          Thread.ofPlatform()
              .unstarted(() -> {
                Thread.currentThread().interrupt();
                log.failed(new IOException("null"));
                heard.add(Thread.currentThread().isInterrupted() ? "still to end" : "goes on");
              });
      worker.start();
      worker.join();
    }
    assertThat(read().state()).isEqualTo(State.STOPPED);
    assertThat(read().why()).isEmpty();
    assertThat(heard).containsExactly("+dataset", "still to end");
    try (NextFitLog log = log()) {
      log.message("begun");
      log.failed(new IllegalStateException(new InterruptedException()));
    }
    assertThat(read().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void oneThatHadNothingToDoLeavesWhatTheLastSaid() {
    try (NextFitLog log = log()) {
      log.message("begun");
      log.made(compared(0.2, 0.21), true);
    }
    NextFit before = read();
    try (NextFitLog log = log()) {
      log.failed(new IOException("nothing was collected since"));
    }
    assertThat(read()).isEqualTo(before);
  }

  @Test
  void oneThatSaysNothingForAMinuteWasStopped() {
    try (NextFitLog log = log()) {
      log.stageStarted("dataset");
    }
    now += 60_000;
    assertThat(read().state()).isEqualTo(State.WORKING);
    now += 1;
    assertThat(read().state()).isEqualTo(State.STOPPED);
    assertThat(read().seen()).isEqualTo(1_000_000);
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNoFit() throws IOException {
    Files.delete(journal);
    Files.writeString(journal, "a file");
    try (NextFitLog log = log()) {
      log.stageStarted("dataset");
      log.stageDone("dataset", "done", 1, Map.of());
      log.made(compared(0.2, 0.3), true);
    }
    assertThat(heard).hasSize(3).first().asString().startsWith("the service is not told");
    assertThat(heard.subList(1, 3)).containsExactly("+dataset", "-dataset");
  }

  @Test
  void whatIsHalfWrittenOrOfAnotherVersionIsSaidToBe() throws IOException {
    for (String text :
        List.of(
            "",
            "{\"from\":\"a\",",
            "{\"from\":\"a\"}",
            "[]",
            "{\"state\":\"NEW\"}",
            "{\"from\":\"a\",\"out\":\"b\",\"why\":\"\",\"stages\":[]}")) {
      Files.writeString(journal.resolve(NextFit.FILE), text);
      assertThat(read().state()).as(text).isEqualTo(State.UNREADABLE);
      assertThat(read().why()).as(text).isNotBlank();
      assertThat(read().stages()).isEmpty();
    }
  }

  @Test
  void aRunWhoseStagesCannotBeReadIsNoReasonNotToBegin() throws IOException {
    Files.writeString(new RunFolder(folder.resolve("first")).manifest(), "{");
    try (NextFitLog log = log()) {
      log.stageStarted("dataset");
      assertThat(read().stages()).containsExactly(new Stage("dataset", 1_000_000L, null, null));
    }
  }
}

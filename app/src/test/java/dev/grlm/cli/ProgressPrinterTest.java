package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Where there is no terminal.
class ProgressPrinterTest {
  private final StringWriter text = new StringWriter();
  private final AtomicLong now = new AtomicLong(-7);

  private ProgressPrinter printer(Duration betweenLines) {
    return new ProgressPrinter(new PrintWriter(text, true), false, betweenLines, now::get);
  }

  @Test
  void aStageEndsWithOneLineOfWhatItCounted() {
    try (var printer = printer(Duration.ofDays(1))) {
      printer.stageStarted("dataset");
      printer.stageDone(
          "dataset",
          "done",
          1.25,
          new TreeMap<>(Map.of("repeats", 2L, "items without a title", 7L)));
    }
    assertThat(text.toString().strip())
        .matches("dataset +done +1\\.[23] s  items without a title: 7  repeats: 2");
  }

  @Test
  void linesAreAsRareAsAsked() {
    try (var printer = printer(Duration.ofSeconds(10))) {
      printer.stageStarted("train");
      for (int done = 1; done <= 100; done++) {
        now.addAndGet(Duration.ofMillis(250).toNanos());
        printer.progress("train", done, 100, "loss");
      }
    }
    assertThat(text.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("train            40 %"),
            line -> assertThat(line).startsWith("train            80 %"));
  }

  @Test
  void aLineTellsShareNoteAndTimeLeft() {
    try (var printer = printer(Duration.ZERO)) {
      printer.stageStarted("train");
      printer.progress("train", 50, 200, "loss 3.1");
      now.addAndGet(Duration.ofSeconds(30).toNanos());
      printer.progress("train", 100, 200, "loss 3.0");
    }
    assertThat(text.toString().lines())
        .as("the first line has nothing to estimate by")
        .satisfiesExactly(
            line -> assertThat(line).matches("train +25 %  loss 3\\.1"),
            line -> assertThat(line).matches("train +50 %  loss 3\\.0 · 60 s left"));
  }

  @Test
  void theEstimateOfAResumedStageGoesByWhatWasDoneSince() {
    try (var printer = printer(Duration.ZERO)) {
      printer.stageStarted("train");
      printer.progress("train", 900_000, 1_000_000, "resumed");
      now.addAndGet(Duration.ofMillis(20).toNanos());
      printer.progress("train", 900_001, 1_000_000, "on");
    }
    // 20 ms for one of 99,999 units left are 33 minutes; by 900,001 done it would be 0 s.
    assertThat(text.toString().lines().toList().getLast()).endsWith(" on · 33 min left");
  }

  @Test
  void aMessageIsALineOfItsOwn() {
    try (var printer = printer(Duration.ZERO)) {
      printer.stageStarted("grlm/train");
      printer.message("training goes on after epoch 3");
      printer.say("note", "that is all");
    }
    assertThat(text.toString().lines())
        .as("under what it is about, as every line")
        .containsExactly(
            "grlm/train      training goes on after epoch 3", "note            that is all");
  }
}

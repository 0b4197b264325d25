package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLogTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("deep/er/log.jsonl");
  }

  private List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    LineLog.open(file(), (line, _) -> lines.add(line)).close();
    return lines;
  }

  private void append(String... lines) throws IOException {
    try (var log = LineLog.open(file(), (_, _) -> {})) {
      for (String line : lines) {
        log.append(line);
      }
    }
  }

  @Test
  void whatIsAppendedIsReadAgainInOrder() throws IOException {
    append("a", "", "保湿 𝄞");
    append("b");
    assertThat(lines()).containsExactly("a", "", "保湿 𝄞", "b");
    assertThat(Files.readString(file())).isEqualTo("a\n\n保湿 𝄞\nb\n");
  }

  @Test
  void placesNameFileAndLine() throws IOException {
    append("a", "b");
    var places = new ArrayList<String>();
    LineLog.open(file(), (line, place) -> places.add(place + " " + line)).close();
    assertThat(places).containsExactly(file() + ":1 a", file() + ":2 b");
  }

  /// Wherever a process is killed, whole lines stay and the half one goes.
  @Test
  void aLastLineWithoutItsEndIsCutOffAndCounted() throws IOException {
    append("first", "保湿");
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      int kept = length < 6 ? 0 : 6;
      try (var log = LineLog.open(file(), (line, _) -> assertThat(line).isEqualTo("first"))) {
        assertThat(log.cutBytes()).isEqualTo(length - kept);
        assertThat(Files.size(file())).isEqualTo(kept);
        log.append("next");
      }
      assertThat(lines())
          .containsExactlyElementsOf(kept == 0 ? List.of("next") : List.of("first", "next"));
    }
  }

  @Test
  void aLineThatItsReaderRefusesLeavesTheFileAsItWas() throws IOException {
    append("a", "b");
    assertThatIOException()
        .isThrownBy(() ->
            LineLog.open(
                file(),
                (line, place) -> {
                  if (line.equals("b")) {
                    throw new IOException(place + ": no b");
                  }
                }))
        .withMessage(file() + ":2: no b");
    // it is not locked any more
    assertThat(lines()).containsExactly("a", "b");
  }

  @Test
  void bytesThatAreNoTextAreAnError() throws IOException {
    append("a");
    Files.write(file(), new byte[] {'a', '\n', (byte) 0xC3, '(', '\n'});
    assertThatIOException().isThrownBy(this::lines).withMessage(file() + ":2: not UTF-8");
  }

  @Test
  void oneAtATime() throws IOException {
    try (var log = LineLog.open(file(), (_, _) -> {})) {
      assertThatIOException()
          .isThrownBy(this::lines)
          .withMessage(file() + ": the log is in use by another process");
      log.append("still there");
    }
    assertThat(lines()).containsExactly("still there");
  }

  @Test
  void aLineEndInsideIsRefused() throws IOException {
    try (var log = LineLog.open(file(), (_, _) -> {})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> log.append("a\nb"))
          .withMessage("a line end inside a line: 'a\nb'");
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void aClosedOneCannotBeWritten() throws IOException {
    var log = LineLog.open(file(), (_, _) -> {});
    log.close();
    assertThatIOException()
        .isThrownBy(() -> log.append("late"))
        .withMessageStartingWith(file() + ": cannot write: ");
  }

  @Test
  void linesOfSeveralThreadsStayWhole() throws Exception {
    try (var log = LineLog.open(file(), (_, _) -> {});
        var pool = Executors.newFixedThreadPool(4)) {
      var works = new ArrayList<Callable<Void>>();
      for (int thread = 0; thread < 4; thread++) {
        String line = Integer.toString(thread).repeat(200);
        works.add(() -> {
          for (int repeat = 0; repeat < 20; repeat++) {
            log.append(line);
          }
          return null;
        });
      }
      for (var done : pool.invokeAll(works)) {
        done.get();
      }
    }
    assertThat(lines())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 80)
                .mapToObj(number -> Integer.toString(number / 20).repeat(200))
                .toList());
  }

  @Test
  void aMissingFileHasNoLines() {
    assertThatIOException()
        .isThrownBy(() -> WholeLines.open(folder.resolve("none")))
        .withMessage(folder.resolve("none") + ": no such file");
  }
}

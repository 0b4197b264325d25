package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the whole lines of a file end, wherever a writer was cut off.
class WholeLinesTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.jsonl");
  }

  private record Read(List<String> lines, String place, long end) {}

  private Read read() throws IOException {
    try (WholeLines lines = WholeLines.open(file)) {
      var read = new ArrayList<String>();
      for (String line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
      return new Read(read, lines.place(), lines.end());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``        | 0 | 0",
        "a         | 0 | 0",
        "~         | 1 | 1",
        "a~        | 1 | 2",
        "a~b       | 1 | 2",
        "a~~b~     | 3 | 5",
        "ü~語~     | 2 | 7",
        "a~ü~x     | 2 | 5",
      })
  void whatStandsBehindTheLastLineEndIsNoLine(String text, int lines, int end) throws IOException {
    Files.writeString(file, text.replace('~', '\n'));
    Read read = read();
    assertThat(read.lines()).hasSize(lines);
    assertThat(String.join("\n", read.lines()) + "\n")
        .startsWith(text.replace('~', '\n').substring(0, lines == 0 ? 0 : 1));
    assertThat(read.place()).isEqualTo(file + ":" + lines);
    assertThat(read.end()).isEqualTo(end);
  }

  /// Cut anywhere, the whole lines before the cut are the ones that are read.
  @Test
  void whereverItIsCutTheLinesBeforeStay() throws IOException {
    byte[] whole = "erste\nzwölf\n\n語\nlast\n".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= whole.length; cut++) {
      byte[] part = Arrays.copyOf(whole, cut);
      Files.write(file, part);
      int end = 0;
      int lines = 0;
      for (int place = 0; place < cut; place++) {
        lines += part[place] == '\n' ? 1 : 0;
        end = part[place] == '\n' ? place + 1 : end;
      }
      Read read = read();
      assertThat(read.lines()).as("cut at %d", cut).hasSize(lines);
      assertThat(read.end()).as("cut at %d", cut).isEqualTo(end);
    }
  }

  @Test
  void brokenBytesAreNamedByTheirLineAndAMissingFileByItsName() throws IOException {
    Files.write(file, new byte[] {'a', '\n', (byte) 0xc3, '\n'});
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":2: not UTF-8");
    Files.delete(file);
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file");
  }
}

package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {
  @TempDir private Path folder;

  private Head head(String text, Charset charset) throws IOException {
    return Head.of(Files.writeString(folder.resolve("log.csv"), text, charset));
  }

  private Head head(String text) throws IOException {
    return head(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"log.csv, log.csv", "log.csv.gz, log.csv", "a/b.gz/c, c", ".gz, ''", "x.GZ, x.GZ"})
  void theNameSaysNothingOfThePacking(String path, String name) {
    assertThat(Head.name(Path.of(path))).isEqualTo(name);
  }

  /// With a mark or without, packed or not, in which encoding ever a mark tells.
  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
  void theLinesAreThoseOfTheText(String charset) throws IOException {
    String text = "\uFEFFuser,item\r\nu1,caf\u00e9\n\nu2,b";
    List<String> lines = List.of("user,item", "u1,caf\u00e9", "", "u2,b");
    Charset encoding = Charset.forName(charset);
    String marked = charset.equals("UTF-16") ? text.substring(1) : text; // writes a mark itself
    assertThat(head(marked, encoding).lines()).isEqualTo(lines);
    Path packed = folder.resolve("packed");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(marked.getBytes(encoding));
    }
    assertThat(Head.of(packed).lines()).isEqualTo(lines);
  }

  @Test
  void everyByteIsACharacterOfTheStart() throws IOException {
    Head head = head("caf\u00e9\n");
    assertThat(head.start()).isEqualTo("caf\u00c3\u00a9\n");
    Path latin = folder.resolve("log.csv");
    assertThat(Head.of(latin, StandardCharsets.ISO_8859_1, Map.of()).first())
        .isEqualTo("caf\u00c3\u00a9");
  }

  @Test
  void aFileWithoutBytesHasAnEmptyFirstLine() throws IOException {
    assertThat(head("").lines()).isEmpty();
    assertThat(head("").first()).isEmpty();
  }

  @Test
  void noMoreThanAHundredLinesAreLookedAt() throws IOException {
    assertThat(head("x\n".repeat(99)).lines()).hasSize(99);
    assertThat(head("x\n".repeat(101)).lines()).hasSize(100);
  }

  /// Of a line that is cut nobody knows how many columns it has; a single one is all there is.
  @Test
  void aLineThatIsCutIsLeftOutUnlessItIsTheOnlyOne() throws IOException {
    String longest = "y".repeat(Head.BYTES);
    assertThat(head("x,y\n" + longest).lines()).containsExactly("x,y");
    assertThat(head(longest + "z\nx,y").lines()).containsExactly(longest);
    assertThat(head(longest + "z").start()).hasSize(Head.BYTES);
  }

  @ParameterizedTest
  @CsvSource({"'a\rb\r', true", "'a\r\nb\r', false", "'a\nb', false", "a, false"})
  void linesOfCarriageReturnsAloneAreSeen(String text, boolean lone) throws IOException {
    assertThat(head(text).hasLoneReturns()).isEqualTo(lone);
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> Head.of(missing)).hasMessage(missing + ": no such file");
    Path broken = Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThatThrownBy(() -> Head.of(broken)).hasMessage(broken + ": the gzip data ends too early");
  }
}

package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinesTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("lines.txt"), bytes);
  }

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path packed(byte[] bytes) throws IOException {
    Path file = folder.resolve("lines.txt.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
      stream.write(bytes);
    }
    return file;
  }

  private static List<String> all(Path file) throws IOException {
    var all = new ArrayList<String>();
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
        assertThat(lines.number()).isEqualTo(all.size());
      }
    }
    return all;
  }

  @Test
  void linesEndAtNewlinesOnly() throws IOException {
    assertThat(all(file("a\n\nb\r\nc\rd\u0085e\u2028f\n")))
        .containsExactly("a", "", "b", "c\rd\u0085e\u2028f");
    assertThat(all(file("a\nno end"))).containsExactly("a", "no end");
    assertThat(all(file(""))).isEmpty();
    assertThat(all(file("\n"))).containsExactly("");
  }

  @Test
  void onlyTheFirstByteOrderMarkIsSkipped() throws IOException {
    assertThat(all(file("\uFEFFa\n\uFEFFb"))).containsExactly("a", "\uFEFFb");
    assertThat(TextLines.text(file("\uFEFFa\nb"))).isEqualTo("a\nb");
  }

  /// Lines of up to three buffers, so that ends fall everywhere in a buffer; the whole text split
  /// at `\n` is the reference.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void longLinesCrossTheBufferUnharmed(long seed) throws IOException {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int line = 0; line < 40; line++) {
      text.append("ä€😀x".repeat(random.nextInt(random.nextBoolean() ? 4 : 20_000)));
      text.append("y".repeat(random.nextInt(3))).append('\n');
    }
    List<String> expected = new ArrayList<>(Arrays.asList(text.toString().split("\n", -1)));
    expected.removeLast();
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(all(file(bytes))).isEqualTo(expected);
    assertThat(all(packed(bytes))).isEqualTo(expected);
    assertThat(TextLines.text(packed(bytes))).isEqualTo(text.toString());
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("missing.tsv");
    assertThatThrownBy(() -> TextLines.open(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
  }

  @Test
  void theLineThatIsNotUtf8IsNamed() throws IOException {
    Path file = file(new byte[] {'a', '\n', 'b', (byte) 0xE4, 'c', '\n', 'd'});
    assertThatThrownBy(() -> all(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ":2: not UTF-8");
  }

  @Test
  void gzipThatIsCutShortIsAnError() throws IOException {
    var bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i % 100 == 99 ? (byte) '\n' : (byte) (' ' + (bytes[i] & 63));
    }
    Path file = packed(bytes);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, whole.length / 2, whole.length - 4}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> all(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageEndingWith(": the gzip data ends too early");
      assertThatThrownBy(() -> TextLines.text(file))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": the gzip data ends too early");
    }
  }

  @Test
  void aPlainFileWithTheSuffixIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("plain.gz"), "user\titem\n1\t2\n");
    assertThatThrownBy(() -> TextLines.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": broken gzip data: Not in GZIP format");
  }

  @Test
  void errorsNameThePlace() throws IOException {
    try (TextLines lines = TextLines.open(file("a\nb"))) {
      lines.next();
      lines.next();
      assertThat(lines.error("bad 'b'")).hasMessage(folder.resolve("lines.txt") + ":2: bad 'b'");
    }
  }
}

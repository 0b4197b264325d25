package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8BytesTest {
  @TempDir private Path folder;

  private static String read(byte[] bytes, Charset charset) throws IOException {
    try (InputStream stream = new Utf8Bytes(new ByteArrayInputStream(bytes), charset)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// As long as some buffers, with a character of two halves at every place.
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "GB18030", "UTF-8"})
  void longTextComesThroughInEveryEncoding(String name) throws IOException {
    Charset charset = Charset.forName(name);
    for (int shift = 0; shift < 3; shift++) {
      String text = "x".repeat(shift) + "\ud83d\ude00\u8272e".repeat(5000);
      assertThat(read(text.getBytes(charset), charset)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-15"})
  void westernTextComesThrough(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String text = "Zo\u00e9;\u20ac 4,50\r\n";
    assertThat(read(text.getBytes(charset), charset)).isEqualTo(text);
  }

  @Property(tries = 100)
  void oneByteAtATimeGivesTheSame(@ForAll @IntRange(min = 0, max = 40) int letters)
      throws IOException {
    String text = "\u00e9\ud83d\ude00".repeat(letters);
    var out = new java.io.ByteArrayOutputStream();
    try (InputStream stream =
        new Utf8Bytes(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16LE)),
            StandardCharsets.UTF_16LE)) {
      for (int one = stream.read(); one >= 0; one = stream.read()) {
        out.write(one);
      }
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void halfACharacterIsRefusedWithTheNameOfTheEncoding() {
    assertThatThrownBy(
            () -> read(new byte[] {0x3d, (byte) 0xd8, 0x41, 0}, StandardCharsets.UTF_16LE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not text in UTF-16LE");
    assertThatThrownBy(() -> read(new byte[] {0x41}, StandardCharsets.UTF_16LE))
        .hasMessageContaining("not text in UTF-16LE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsEnough(String name) throws IOException {
    Path file = folder.resolve("events.csv");
    Files.write(file, "\ufeffuser,item\nZo\u00e9,p1\n".getBytes(Charset.forName(name)));
    try (InputStream stream = SourceStreams.open(file, Meter.SILENT)) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("user,item\nZo\u00e9,p1\n");
    }
    Recorded recorded = Recorded.opened(file, Columns.GUESSED);
    assertThat(recorded.lines()).containsExactly("Zo\u00e9 p1 -");
  }
}

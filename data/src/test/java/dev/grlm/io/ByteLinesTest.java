package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteLinesTest {
  /// What stands for a line that is longer than the limit.
  private static final String TOO_LONG = "(too long)";

  /// Gives as many bytes a call as it likes, at least one, as a network or an unpacker does.
  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private final int most;
    private int next;

    Pieces(byte[] bytes, long seed, int most) {
      this.bytes = bytes;
      this.random = new Random(seed);
      this.most = most;
    }

    @Override
    public int read() {
      return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int start, int length) {
      if (next == bytes.length) {
        return -1;
      }
      int given = Math.min(Math.min(length, 1 + random.nextInt(most)), bytes.length - next);
      System.arraycopy(bytes, next, buffer, start, given);
      next += given;
      return given;
    }
  }

  private static List<String> lines(InputStream stream, int limit) throws IOException {
    var lines = new ByteLines(stream, limit);
    var all = new ArrayList<String>();
    while (lines.next()) {
      byte[] line = Arrays.copyOfRange(lines.bytes(), lines.from(), lines.to());
      all.add(lines.tooLong() ? TOO_LONG : new String(line, StandardCharsets.ISO_8859_1));
      assertThat(lines.number()).isEqualTo(all.size());
    }
    return all;
  }

  private static List<String> lines(String text, int limit) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), limit);
  }

  /// Byte by byte, with the whole text in memory.
  private static List<String> plainLines(String text, int limit) {
    var all = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      String line = feed < 0 ? text.substring(start) : text.substring(start, feed);
      if (feed >= 0 && line.endsWith("\r")) {
        line = line.substring(0, line.length() - 1);
      }
      all.add(line.length() > limit ? TOO_LONG : line);
      start = feed < 0 ? text.length() : feed + 1;
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a~b~       | a b",
        "a~b        | a b",
        "a^~b^~     | a b",
        "a^~b^      | a b^",
        "a^         | a^",
        "^~         | ''",
        "^          | ^",
        "a^b^^~c    | a^b^ c",
        "~a         | ' a'",
        "''         |",
      })
  void aCarriageReturnIsHalfALineEndOnlyBeforeALineFeed(String text, String lines)
      throws IOException {
    String written = text.replace('~', '\n').replace('^', '\r');
    List<String> expected = lines == null ? List.of() : List.of(lines.split(" ", -1));
    assertThat(lines(written, 100).stream().map(line -> line.replace('\r', '^')).toList())
        .isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("\n", "\r", "\r\n", "a", "bc", "\u00ff", "", "0123456789")
        .list()
        .ofMaxSize(30)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 500)
  void inWhateverPiecesAStreamComesTheLinesAreTheSame(
      @ForAll("texts") String text, @ForAll long seed) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int limit = 1 + (int) Math.floorMod(seed, 12L);
    assertThat(lines(new Pieces(bytes, seed, 4), limit)).isEqualTo(plainLines(text, limit));
  }

  /// Line ends before, on and behind the ends of the buffer of 65,536 bytes.
  @Test
  void linesThatSpanBuffersAreWhole() throws IOException {
    for (int length = 65_533; length <= 65_538; length++) {
      String text = "x".repeat(length) + "\r\n" + "y".repeat(70_000) + "\nz\r";
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(lines(text, 200_000)).isEqualTo(plainLines(text, 200_000));
      assertThat(lines(new Pieces(bytes, length, 9000), 200_000))
          .isEqualTo(plainLines(text, 200_000));
      assertThat(lines(text, 65_536)).isEqualTo(plainLines(text, 65_536));
    }
  }

  /// A stream that ends within such a line must not look as if the line had been taken.
  @Test
  void aLineBeyondTheLimitIsPassedOverAndCounted() throws IOException {
    assertThat(lines("abc\nabcd\nab\r\nabcd", 3)).containsExactly("abc", TOO_LONG, "ab", TOO_LONG);
    assertThat(lines("abc\r\nabcd\r\n", 3)).containsExactly("abc", TOO_LONG);
    assertThat(lines("\n\n", 0)).containsExactly("", "");
  }
}

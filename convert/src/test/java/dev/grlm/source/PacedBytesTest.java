package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A fingerprint is taken of the bytes that a meter hears of, so there must be each of them once.
class PacedBytesTest {
  private static final int AT_ONCE = 4096;

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("rows"), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "200000, 10000, 10000",
    "200000, 0,     0",
    "200000, 100,   9000", // more rows than the file says it has
    "200000, 90000, 5000", // and fewer
    "1,      5000,  5000",
    "0,      5000,  5000",
  })
  void everyByteIsToldOnceInItsOrder(int size, long rows, int come) throws IOException {
    byte[] bytes = new byte[size];
    new Random(3).nextBytes(bytes);
    var heard = new ByteArrayOutputStream();
    Path file = file(bytes);
    try (var paced =
        new PacedBytes(
            file, rows, (_, buffer, start, length) -> heard.write(buffer, start, length))) {
      for (int row = 1; row <= come; row++) {
        assertThat(paced.row()).isEqualTo(row);
      }
      assertThat(heard.size()).isLessThanOrEqualTo(size);
      paced.finish();
      paced.finish();
    }
    assertThat(heard.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void asMuchIsToldAsRowsHaveCome() throws IOException {
    var heard = new long[1];
    Path file = file(new byte[1000]);
    try (var paced = new PacedBytes(file, 4 * AT_ONCE, (_, _, _, length) -> heard[0] += length)) {
      for (int quarter = 1; quarter <= 4; quarter++) {
        for (int row = 0; row < AT_ONCE; row++) {
          paced.row();
        }
        assertThat(heard[0]).isEqualTo(250L * quarter);
      }
    }
  }
}

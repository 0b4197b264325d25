package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceStreamsTest {
  @TempDir private Path folder;

  @Test
  void dataThatUnpacksToAbsurdSizesIsRefusedInOneLine() throws IOException {
    Path bomb = folder.resolve("bomb.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      for (int mebibyte = 0; mebibyte < 80; mebibyte++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThatThrownBy(
            () -> {
              try (InputStream stream = SourceStreams.open(bomb, Meter.SILENT)) {
                stream.transferTo(java.io.OutputStream.nullOutputStream());
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining(bomb + ": ")
        .hasMessageContaining("500 times its size");
  }

  @Test
  void packingIsToldByTheContentAndEveryByteOnTheDiskIsMetered() throws IOException {
    Path file = folder.resolve("no-suffix");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a line".getBytes(StandardCharsets.UTF_8));
    }
    var seen = new long[1];
    try (InputStream stream = SourceStreams.open(file, (_, _, _, length) -> seen[0] += length)) {
      assertThat(stream.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a line");
    }
    assertThat(seen[0]).isEqualTo(Files.size(file));
  }
}

package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SummedLineTest {
  private static final String LINE = SummedLine.of(Json.object().put("id", "ä"), 3, 7);

  /// As the formats say: number of the file, number of the line, the line up to its sum.
  @Test
  void theSumIsOfTheLineAndOfWhereItStands() throws IOException {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(3).putLong(7).flip());
    crc.update("{\"id\":\"ä\"".getBytes(StandardCharsets.UTF_8));
    assertThat(LINE).isEqualTo("{\"id\":\"ä\",\"sum\":\"%08x\"}".formatted(crc.getValue()));
    SummedLine.check(LINE, 3, 7);
  }

  @Test
  void anotherLineOrPlaceIsRefused() {
    assertThatThrownBy(() -> SummedLine.check(LINE.replace("ä", "a"), 3, 7))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("altered");
    assertThatThrownBy(() -> SummedLine.check(LINE, 3, 8)).hasMessageContaining("removed");
    assertThatThrownBy(() -> SummedLine.check(LINE, 2, 7)).hasMessageContaining("altered");
    assertThatThrownBy(() -> SummedLine.check("{\"id\":\"ä\"}", 3, 7))
        .hasMessage("the line has no checksum");
  }

  @Test
  void whatHasASumIsTold() {
    assertThat(SummedLine.has(LINE)).isTrue();
    assertThat(SummedLine.has("{\"id\":\"ä\"}")).isFalse();
    assertThat(SummedLine.has("")).isFalse();
  }
}

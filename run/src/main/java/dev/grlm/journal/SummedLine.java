package dev.grlm.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// A line of JSON that carries a checksum as its last key, of its own bytes and of the place where
/// it stands: a line that was altered, moved or put in is noticed at its place, one that was taken
/// out at the next.
final class SummedLine {
  private static final String KEY = ",\"sum\":\"";
  private static final int LENGTH = KEY.length() + 8 + 2;

  private SummedLine() {}

  /// @param file number of the file
  /// @param place of the line in it, from 1
  static String of(ObjectNode json, long file, long place) {
    return of(Json.line(json), file, place);
  }

  /// @param json an object that is not empty
  static String of(String json, long file, long place) {
    String open = json.substring(0, json.length() - 1);
    return open + KEY + sum(open, file, place) + "\"}";
  }

  /// @throws IOException when the line is not the one that was written here
  static void check(String line, long file, long place) throws IOException {
    int end = line.length() - LENGTH;
    if (end < 1 || !line.startsWith(KEY, end)) {
      throw new IOException("the line has no checksum");
    }
    String open = line.substring(0, end);
    if (!line.substring(end + KEY.length(), line.length() - 2).equals(sum(open, file, place))) {
      throw new IOException(
          "the checksum is another: the line was altered, or one before it removed");
    }
  }

  private static String sum(String open, long file, long place) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(file).putLong(place).flip());
    crc.update(open.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}

package dev.grlm.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// A line of JSON that carries a checksum as its last key, of its own bytes and of the place where
/// it stands: a line that was altered, moved or put in is noticed at its place, one that was taken
/// out at the next. What was taken out at the end only a last line can tell that says so.
public final class SummedLine {
  private static final String KEY = ",\"sum\":\"";
  private static final int LENGTH = KEY.length() + 8 + 2;

  private SummedLine() {}

  /// @param file number of the file, which tells it from others that its lines could come from
  /// @param place of the line in it, from 1
  public static String of(ObjectNode json, long file, long place) {
    return of(Json.line(json), file, place);
  }

  /// As [#of(ObjectNode, long, long)].
  ///
  /// @param json an object that is not empty
  public static String of(String json, long file, long place) {
    String open = json.substring(0, json.length() - 1);
    return open + KEY + sum(open, file, place) + "\"}";
  }

  /// @throws IOException when the line is not the one that was written here
  public static void check(String line, long file, long place) throws IOException {
    if (!has(line)) {
      throw new IOException("the line has no checksum");
    }
    int end = line.length() - LENGTH;
    String open = line.substring(0, end);
    if (!line.substring(end + KEY.length(), line.length() - 2).equals(sum(open, file, place))) {
      throw new IOException(
          "the checksum is another: the line was altered, or one before it removed");
    }
  }

  /// Whether a line ends as those do that were written here, with whatever checksum.
  public static boolean has(String line) {
    int end = line.length() - LENGTH;
    return end >= 1 && line.startsWith(KEY, end);
  }

  private static String sum(String open, long file, long place) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(file).putLong(place).flip());
    crc.update(open.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}

package dev.grlm.service;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import java.util.regex.Pattern;

/// Reads what the server reads, but takes a chunk of a body only where its size is hexadecimal
/// digits, and a line, or a chunk's end, only where CR and LF stand. The server itself takes `+10`
/// for a size and any two bytes behind a chunk; a proxy in front may see another end of the
/// request. For one thread.
///
/// The server asks for a whole line only where a chunk's size or the end of the last chunk is due
/// (docs/decisions/0027#5).
@SuppressWarnings("removal") // its constructor is the only way to have a reader of one's own
final class StrictLines extends DataReader {
  private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{0,8}");
  private static final int LINE_END = 2;

  /// The server takes a chunk as a whole before any of it is seen.
  private static final int LARGEST_CHUNK = 1 << 20;

  /// Whether what is passed over was read as a part of a body.
  private boolean data;

  StrictLines(DataReader server) {
    super(() -> next(server));
  }

  private static byte[] next(DataReader server) {
    server.ensureAvailable();
    return server.readBytes(server.available());
  }

  @Override
  public String readLine() {
    String line = super.readLine();
    if (!SIZE.matcher(line).matches()) {
      throw new IllegalArgumentException("no size of a chunk");
    }
    if (!line.isEmpty() && Long.parseLong(line, 16) > LARGEST_CHUNK) {
      throw Problem.of(413, "a chunk of the body is larger than " + LARGEST_CHUNK + " bytes");
    }
    return line;
  }

  @Override
  public BufferData readBuffer() {
    data = true;
    try {
      return super.readBuffer();
    } finally {
      data = false;
    }
  }

  @Override
  public BufferData readBuffer(int length) {
    data = true;
    try {
      return super.readBuffer(length);
    } finally {
      data = false;
    }
  }

  @Override
  public void skip(int bytes) {
    if (bytes == LINE_END && !data && !startsWithNewLine()) {
      throw new IllegalArgumentException("no end of a line");
    }
    super.skip(bytes);
  }
}

package dev.grlm.embed;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/// Encodes a catalogue piece by piece and keeps what is done in a file beside the result, so that
/// an interrupted run goes on where it was. Pieces are the same however often it is interrupted,
/// and so are the rows. Confined to one thread.
///
/// The file is one line that says what it belongs to, then rows of little-endian float32.
public final class PartialEmbeddings {
  /// Texts of a piece.
  static final int PIECE = 512;

  private final Path file;
  private final String fingerprint;

  /// @param fingerprint of encoder and texts; rows of another one are not taken up
  public PartialEmbeddings(Path file, String fingerprint) {
    this.file = file;
    this.fingerprint = fingerprint;
  }

  /// @param progress hears how many texts are done
  /// @throws IOException naming the file, when it cannot be written
  public Embeddings encode(TextEncoder encoder, List<String> texts, LongConsumer progress)
      throws IOException {
    int width = encoder.dimensions();
    var rows = new float[Math.multiplyExact(texts.size(), width)];
    byte[] header = header(width);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int done = takeUp(channel, header, rows, width);
      progress.accept(done);
      while (done < texts.size()) {
        int end = Math.min(texts.size(), done + PIECE);
        float[] piece = encoder.encode(texts.subList(done, end)).values();
        System.arraycopy(piece, 0, rows, done * width, piece.length);
        append(channel, piece);
        done = end;
        progress.accept(done);
      }
    }
    return new Embeddings(texts.size(), width, rows);
  }

  /// When the result stands elsewhere.
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private byte[] header(int width) {
    String line = Json.line(Json.object().put("rows of", fingerprint).put("dimensions", width));
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// @return how many rows were read; the channel stands behind the last of them
  private static int takeUp(FileChannel channel, byte[] header, float[] rows, int width)
      throws IOException {
    ByteBuffer found = ByteBuffer.allocate(header.length);
    readFully(channel, found);
    if (!Arrays.equals(found.array(), header)) {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(header), 0);
      channel.position(header.length);
      return 0;
    }
    long rowBytes = (long) width * Float.BYTES;
    long stored = Math.min((channel.size() - header.length) / rowBytes, rows.length / width);
    // Only whole pieces: how a batch is padded leaves traces in the last bits.
    long kept = stored == rows.length / width ? stored : stored / PIECE * PIECE;
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(rowBytes)).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < kept; row++) {
      buffer.clear();
      readFully(channel, buffer);
      buffer.flip().asFloatBuffer().get(rows, row * width, width);
    }
    channel.truncate(header.length + kept * rowBytes);
    return Math.toIntExact(kept);
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // goes on until the buffer is full or the file ends
    }
  }

  private static void append(FileChannel channel, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }
}

package dev.grlm.embed;

import dev.grlm.tensor.Precision;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import dev.grlm.tensor.SafeTensors.Pieces;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `embeddings.safetensors`: one tensor `embeddings`, items × dimensions, in the order of
/// `items.jsonl`. Stateless.
public final class EmbeddingFiles {
  static final String TENSOR = "embeddings";

  /// How far a row's squared length may be from 1; float16 rows from elsewhere are within.
  private static final double LENGTH_TOLERANCE = 1e-2;

  /// Texts that are encoded at a time.
  private static final int PIECE = 512;

  private EmbeddingFiles() {}

  /// @throws IOException naming `file`, when it cannot be written
  public static void write(Path file, Embeddings embeddings) throws IOException {
    long[] shape = {embeddings.rows(), embeddings.dimensions()};
    var tensors = new LinkedHashMap<String, Floats>();
    tensors.put(TENSOR, new Floats(shape, embeddings.values()));
    SafeTensors.write(file, tensors, Map.of());
  }

  /// Encodes and writes piece by piece, so that the rows are never all in memory. The file is the
  /// same as that of [#write(Path, Embeddings)], because a row does not depend on its list.
  ///
  /// @throws IOException naming `file`, when it cannot be written
  public static void write(Path file, TextEncoder encoder, List<String> texts) throws IOException {
    long[] shape = {texts.size(), encoder.dimensions()};
    int pieces = Math.ceilDiv(texts.size(), PIECE);
    var tensors = new LinkedHashMap<String, Pieces>();
    tensors.put(
        TENSOR,
        new Pieces(
            shape,
            pieces,
            piece -> {
              int from = piece * PIECE;
              int end = Math.min(texts.size(), from + PIECE);
              return encoder.encode(texts.subList(from, end)).values();
            }));
    SafeTensors.write(file, tensors, Map.of());
  }

  /// Lends the rows where they lie in the file, so that they take no heap; float16 rows are read
  /// into memory. `use` must not keep them.
  ///
  /// @throws IOException as [#read(Path, int)], or what `use` throws
  public static <R> R lend(Path file, int items, Use<R> use) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(file);
    if (tensors.precision(TENSOR) != Precision.FLOAT32) {
      return use.apply(read(file, items));
    }
    long[] shape = shape(file, tensors);
    requireRows(file, shape[0], items);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment values = tensors.mapFloats(TENSOR, arena);
      var rows = new MappedRows((int) shape[0], (int) shape[1], values);
      for (int row = 0; row < rows.rows(); row++) {
        checkLength(file, rows.row(row), row);
      }
      return use.apply(rows);
    }
  }

  /// What is done with lent rows.
  @FunctionalInterface
  public interface Use<R> {
    R apply(EmbeddingRows rows) throws IOException;
  }

  /// Rows of float32 in a mapped file.
  ///
  /// @param values little endian, not necessarily aligned
  private record MappedRows(int rows, int dimensions, MemorySegment values)
      implements EmbeddingRows {
    private static final ValueLayout.OfFloat FLOAT =
        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public void copyRow(int row, float[] into, int start) {
      long from = (long) row * dimensions * Float.BYTES;
      MemorySegment.copy(values, FLOAT, from, into, start, dimensions);
    }
  }

  /// @throws IOException naming `file` and the row at fault, when it is missing, broken, or a row
  ///   is neither of length 1 nor all zero
  public static Embeddings read(Path file) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(file);
    long[] shape = shape(file, tensors);
    var embeddings = new Embeddings((int) shape[0], (int) shape[1], tensors.floats(TENSOR));
    for (int row = 0; row < embeddings.rows(); row++) {
      checkLength(file, embeddings.row(row), row);
    }
    return embeddings;
  }

  private static long[] shape(Path file, SafeTensors.File tensors) throws IOException {
    long[] shape = tensors.shape(TENSOR);
    if (shape.length != 2 || shape[0] > Integer.MAX_VALUE || shape[1] > Integer.MAX_VALUE) {
      throw new IOException(
          "%s: tensor '%s' of shape [items, dimensions] expected, found %s"
              .formatted(file, TENSOR, Arrays.toString(shape)));
    }
    return shape;
  }

  /// As [#read(Path)] for a catalogue of `items` items.
  ///
  /// @throws IOException naming `file` and both counts, when it has another number of rows
  public static Embeddings read(Path file, int items) throws IOException {
    Embeddings embeddings = read(file);
    requireRows(file, embeddings.rows(), items);
    return embeddings;
  }

  private static void requireRows(Path file, long found, int items) throws IOException {
    if (found != items) {
      throw new IOException(
          "%s: %d rows expected, one per item, found %d".formatted(file, items, found));
    }
  }

  private static void checkLength(Path file, float[] values, int row) throws IOException {
    double squares = 0;
    for (float stored : values) {
      double value = stored;
      squares += value * value;
    }
    // written so that NaN fails
    if (!(squares == 0 || Math.abs(squares - 1) <= LENGTH_TOLERANCE)) {
      throw new IOException(
          "%s: row %d has length %s; 1 or 0 expected".formatted(file, row, Math.sqrt(squares)));
    }
  }
}

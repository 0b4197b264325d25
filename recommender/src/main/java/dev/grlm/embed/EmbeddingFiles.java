package dev.grlm.embed;

import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// `embeddings.safetensors`: one tensor `embeddings`, items × dimensions, in the order of
/// `items.jsonl`. Stateless.
public final class EmbeddingFiles {
  static final String TENSOR = "embeddings";

  /// How far a row's squared length may be from 1; float16 rows from elsewhere are within.
  private static final double LENGTH_TOLERANCE = 1e-2;

  private EmbeddingFiles() {}

  /// @throws IOException naming `file`, when it cannot be written
  public static void write(Path file, Embeddings embeddings) throws IOException {
    long[] shape = {embeddings.rows(), embeddings.dimensions()};
    var tensors = new LinkedHashMap<String, Floats>();
    tensors.put(TENSOR, new Floats(shape, embeddings.values()));
    SafeTensors.write(file, tensors, Map.of());
  }

  /// @throws IOException naming `file` and the row at fault, when it is missing, broken, or a row
  ///   is neither of length 1 nor all zero
  public static Embeddings read(Path file) throws IOException {
    SafeTensors.File tensors = SafeTensors.read(file);
    long[] shape = tensors.shape(TENSOR);
    if (shape.length != 2 || shape[0] > Integer.MAX_VALUE || shape[1] > Integer.MAX_VALUE) {
      throw new IOException(
          "%s: tensor '%s' of shape [items, dimensions] expected, found %s"
              .formatted(file, TENSOR, Arrays.toString(shape)));
    }
    var embeddings = new Embeddings((int) shape[0], (int) shape[1], tensors.floats(TENSOR));
    for (int row = 0; row < embeddings.rows(); row++) {
      checkLength(file, embeddings, row);
    }
    return embeddings;
  }

  /// As [#read(Path)] for a catalogue of `items` items.
  ///
  /// @throws IOException naming `file` and both counts, when it has another number of rows
  public static Embeddings read(Path file, int items) throws IOException {
    Embeddings embeddings = read(file);
    if (embeddings.rows() != items) {
      throw new IOException(
          "%s: %d rows expected, one per item, found %d".formatted(file, items, embeddings.rows()));
    }
    return embeddings;
  }

  private static void checkLength(Path file, Embeddings embeddings, int row) throws IOException {
    double squares = 0;
    int start = row * embeddings.dimensions();
    for (int d = 0; d < embeddings.dimensions(); d++) {
      double value = embeddings.values()[start + d];
      squares += value * value;
    }
    // written so that NaN fails
    if (!(squares == 0 || Math.abs(squares - 1) <= LENGTH_TOLERANCE)) {
      throw new IOException(
          "%s: row %d has length %s; 1 or 0 expected".formatted(file, row, Math.sqrt(squares)));
    }
  }
}

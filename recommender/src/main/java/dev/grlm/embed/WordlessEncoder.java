package dev.grlm.embed;

import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The encoder of a run whose items had no text: their rows came from the log ([CoPurchases]), and
/// of a text it knows nothing. Immutable and thread-safe.
///
/// @param dimensions of the items' rows
public record WordlessEncoder(int dimensions) implements TextEncoder {
  static final String FILE = "wordless.json";

  /// What the file says.
  private record Content(String encoder, int dimensions) {}

  private static final String KIND = "log";

  public WordlessEncoder {
    if (dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, is " + dimensions);
    }
  }

  /// Rows of zeros.
  @Override
  public Embeddings encode(List<String> texts) {
    return new Embeddings(texts.size(), dimensions, new float[texts.size() * dimensions]);
  }

  void save(Path folder) throws IOException {
    Json.write(folder.resolve(FILE), new Content(KIND, dimensions));
  }

  static WordlessEncoder load(Path folder) throws IOException {
    return new WordlessEncoder(Json.read(folder.resolve(FILE), Content.class).dimensions());
  }
}

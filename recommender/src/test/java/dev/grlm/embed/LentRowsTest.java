package dev.grlm.embed;

import dev.grlm.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Rows of float32 where they lie in their file.
class LentRowsTest extends EmbeddingRowsContract {
  @TempDir Path folder;

  @Override
  void with(Embeddings rows, Check check) throws IOException {
    Path file = folder.resolve("embeddings.safetensors");
    EmbeddingFiles.write(file, rows);
    EmbeddingFiles.<Object>lend(
        file,
        rows.rows(),
        lent -> {
          check.of(lent);
          return SafeTensors.class;
        });
  }
}

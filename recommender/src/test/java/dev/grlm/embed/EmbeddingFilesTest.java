package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.SafeTensors.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingFilesTest {
  @TempDir Path folder;

  private Path write(String name, Floats tensor) throws IOException {
    Path file = folder.resolve("embeddings.safetensors");
    SafeTensors.write(file, new LinkedHashMap<>(Map.of(name, tensor)), Map.of());
    return file;
  }

  private static void assertFails(Path file, String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EmbeddingFiles.read(file))
        .withMessage(file + ": " + reason);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("embeddings.safetensors");
    EmbeddingFiles.write(file, new Embeddings(3, 2, new float[] {0.6f, 0.8f, 0, 0, -1, 0}));
    Embeddings read = EmbeddingFiles.read(file, 3);
    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.dimensions()).isEqualTo(2);
    assertThat(read.values()).containsExactly(0.6f, 0.8f, 0, 0, -1, 0);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EmbeddingFiles.read(file, 4))
        .withMessage(file + ": 4 rows expected, one per item, found 3");
  }

  @Test
  void lendsWhatItWouldRead() throws IOException {
    Path file = folder.resolve("embeddings.safetensors");
    float[] values = {0.6f, 0.8f, 0, 0, -1, 0};
    EmbeddingFiles.write(file, new Embeddings(3, 2, values));
    assertThat(EmbeddingFiles.lend(file, 3, EmbeddingRows::inMemory).values())
        .containsExactly(values);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EmbeddingFiles.lend(file, 4, EmbeddingRows::rows))
        .withMessage(file + ": 4 rows expected, one per item, found 3");
    Path broken = write("embeddings", new Floats(new long[] {2, 1}, new float[] {1, 0.5f}));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EmbeddingFiles.lend(broken, 2, EmbeddingRows::rows))
        .withMessage(broken + ": row 1 has length 0.5; 1 or 0 expected");
  }

  /// More texts than are encoded at a time, and a last piece that is not full.
  @Test
  void writesTheSameFilePieceByPiece() throws IOException {
    List<String> texts =
        IntStream.range(0, 1_300).mapToObj(i -> "kettle " + i % 7 + " tea " + i % 11).toList();
    LsaEncoder encoder = LsaEncoder.fit(texts, new LsaConfig(8, 2, 100, 2, 1));
    Path whole = folder.resolve("whole.safetensors");
    Path pieces = folder.resolve("pieces.safetensors");
    EmbeddingFiles.write(whole, encoder.encode(texts));
    EmbeddingFiles.write(pieces, encoder, texts);
    assertThat(pieces).hasSameBinaryContentAs(whole);
  }

  @Test
  void refusesWhatAreNoEmbeddings() throws IOException {
    assertFails(
        write("embeddings", new Floats(new long[] {2}, new float[2])),
        "tensor 'embeddings' of shape [items, dimensions] expected, found [2]");
    assertFails(
        write("embeddings", new Floats(new long[] {2, 1}, new float[] {1, 0.5f})),
        "row 1 has length 0.5; 1 or 0 expected");
    assertFails(
        write("embeddings", new Floats(new long[] {1, 1}, new float[] {Float.NaN})),
        "tensor 'embeddings' has values that are infinite or no numbers; fetch or fit it again");
    assertFails(
        write("other", new Floats(new long[] {1, 1}, new float[1])),
        "no tensor 'embeddings' among its 1: [other]");
  }
}

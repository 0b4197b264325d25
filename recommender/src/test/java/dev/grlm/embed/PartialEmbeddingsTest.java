package dev.grlm.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialEmbeddingsTest {
  private static final int PIECE = PartialEmbeddings.PIECE;
  private static final List<String> TEXTS =
      IntStream.range(0, 2 * PIECE + 3).mapToObj(number -> "t" + number).toList();

  @TempDir Path folder;

  /// Numbers the texts that it is asked for, in pieces.
  private static final class Counting implements TextEncoder {
    private final List<Integer> pieces = new ArrayList<>();

    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public Embeddings encode(List<String> texts) {
      pieces.add(texts.size());
      var values = new float[texts.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = Integer.parseInt(texts.get(row).substring(1));
      }
      return new Embeddings(values.length, 1, values);
    }
  }

  private Path file() {
    return folder.resolve("rows.partial");
  }

  private List<Integer> encode(String fingerprint) throws IOException {
    var encoder = new Counting();
    Embeddings rows = new PartialEmbeddings(file(), fingerprint).encode(encoder, TEXTS, _ -> {});
    assertThat(IntStream.range(0, rows.rows()).allMatch(row -> rows.values()[row] == row)).isTrue();
    return encoder.pieces;
  }

  /// Wherever the file ends, whole pieces are taken up and the rest is made again.
  @ParameterizedTest
  @CsvSource({"0, 3", "1, 3", "511, 3", "512, 2", "1023, 2", "1024, 1", "1026, 1", "1027, 0"})
  void takesUpWholePieces(int rows, int piecesLeft) throws IOException {
    assertThat(encode("f")).containsExactly(PIECE, PIECE, 3);
    byte[] whole = Files.readAllBytes(file());
    int header = whole.length - 4 * TEXTS.size();
    Files.write(file(), Arrays.copyOf(whole, header + 4 * rows + 1));
    assertThat(encode("f")).hasSize(piecesLeft);
    assertThat(Files.readAllBytes(file())).isEqualTo(whole);
  }

  @Test
  void rowsOfSomethingElseAreNotTakenUp() throws IOException {
    assertThat(encode("f")).hasSize(3);
    assertThat(encode("g")).hasSize(3);
    assertThat(encode("g")).isEmpty();
    Files.writeString(file(), "no such file");
    assertThat(encode("g")).hasSize(3);
  }

  /// More rows than there are texts: the file is of a longer list, cut to this one.
  @Test
  void fewerTextsTakeWhatTheyNeed() throws IOException {
    var unused = encode("f");
    var encoder = new Counting();
    Embeddings rows =
        new PartialEmbeddings(file(), "f").encode(encoder, TEXTS.subList(0, 5), _ -> {});
    assertThat(encoder.pieces).isEmpty();
    assertThat(rows.values()).containsExactly(0, 1, 2, 3, 4);
    assertThat(unused).hasSize(3);
  }

  @Test
  void progressIsHeardFromWhereItGoesOn() throws IOException {
    var heard = new ArrayList<Long>();
    assertThatThrownBy(() ->
            new PartialEmbeddings(file(), "f")
                .encode(
                    new Counting(),
                    TEXTS,
                    done -> {
                      if (done == PIECE) {
                        throw new IllegalStateException("stopped");
                      }
                    }))
        .hasMessage("stopped");
    var unused = new PartialEmbeddings(file(), "f").encode(new Counting(), TEXTS, heard::add);
    assertThat(heard).containsExactly((long) PIECE, 2L * PIECE, 2L * PIECE + 3);
    assertThat(unused.rows()).isEqualTo(TEXTS.size());
  }

  @Test
  void isDeletedWhenItIsNotNeeded() throws IOException {
    var partial = new PartialEmbeddings(file(), "f");
    partial.delete();
    var unused = partial.encode(new Counting(), TEXTS, _ -> {});
    assertThat(file()).exists();
    partial.delete();
    assertThat(file()).doesNotExist();
    assertThat(unused.dimensions()).isEqualTo(1);
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path lost = folder.resolve("none/rows.partial");
    assertThatIOException()
        .isThrownBy(() -> new PartialEmbeddings(lost, "f").encode(new Counting(), TEXTS, _ -> {}))
        .withMessageContaining(lost.toString());
  }
}

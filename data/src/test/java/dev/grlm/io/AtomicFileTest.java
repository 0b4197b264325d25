package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("table.tsv");
  }

  /// A disk with room for so many bytes.
  private static AtomicFile.Opener disk(int room) {
    return path ->
        new FilterOutputStream(Files.newOutputStream(path)) {
          private int left = room;

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            int fits = Math.min(left, length);
            out.write(bytes, offset, fits);
            left -= fits;
            if (fits < length) {
              throw new IOException("No space left on device");
            }
          }

          @Override
          public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
          }
        };
  }

  private static AtomicFile.Content<OutputStream> bytes(int count) {
    return stream -> stream.write(new byte[count]);
  }

  private void assertOnlyOldContentIsThere() throws IOException {
    assertThat(target).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void writesIntoAFolderThatIsMissing() throws IOException {
    Path deep = folder.resolve("a/b/table.tsv");
    AtomicFile.writeText(deep, writer -> writer.write("näw\n"));
    assertThat(Files.readAllBytes(deep)).isEqualTo("näw\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    Files.writeString(target, "a much longer old content");
    AtomicFile.writeText(target, writer -> writer.write("new"));
    assertThat(target).hasContent("new");
  }

  /// 10 bytes fail when the buffer is emptied at the end, 200,000 while the content is written.
  @ParameterizedTest
  @ValueSource(ints = {10, 200_000})
  void fullDiskLeavesTheOldContentAndNoTemporaryFile(int size) throws IOException {
    Files.writeString(target, "old");
    assertThatThrownBy(() -> AtomicFile.write(target, bytes(size), disk(size - 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + target + ": disk full; nothing was changed");
    assertOnlyOldContentIsThere();
    AtomicFile.write(target, bytes(size), disk(size));
    assertThat(target).hasSize(size);
  }

  @Test
  void fullDiskLeavesNothingWhereNothingWas() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(target, bytes(2), disk(1)))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void programmingErrorLeavesTheOldContentToo() throws IOException {
    Files.writeString(target, "old");
    assertThatThrownBy(() ->
            AtomicFile.writeText(
                target,
                writer -> {
                  writer.write("half");
                  throw new IllegalStateException("bug");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertOnlyOldContentIsThere();
  }

  @Test
  void halfASurrogatePairIsAnErrorAndNotAQuestionMark() throws IOException {
    Files.writeString(target, "old");
    assertThatThrownBy(() -> AtomicFile.writeText(target, writer -> writer.write("a\ud83db")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("table.tsv")
        .hasMessageContaining("half a surrogate pair");
    assertOnlyOldContentIsThere();
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(target, "old");
    assertThatThrownBy(() -> AtomicFile.write(target.resolve("x"), bytes(1)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + target.resolve("x"));
    assertOnlyOldContentIsThere();
  }

  @Test
  void aReaderNeverMissesTheFile() throws Exception {
    Files.writeString(target, "0");
    var done = new AtomicBoolean();
    var missed = new AtomicInteger();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                try {
                  Files.readString(target);
                } catch (NoSuchFileException gone) {
                  missed.incrementAndGet();
                } catch (IOException other) {
                  throw new IllegalStateException(other);
                }
              }
            });
    for (int round = 0; round < 1_000; round++) {
      AtomicFile.write(target, bytes(1));
    }
    done.set(true);
    reader.join();
    assertThat(missed).hasValue(0);
  }
}

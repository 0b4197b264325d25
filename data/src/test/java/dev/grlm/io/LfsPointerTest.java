package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfsPointerTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1503300328\n";

  @Test
  void saysWhatItIsAndWhatToDo() {
    assertThat(LfsPointer.is(POINTER)).isTrue();
    assertThat(LfsPointer.is("version 1")).isFalse();
    assertThat(LfsPointer.error(Path.of("a/b.bin"), POINTER))
        .hasMessage(
            Path.of("a/b.bin")
                + ": a Git LFS pointer, not the file (1,503,300,328 bytes); fetch it by 'git lfs"
                + " pull' in its repository, or download the file itself");
    assertThat(LfsPointer.error(Path.of("b"), POINTER.substring(0, 60)))
        .hasMessageStartingWith("b: a Git LFS pointer, not the file; fetch it");
  }

  @Test
  void inThePlaceOfJsonItIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), POINTER);
    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": a Git LFS pointer, not the file (1,503,300,328 bytes)");
  }
}

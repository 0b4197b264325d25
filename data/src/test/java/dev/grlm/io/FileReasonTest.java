package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileReasonTest {
  @TempDir private Path folder;

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a"), "no such file"),
        Arguments.of(new AccessDeniedException("a"), "not permitted"),
        Arguments.of(new NotDirectoryException("a"), "not a folder"),
        Arguments.of(new DirectoryNotEmptyException("a"), "the folder is not empty"),
        Arguments.of(new FileSystemLoopException("a"), "a link that leads to itself"),
        Arguments.of(said("Is a directory"), "is a directory"),
        Arguments.of(said("No space left on device"), "disk full"),
        Arguments.of(said("Disk quota exceeded"), "disk full: the quota is used up"),
        Arguments.of(said("Read-only file system"), "the disk is read-only"),
        Arguments.of(said("Operation not permitted"), "not permitted"),
        Arguments.of(said("something new"), "something new"),
        Arguments.of(new IOException("No space left on device"), "disk full"),
        Arguments.of(new IOException("x/y (Permission denied)"), "x/y (not permitted)"),
        Arguments.of(new IOException("a plain fault"), "a plain fault"),
        Arguments.of(new MalformedInputException(1), "not UTF-8"),
        Arguments.of(new EOFException(), "the file ends too early"));
  }

  private static FileSystemException said(String reason) {
    return new FileSystemException("a", null, reason);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasItsWords(IOException failure, String words) {
    assertThat(FileReason.of(failure)).isEqualTo(words);
  }

  @Test
  void aFolderIsNoFileToRead() {
    assertThatIOException()
        .isThrownBy(() -> TextLines.text(folder))
        .withMessage(folder + ": is a directory");
    assertThatIOException()
        .isThrownBy(() -> Fingerprint.sha256(folder))
        .withMessage(folder + ": is a directory");
  }

  @Test
  void aFileIsNoFolderToWriteInto() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatIOException()
        .isThrownBy(() -> Json.write(file.resolve("inside/a.json"), "x"))
        .withMessageStartingWith("cannot write " + file.resolve("inside/a.json") + ": ")
        .withMessageNotContaining("Exception");
  }

  @Test
  void aFullDiskIsCalledFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "this system has no /dev/full");
    Path target = folder.resolve("a.txt");
    assertThatIOException()
        .isThrownBy(() ->
            AtomicFile.write(
                target,
                stream -> stream.write(new byte[1 << 20]),
                _ -> Files.newOutputStream(full)))
        .withMessage("cannot write " + target + ": disk full; nothing was changed");
    assertThat(target).doesNotExist();
  }

  @Test
  void whatIsBeingWrittenIsGivenUpWithTheProcess() {
    Path target = folder.resolve("a.txt");
    assertThatIOException()
        .isThrownBy(() ->
            AtomicFile.write(
                target,
                stream -> {
                  stream.write(1);
                  stream.flush();
                  assertThat(folder.toFile().list()).hasSize(1);
                  AtomicFile.abandon();
                  assertThat(folder.toFile().list()).isEmpty();
                }));
  }
}

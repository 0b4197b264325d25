package dev.grlm.io;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Writes a file whole or not at all: the content goes to a temporary name beside the target and is
/// renamed when it is complete. A failure leaves what stood there before and no temporary file.
public final class AtomicFile {
  /// What is being written now.
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /// Deletes what is being written: for a process that ends without waiting for its threads.
  public static void abandon() {
    for (Path temporary : UNFINISHED) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException _) {
        // the process ends; a file with a temporary name is read by nobody
      }
    }
  }

  /// What writes the content; it need not close the stream.
  @FunctionalInterface
  public interface Content<T> {
    void writeTo(T sink) throws IOException;
  }

  /// Opens the file that is written to. Tests put a stream here that fails like a full disk.
  @FunctionalInterface
  public interface Opener {
    OutputStream open(Path path) throws IOException;
  }

  /// @throws IOException naming `target`, when any byte could not be written; `target` is then
  ///   untouched
  public static void write(Path target, Content<OutputStream> content) throws IOException {
    write(target, content, Files::newOutputStream);
  }

  /// As [#write(Path, Content)] for UTF-8 text. A text with half a surrogate pair is an error, not
  /// a question mark.
  public static void writeText(Path target, Content<BufferedWriter> content) throws IOException {
    write(
        target,
        stream -> {
          var writer =
              new BufferedWriter(
                  new OutputStreamWriter(stream, StandardCharsets.UTF_8.newEncoder()));
          content.writeTo(writer);
          writer.flush();
        });
  }

  /// As [#write(Path, Content)] with the way the temporary file is opened.
  public static void write(Path target, Content<OutputStream> content, Opener opener)
      throws IOException {
    writeAt(
        target,
        temporary -> {
          try (OutputStream stream = new BufferedOutputStream(opener.open(temporary), 1 << 16)) {
            content.writeTo(stream);
          }
        });
  }

  /// As [#write(Path, Content)] for what writes a file by its name.
  ///
  /// @param content makes the file that it is given the name of
  public static void writeAt(Path target, Content<Path> content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("cannot write " + target + ": it is not a file name");
    }
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException taken) {
      throw new IOException("cannot write " + target + ": no folder: " + taken.getFile(), taken);
    } catch (IOException failure) {
      throw new IOException("cannot write " + target + ": " + FileReason.of(failure), failure);
    }
    Path temporary =
        folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    UNFINISHED.add(temporary);
    try {
      content.writeTo(temporary);
      // REPLACE_EXISTING would delete the old file first and leave a moment without either.
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      String reason =
          failure instanceof CharacterCodingException
              ? "a text has half a surrogate pair, which UTF-8 cannot hold"
              : FileReason.of(failure);
      throw new IOException(
          "cannot write " + target + ": " + reason + "; nothing was changed", failure);
    } finally {
      UNFINISHED.remove(temporary);
      Files.deleteIfExists(temporary);
    }
  }
}

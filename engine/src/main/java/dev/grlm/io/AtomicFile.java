package dev.grlm.io;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file whole or not at all: the content goes to a temporary name beside the target and is
/// renamed when it is complete. A failure leaves what stood there before and no temporary file.
public final class AtomicFile {
  private AtomicFile() {}

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

  /// As [#write(Path, Content)] for UTF-8 text.
  public static void writeText(Path target, Content<BufferedWriter> content) throws IOException {
    write(
        target,
        stream -> {
          var writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          content.writeTo(writer);
          writer.flush();
        });
  }

  /// As [#write(Path, Content)] with the way the temporary file is opened.
  public static void write(Path target, Content<OutputStream> content, Opener opener)
      throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("cannot write " + target + ": it is not a file name");
    }
    Files.createDirectories(folder);
    Path temporary =
        folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (OutputStream stream = new BufferedOutputStream(opener.open(temporary), 1 << 16)) {
        content.writeTo(stream);
      }
      Files.move(temporary, absolute, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new IOException(
          "cannot write " + target + ": " + failure.getMessage() + "; nothing was changed",
          failure);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

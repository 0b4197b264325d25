package dev.grlm.cli;

import dev.grlm.io.FileReason;
import dev.grlm.system.CannotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;

/// Turns what was thrown into the one line that a person reads; nothing else in the command does.
final class FailureLine {
  /// A chain of causes that goes in a circle must not keep us here.
  private static final int DEEPEST = 32;

  private FailureLine() {}

  /// Without the command's name and without a line end.
  static String of(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case FileSystemException file -> ofFile(file);
      case IOException io -> withReason(io);
      // an interruption is an IllegalStateException, too
      case IllegalArgumentException _, IllegalStateException _, CannotException _ ->
          firstLine(failure);
      case OutOfMemoryError memory ->
          "out of memory: a heap of %d MiB is too small for this; GRLM_JAVA_OPTS=-Xmx8g gives more (%s)"
              .formatted(Runtime.getRuntime().maxMemory() >> 20, memory.getMessage());
      default -> "an error of this program, " + failure + "; --verbose shows where";
    };
  }

  private static String ofFile(FileSystemException failure) {
    String reason = FileReason.of(failure);
    String files =
        failure.getOtherFile() == null
            ? failure.getFile()
            : failure.getFile() + " to " + failure.getOtherFile();
    return files == null ? reason : files + ": " + reason;
  }

  /// Whoever wrapped a file's failure may have known no more than the path.
  private static String withReason(IOException failure) {
    String line = firstLine(failure);
    for (Throwable cause : causes(failure)) {
      if (cause instanceof FileSystemException file && line.endsWith(firstLine(file))) {
        String reason = FileReason.of(file);
        return line.endsWith(reason) ? line : line + ": " + reason;
      }
    }
    return failure.getCause() == null && failure.getClass() == IOException.class
        ? FileReason.of(new IOException(line))
        : line;
  }

  private static List<Throwable> causes(Throwable failure) {
    var causes = new ArrayList<Throwable>();
    for (Throwable cause = failure.getCause();
        cause != null && causes.size() < DEEPEST;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /// Of a message that names nothing, the exception's own name is all there is.
  static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.toString()
        : message.lines().findFirst().orElse(failure.toString());
  }
}

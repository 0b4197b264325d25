package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One input whose format is known, ready to be read. Reading twice gives the same calls.
public interface Source {
  /// The word of the format; see [Format#word].
  String format();

  /// What will be read, in this order.
  List<SourceFile> files();

  /// What was guessed of these files and what of them is not used, a line each for a person. The
  /// same input gives the same lines, wherever it lies.
  ///
  /// @throws IOException in one line that names the file, when it cannot be looked at
  default List<String> notes() throws IOException {
    return List.of();
  }

  /// Whether the order of the rows is that of the events where they say no other, over all domains:
  /// our own layout is read so by whoever fits it.
  default boolean rowsAreInOrder() {
    return false;
  }

  /// How many files of the input are not read.
  default long unusedFiles() {
    return 0;
  }

  /// Why a file of the input that might have been meant is not read, or nothing.
  default String refusal(Path file) {
    return "";
  }

  /// Hands everything to `sink`. Whatever cannot be taken is a [Fault]; memory does not grow with
  /// the number of lines.
  ///
  /// @throws IOException in one line that names the file (and the line, where there is one), when a
  ///   file as a whole cannot be read: missing, cut short, broken gzip, an unusable header
  void read(Sink sink, Meter meter) throws IOException;
}

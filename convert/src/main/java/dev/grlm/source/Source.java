package dev.grlm.source;

import java.io.IOException;
import java.util.List;

/// One input whose format is known, ready to be read. Reading twice gives the same calls.
public interface Source {
  /// The word of the format; see [Format#word].
  String format();

  /// What will be read, in this order.
  List<SourceFile> files();

  /// Hands everything to `sink`. Whatever cannot be taken is a [Fault]; memory does not grow with
  /// the number of lines.
  ///
  /// @throws IOException in one line that names the file (and the line, where there is one), when a
  ///   file as a whole cannot be read: missing, cut short, broken gzip, an unusable header
  void read(Sink sink, Meter meter) throws IOException;
}

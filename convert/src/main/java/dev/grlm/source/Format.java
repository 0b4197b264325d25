package dev.grlm.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A format that can be converted. Stateless and thread-safe.
public interface Format {
  /// What `--format` calls it, for example `amazon-2018`.
  String word();

  /// One line for a person.
  String description();

  /// The input as a source of this format, or null where its content is of another format. Looks at
  /// names and heads only, and at a file's own list of its columns where it has one.
  ///
  /// @throws IOException in one line, when the input is of this format and cannot be used: an
  ///   events file without its partner where one is needed, two files where one is meant
  @Nullable Source detect(Input input) throws IOException;
}

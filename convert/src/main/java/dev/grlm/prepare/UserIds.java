package dev.grlm.prepare;

import java.nio.file.Path;

/// What a user's id means in inputs of different sources.
public sealed interface UserIds {
  /// See [Separate].
  UserIds SEPARATE = new Separate();

  /// See [Joined].
  UserIds JOINED = new Joined();

  /// Another person in every source; ids become `source:id` where there are several.
  record Separate() implements UserIds {}

  /// The same person everywhere, as where one shop cut its log into files.
  record Joined() implements UserIds {}

  /// The person that a file says; who is not in it is separate.
  ///
  /// @param file see [UserMap]
  record Mapped(Path file) implements UserIds {}
}

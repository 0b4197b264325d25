package dev.grlm.source;

import java.nio.file.Path;

/// A file and what it holds.
public record SourceFile(Path path, Role role) {
  /// What a file holds.
  public enum Role {
    EVENTS,
    ITEMS,
    /// Who the users are: nothing of it is read.
    USERS
  }

  public static SourceFile events(Path path) {
    return new SourceFile(path, Role.EVENTS);
  }

  public static SourceFile items(Path path) {
    return new SourceFile(path, Role.ITEMS);
  }
}

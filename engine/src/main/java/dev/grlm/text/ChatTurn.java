package dev.grlm.text;

import java.util.Locale;

/// What one side of a conversation says.
///
/// @param content not trusted: marks that are written in it are just text
public record ChatTurn(Role role, String content) {
  /// Who speaks.
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT;

    /// As templates write it.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static ChatTurn system(String content) {
    return new ChatTurn(Role.SYSTEM, content);
  }

  public static ChatTurn user(String content) {
    return new ChatTurn(Role.USER, content);
  }

  /// An earlier answer.
  public static ChatTurn assistant(String content) {
    return new ChatTurn(Role.ASSISTANT, content);
  }
}

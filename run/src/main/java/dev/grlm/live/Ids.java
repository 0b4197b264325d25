package dev.grlm.live;

/// Ids of users and items as they come from outside.
final class Ids {
  private Ids() {}

  /// @param kind `user` or `item`, for the message
  /// @throws IllegalArgumentException when it cannot be one
  static void require(String kind, String id) {
    if (id.isBlank() || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the "
              + kind
              + " id '"
              + id.replaceAll("\\p{Cntrl}", "?")
              + "' is blank or has a control"
              + " character in it");
    }
  }
}

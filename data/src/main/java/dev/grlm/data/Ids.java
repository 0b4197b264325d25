package dev.grlm.data;

import java.io.IOException;

/// What may be the id of an item, a user or a person: anything that fits between two tabs of a
/// line, because every table of a run is such a file.
final class Ids {
  private Ids() {}

  /// Gives `id` back.
  ///
  /// @param kind `item`, `user` or `person`, for the message
  /// @throws IOException with the id, when it is blank or cannot stand in a tab-separated file
  static String checked(String kind, String id) throws IOException {
    if (id.isBlank()) {
      throw new IOException("the " + kind + " id '" + visible(id) + "' is blank");
    }
    if (id.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
      throw new IOException(
          "the " + kind + " id '" + visible(id) + "' has a tab or a line break in it");
    }
    if (!Texts.wellFormed(id)) {
      throw new IOException(
          "the " + kind + " id '" + visible(id) + "' has half a surrogate pair in it");
    }
    return id;
  }

  /// Keeps the message on one line.
  private static String visible(String id) {
    return Texts.repaired(id.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r"));
  }
}

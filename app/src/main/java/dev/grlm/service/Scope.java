package dev.grlm.service;

import java.util.Locale;

/// What a token allows.
public enum Scope {
  /// to ask
  READ,
  /// to send events and to change items and users
  WRITE;

  /// As in a token file.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException with the label, when there is no such scope
  static Scope of(String label) {
    for (Scope scope : values()) {
      if (scope.label().equals(label)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("unknown scope '" + label + "'; it is read or write");
  }
}

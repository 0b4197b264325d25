package dev.grlm.journal;

import java.io.IOException;

/// What a user did is kept and cannot be read, since the disk does not answer.
public final class NotReadException extends IOException {
  private static final long serialVersionUID = 1;

  private final String told;

  /// @param message what is the matter, with the journal's folder
  /// @param told the same for whoever asked; names no file
  NotReadException(String message, String told) {
    super(message);
    this.told = told;
  }

  /// What is the matter: names no file of ours.
  public String told() {
    return told;
  }
}

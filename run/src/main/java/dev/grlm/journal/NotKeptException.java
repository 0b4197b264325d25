package dev.grlm.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What was to be kept is not, or nobody knows: the disk is full, fails or does not answer. That is
/// the disk's failure and nobody's in here, so that the message says all there is to say.
public final class NotKeptException extends IOException {
  private static final long serialVersionUID = 1;

  private final String told;

  /// @param message what happened, with the journal's folder
  /// @param told what became of it, for whoever brought it; names no file
  public NotKeptException(String message, String told, @Nullable Throwable cause) {
    super(message, cause);
    this.told = told;
  }

  /// Nothing of it is kept.
  static NotKeptException nothing(String message, @Nullable Throwable cause) {
    return new NotKeptException(message, "nothing of it is kept; bring it again later", cause);
  }

  /// What became of what was brought, and what to do: names no file of ours.
  public String told() {
    return told;
  }
}

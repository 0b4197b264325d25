package dev.grlm.io;

/// A score came out as no number, by which nothing can be ranked: comparisons with it say no to
/// every question, so that a list would come out in some order and look like any other.
public final class NotANumberException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /// @param score as it is
  /// @param what it was to be the score of
  public NotANumberException(double score, String what) {
    super(
        "the score of %s came out as %s; nothing is answered, because what the model computes is broken"
            .formatted(what, score));
  }
}

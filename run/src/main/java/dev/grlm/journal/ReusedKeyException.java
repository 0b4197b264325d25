package dev.grlm.journal;

/// A key that was to make a call count once came again with other events: which of them is meant
/// cannot be known.
public final class ReusedKeyException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  ReusedKeyException(String key, int place) {
    super(
        "the key '"
            + key
            + "' was sent before with another event at place "
            + place
            + "; every call needs a key of its own, and only a retry of the same events has the"
            + " same");
  }
}

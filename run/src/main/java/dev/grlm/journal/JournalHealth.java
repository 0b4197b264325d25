package dev.grlm.journal;

/// Whether a journal can take what comes.
///
/// @param up false while nothing can be written
/// @param reason what is the matter, in one line; may be there although it is up, where the upkeep
///   in the background does not come on; else empty
public record JournalHealth(boolean up, String reason) {
  public static final JournalHealth GOOD = new JournalHealth(true, "");
}

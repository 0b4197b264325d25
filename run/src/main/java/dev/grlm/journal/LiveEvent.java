package dev.grlm.journal;

/// A user did something with an item.
///
/// @param time milliseconds since 1970 UTC
/// @param own whether the time came with the event; else it is that of the event's arrival
public record LiveEvent(String user, String item, long time, boolean own) {
  /// With a time of its own.
  public LiveEvent(String user, String item, long time) {
    this(user, item, time, true);
  }

  /// Without a time of its own.
  ///
  /// @param now milliseconds since 1970 UTC
  public static LiveEvent arrived(String user, String item, long now) {
    return new LiveEvent(user, item, now, false);
  }
}

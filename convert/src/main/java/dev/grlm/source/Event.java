package dev.grlm.source;

/// One user did something with one item.
///
/// @param user id as the input wrote it
/// @param item id as the input wrote it
/// @param time milliseconds since 1970 UTC, or [#NONE]
/// @param position place in the user's history (within `domain`, where there are several), or
///   [#NONE]
/// @param rating what the user thought of it, in the input's own scale, or NaN
/// @param domain the item's domain as far as the events' file says, else empty
public record Event(
    String user, String item, long time, long position, float rating, String domain) {
  /// No time, no position.
  public static final long NONE = Long.MIN_VALUE;

  /// An event of which only the order in the file is known.
  public static Event of(String user, String item) {
    return new Event(user, item, NONE, NONE, Float.NaN, "");
  }

  public Event at(long newTime) {
    return new Event(user, item, newTime, position, rating, domain);
  }

  public Event rated(float newRating) {
    return new Event(user, item, time, position, newRating, domain);
  }

  public Event of(String newItem) {
    return new Event(user, newItem, time, position, rating, domain);
  }

  public Event within(String newDomain) {
    return new Event(user, item, time, position, rating, newDomain);
  }
}

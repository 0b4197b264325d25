package dev.grlm.source;

import dev.grlm.data.Part;
import org.jspecify.annotations.Nullable;

/// One user did something with one item.
///
/// @param user id as the input wrote it
/// @param item id as the input wrote it
/// @param time milliseconds since 1970 UTC, or [#NONE]
/// @param position place in the user's history (within `domain`, where there are several), or
///   [#NONE]
/// @param rating what the user thought of it, in the input's own scale, or NaN
/// @param domain the item's domain as far as the events' file says, else empty
/// @param said what only our own layout says
public record Event(
    String user, String item, long time, long position, float rating, String domain, Said said) {
  /// No time, no position.
  public static final long NONE = Long.MIN_VALUE;

  /// What our own layout says of an event, and no other does.
  ///
  /// @param person who stands behind the user, empty where that is not said
  /// @param part of the history, null where that is not said
  /// @param line of the file that says it, from 1; 0 where that is not known
  public record Said(String person, @Nullable Part part, long line) {
    public static final Said NOTHING = new Said("", null, 0);
  }

  /// Of a layout that says no more.
  public Event(String user, String item, long time, long position, float rating, String domain) {
    this(user, item, time, position, rating, domain, Said.NOTHING);
  }

  /// An event of which only the order in the file is known.
  public static Event of(String user, String item) {
    return new Event(user, item, NONE, NONE, Float.NaN, "");
  }

  public Event at(long newTime) {
    return new Event(user, item, newTime, position, rating, domain, said);
  }

  public Event rated(float newRating) {
    return new Event(user, item, time, position, newRating, domain, said);
  }

  public Event of(String newItem) {
    return new Event(user, newItem, time, position, rating, domain, said);
  }

  public Event within(String newDomain) {
    return new Event(user, item, time, position, rating, newDomain, said);
  }

  /// The same with what our own layout says of it.
  public Event with(Said newSaid) {
    return new Event(user, item, time, position, rating, domain, newSaid);
  }
}

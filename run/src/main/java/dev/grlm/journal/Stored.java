package dev.grlm.journal;

/// An event of one user as the journal keeps it.
///
/// @param number of its entry
/// @param time milliseconds since 1970 UTC
/// @param own whether the time came with the event; else it is that of its arrival
/// @param byTime see [Entry.Happened#byTime]
public record Stored(long number, String item, long time, boolean own, boolean byTime) {
  static Stored of(long number, Entry.Happened happened) {
    LiveEvent event = happened.event();
    return new Stored(number, event.item(), event.time(), event.own(), happened.byTime());
  }
}

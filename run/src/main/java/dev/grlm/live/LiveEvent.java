package dev.grlm.live;

/// A user did something with an item.
///
/// @param time milliseconds since 1970 UTC
public record LiveEvent(String user, String item, long time) {}

package dev.grlm.live;

/// What became of events that were sent.
///
/// @param taken events that are new
/// @param repeated events that had been taken before, or stood twice in the same call
public record Appended(int taken, int repeated) {}

package dev.grlm.live;

/// An ask in the queue.
///
/// @param since nanoseconds of [System#nanoTime]
record Waiting(Ask ask, long since) {}

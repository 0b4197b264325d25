package dev.grlm.live;

import java.util.List;

/// A question, and what it is answered after.
///
/// @param history ids of items, oldest first: those that were asked with, or what the user had done
///   when it was asked; empty for somebody who is not known
/// @param since when it was asked, in nanoseconds of [System#nanoTime]
record Waiting(Ask ask, List<String> history, long since) {}

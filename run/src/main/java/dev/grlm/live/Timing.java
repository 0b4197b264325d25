package dev.grlm.live;

/// When an answer was at which point, in nanoseconds of [System#nanoTime].
///
/// @param asked when it began to wait
/// @param begun when its batch was taken up
/// @param decoded when the lists were there: the model, the search, and the grounding of what it
///   wrote
/// @param answered when the answers of the batch were made of the lists
/// @param together questions that were decoded at once
public record Timing(long asked, long begun, long decoded, long answered, int together) {}

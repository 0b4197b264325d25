package dev.grlm.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What is to be taken out of the log and put into files by user.
///
/// @param tail everything up to `upTo`
/// @param firstLog the log that begins after `upTo`
/// @param items what was said that is about no event; null where nothing has changed
/// @param gone users of whom nothing may be left, with the number up to which
/// @param done is told when all is on the disk
record Fold(
    Tail tail,
    long upTo,
    int firstLog,
    @Nullable List<Numbered> items,
    Map<String, Long> gone,
    CompletableFuture<@Nullable Void> done) {}

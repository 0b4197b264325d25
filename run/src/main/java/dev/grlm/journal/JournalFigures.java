package dev.grlm.journal;

/// How much a journal has to do and takes. Nothing of it is asked of the disk, which may hang.
///
/// @param unfoldedEvents events that stand in the log and in no file by user yet: what a start
///   reads line by line
/// @param logBytes of the log, that which is being folded included
/// @param userBytes of the files by user
/// @param waitingEntries entries whose callers wait for the disk
/// @param lastSync when the disk last said that it has what it was given, milliseconds since 1970;
///   0 where nothing was written since the start
/// @param beingErased users who are forgotten and of whom something is left in files
public record JournalFigures(
    int unfoldedEvents,
    long logBytes,
    long userBytes,
    int waitingEntries,
    long lastSync,
    int beingErased) {}

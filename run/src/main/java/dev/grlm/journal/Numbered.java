package dev.grlm.journal;

/// An entry with its number, which only grows.
public record Numbered(long number, Entry entry) {}

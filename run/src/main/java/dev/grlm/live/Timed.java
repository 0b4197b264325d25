package dev.grlm.live;

/// An answer, and how long what took.
public record Timed(Answer answer, Timing timing) {}

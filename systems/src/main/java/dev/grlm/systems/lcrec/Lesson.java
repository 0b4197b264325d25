package dev.grlm.systems.lcrec;

import dev.grlm.task.Example;

/// A training sample, whose question is worded anew each epoch.
///
/// @param number of the sample among all
/// @param targets tokens of its answer, the one that ends it among them
record Lesson(int number, Example example, int targets) {}

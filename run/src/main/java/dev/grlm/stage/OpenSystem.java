package dev.grlm.stage;

import dev.grlm.system.FittedSystem;
import dev.grlm.system.RowKind;

/// A system of a run, open, with what it is called.
public record OpenSystem(String name, String recipe, RowKind kind, FittedSystem fitted) {}

package dev.grlm.run;

/// What becomes of a run that was fitted to its end, where a stage of it would be made anew.
public enum IfFinished {
  /// nothing: it is refused before any work
  REFUSE,
  /// the new one takes its place, stage by stage
  REPLACE
}

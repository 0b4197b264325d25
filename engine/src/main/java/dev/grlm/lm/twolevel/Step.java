package dev.grlm.lm.twolevel;

/// One position of a sequence that is made of steps: L slot symbols and, where the step is known to
/// the model, its number.
///
/// @param id number of the step, or [#NO_ID]
/// @param symbols one symbol per slot, each numbered within its slot; not copied
public record Step(int id, int[] symbols) {
  /// The step has symbols but no number of its own.
  public static final int NO_ID = -1;
}

package dev.grlm.system;

/// Ability: makes beforehand what it would else make when it is first asked. Who asks once and goes
/// need not; who serves prepares before anybody waits. What is answered is the same either way.
public interface Preparing {
  /// Makes it, once, however often this is called.
  void prepare();
}

package dev.grlm.system;

/// Ability: can tell how its training went.
public interface Trained {
  Curve curve();
}

package dev.grlm.identifier.term;

/// What happens to items that come out with the same identifier (decision 10).
public enum CollisionPolicy {
  /// They share it: the paper's way. Grounding orders the group.
  KEEP,
  /// All but the first of a group get another last term.
  SEPARATE
}

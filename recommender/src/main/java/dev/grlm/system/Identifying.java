package dev.grlm.system;

import dev.grlm.identifier.Identifiers;

/// Ability: has identifiers of readable words, one per item.
public interface Identifying {
  Identifiers identifiers();
}

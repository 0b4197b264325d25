package dev.grlm.system;

import dev.grlm.data.Catalog;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import java.util.List;

/// Ability: takes items that came after the fit, without being fitted again.
public interface Growing {
  /// Whether the model can generate an identifier: then its items are reachable exactly, else
  /// structurally only. The one answer to that question.
  boolean spells(Identifier identifier);

  /// An identifier that the model can generate, for an item beside fitted ones.
  ///
  /// @param near fitted items, nearest first; may be empty
  /// @param cosines of `near`
  /// @param wished terms to be taken where they can be
  Identifier name(Item item, int[] near, float[] cosines, List<String> wished);

  /// The same for a larger catalogue. Shares native memory with this one: closing it does nothing.
  ///
  /// @param catalog the fitted items in their order, perhaps with other metadata, then further ones
  /// @param identifiers of all of them; those of the fitted ones as they are
  FittedSystem grown(Catalog catalog, Identifiers identifiers);
}

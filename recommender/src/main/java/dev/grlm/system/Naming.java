package dev.grlm.system;

import dev.grlm.data.Item;
import dev.grlm.recommend.Generated;
import java.util.List;

/// Ability: finds an item by its metadata alone.
public interface Naming {
  /// The `k` identifiers of the catalogue that are likeliest for an item, with the items they stand
  /// for. The item need not be in the catalogue.
  ///
  /// @throws IllegalArgumentException when the model was not taught to name
  List<Generated> name(Item item, int k);
}

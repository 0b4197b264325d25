package dev.grlm.nn;

import org.bytedeco.pytorch.Tensor;

/// What is added to the linear maps of a net whose own weights stay as they are. For one pass.
@FunctionalInterface
public interface MapUpdates {
  /// Nothing.
  MapUpdates NONE = (_, _) -> Update.NONE;

  /// What one block or small net gets.
  @FunctionalInterface
  interface Update {
    /// Nothing: what was projected is given back itself.
    Update NONE = (_, _, projected) -> projected;

    /// @param name of the map, without `.weight`
    /// @param x (…, inputs)
    /// @param projected (…, outputs), what the map makes of `x`
    /// @return (…, outputs)
    Tensor add(String name, Tensor x, Tensor projected);
  }

  /// @param net prefix of the names of its maps
  /// @param state (…, D), what goes into it, before it is normalised
  Update of(String net, Tensor state);
}

package dev.grlm.lm;

import java.util.List;

/// A model that continues contexts symbol by symbol. Immutable while it is not being trained; safe
/// for use by several threads, each with its own [Session].
///
/// @param <C> what the model is shown before it generates
public interface LanguageModel<C> {
  /// Reads the contexts; the session starts with one row per context, in order.
  ///
  /// @throws IllegalArgumentException when the model cannot read one of them
  Session open(List<? extends C> contexts);
}

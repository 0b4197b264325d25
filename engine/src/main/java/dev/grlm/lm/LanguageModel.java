package dev.grlm.lm;

import java.util.List;

/// A model that continues contexts symbol by symbol. Immutable while it is not being trained; safe
/// for use by several threads, each with its own [Session].
public interface LanguageModel {
  /// Reads the contexts; the session starts with one row per context, in order.
  ///
  /// @throws IllegalArgumentException when the model cannot read a context of that kind
  Session open(List<? extends Context> contexts);
}

package dev.grlm.prepare;

/// Hears how far the database is.
@FunctionalInterface
public interface Watch {
  /// Hears nothing.
  Watch NONE = (_, _) -> {};

  /// Called by another thread than the one that waits for the database, and never after the method
  /// it waits in has returned.
  ///
  /// @param what is being done, in a few words
  /// @param share of the work of the [EventStore]'s present method, 0 … 1
  void at(String what, double share);
}

package dev.grlm.system;

/// Something was asked of a system that lacks the ability. Not a fault of the run.
public final class CannotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param system name of the one that was asked
  /// @param what it cannot, as `explain its lists`
  public CannotException(String system, String what) {
    super("the system '" + system + "' cannot " + what);
  }
}

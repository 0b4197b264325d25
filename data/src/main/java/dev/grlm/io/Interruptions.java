package dev.grlm.io;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;

/// Tells a failure of something that somebody stopped from others.
public final class Interruptions {
  /// A chain of causes that goes in a circle must not keep us here.
  private static final int DEEPEST = 32;

  private Interruptions() {}

  /// Whether the failure, or what it was caused by, is an interruption. Who waited too long for
  /// another machine was stopped by nobody.
  public static boolean caused(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof InterruptedException
          || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException))
          || cause instanceof ClosedByInterruptException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}

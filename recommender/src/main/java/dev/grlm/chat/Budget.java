package dev.grlm.chat;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What may be spent. A call is reserved before it is sent, with the most that it can cost, and
/// settled by what it did cost; so what is spent and reserved together never exceeds a limit.
/// Thread-safe.
final class Budget {
  private final EndpointConfig config;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private long calls;
  private long promptTokens;
  private long newTokens;
  private long reservedPromptTokens;
  private long reservedNewTokens;

  Budget(EndpointConfig config) {
    this.config = config;
  }

  /// What one call may cost at most. To be settled once.
  final class Reservation {
    private final long promptBound;
    private final long newBound;

    private Reservation(long promptBound, long newBound) {
      this.promptBound = promptBound;
      this.newBound = newBound;
    }

    /// What the server says was used.
    void settle(long read, long written) {
      lock.lock();
      try {
        reservedPromptTokens -= promptBound;
        reservedNewTokens -= newBound;
        promptTokens += read;
        newTokens += written;
        settled.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// As [#settle] with -1 for what the server does not say.
    void settleKnown(long read, long written) {
      settle(read < 0 ? promptBound : read, written < 0 ? newBound : written);
    }

    /// Nobody says what was used: it counts as the most that it can have been.
    void settleUnknown() {
      settle(promptBound, newBound);
    }
  }

  /// Waits while only calls in flight, which may turn out cheaper, stand in the way.
  ///
  /// @return null where no limit leaves room for this call any more
  @Nullable Reservation reserve(long promptBound, long newBound) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!fits(
          promptTokens + reservedPromptTokens + promptBound,
          newTokens + reservedNewTokens + newBound)) {
        if (!fits(promptTokens + promptBound, newTokens + newBound)) {
          return null;
        }
        settled.await();
      }
      calls++;
      reservedPromptTokens += promptBound;
      reservedNewTokens += newBound;
      return new Reservation(promptBound, newBound);
    } finally {
      lock.unlock();
    }
  }

  private boolean fits(long read, long written) {
    return calls < config.maxCalls()
        && read + written <= config.maxTokens()
        && cost(read, written) <= config.maxCost();
  }

  private double cost(long read, long written) {
    return (read * config.pricePerMillionPromptTokens()
            + written * config.pricePerMillionNewTokens())
        / 1e6;
  }

  /// What is spent so far, without what is still in flight.
  Spent spent() {
    lock.lock();
    try {
      return new Spent(calls, promptTokens, newTokens, cost(promptTokens, newTokens));
    } finally {
      lock.unlock();
    }
  }

  /// @param calls that were reserved, those in flight included
  /// @param cost in the currency of the prices
  record Spent(long calls, long promptTokens, long newTokens, double cost) {}
}

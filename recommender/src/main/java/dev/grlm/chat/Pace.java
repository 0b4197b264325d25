package dev.grlm.chat;

import java.time.Duration;

/// How time passes for a client that waits between its calls.
interface Pace {
  Pace REAL =
      new Pace() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };

  /// As [System#nanoTime()].
  long nanoTime();

  /// Returns when so much time has passed.
  void pause(Duration time) throws InterruptedException;
}

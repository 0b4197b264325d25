package dev.grlm.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class InterruptionsTest {
  @Test
  void whatWasStoppedIsToldFromWhatFailed() {
    assertThat(Interruptions.caused(new InterruptedException())).isTrue();
    assertThat(Interruptions.caused(new InterruptedIOException())).isTrue();
    assertThat(
            Interruptions.caused(
                new IllegalStateException(
                    new UncheckedIOException(new ClosedByInterruptException()))))
        .isTrue();
    assertThat(Interruptions.caused(new IOException("no such file"))).isFalse();
    assertThat(Interruptions.caused(new IOException(new ClosedChannelException()))).isFalse();
    assertThat(Interruptions.caused(new IOException(new SocketTimeoutException()))).isFalse();
  }

  @Test
  void causesInACircleComeToAnEnd() {
    var first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));
    assertThat(Interruptions.caused(first)).isFalse();
  }
}

package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.system.CannotException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever throws it, and however it is wrapped: a line that says which file, and why.
class FailureLineTest {
  private static NoSuchFileException missing() {
    return new NoSuchFileException("a/b");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(missing(), "a/b: no such file"),
        Arguments.of(new AccessDeniedException("a/b"), "a/b: not permitted"),
        Arguments.of(
            new FileAlreadyExistsException("a"), "a: something of this name is there already"),
        Arguments.of(new FileSystemException("a", null, "No space left on device"), "a: disk full"),
        Arguments.of(new FileSystemException("a", "b", "Is a directory"), "a to b: is a directory"),
        Arguments.of(new UncheckedIOException(missing()), "a/b: no such file"),
        Arguments.of(new UncheckedIOException("x", missing()), "a/b: no such file"),
        Arguments.of(
            new IOException("cannot read a/b", missing()), "cannot read a/b: no such file"),
        Arguments.of(new IOException("a/b: no such file", missing()), "a/b: no such file"),
        Arguments.of(
            new IOException("the run is broken", new IOException("why", missing())),
            "the run is broken"),
        Arguments.of(new IOException("Is a directory"), "is a directory"),
        Arguments.of(new IOException("first\nsecond"), "first"),
        Arguments.of(new IllegalArgumentException("no user 'x'"), "no user 'x'"),
        Arguments.of(new IllegalStateException("two\nlines"), "two"),
        Arguments.of(new CancellationException("interrupted"), "interrupted"),
        Arguments.of(new CannotException("sasrec", "explain"), "explain"),
        Arguments.of(new IOException(), "java.io.IOException"),
        Arguments.of(
            new ArithmeticException("/ by zero"),
            "an error of this program, java.lang.ArithmeticException: / by zero; --verbose"),
        Arguments.of(new UnsatisfiedLinkError("no torch"), "no torch"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureIsALine(Throwable failure, String line) {
    assertThat(FailureLine.of(failure)).contains(line);
    assertThat(FailureLine.of(failure).lines()).hasSize(1);
  }

  @Test
  void theReasonIsSaidOnce() {
    var file = new IOException("a/b: no such file", missing());
    assertThat(FailureLine.of(file)).containsOnlyOnce("no such file");
  }

  @Test
  void causesThatGoInACircleEnd() {
    var one = new IOException("one");
    var two = new IOException("two", one);
    one.initCause(two);
    assertThat(FailureLine.of(one)).isEqualTo("one");
  }
}

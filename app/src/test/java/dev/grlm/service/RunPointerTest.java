package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file names; that it is followed is a matter of `ServiceTest`.
class RunPointerTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run-2           | run-2",
        "run-2~          | run-2",
        "~  run-2  ~~    | run-2",
        "./runs/../run-2 | run-2",
        "a b/run         | a b/run",
        "\uFEFFrun-2     | run-2",
      })
  void oneLineIsTheRunBesideTheFile(String text, String run) throws IOException {
    Path file = Files.writeString(folder.resolve("current"), text.replace('~', '\n'));
    assertThat(RunPointer.target(file)).isEqualTo(folder.resolve(run));
  }

  @Test
  void anAbsolutePathIsMeantAsItIs() throws IOException {
    Path other = folder.resolve("elsewhere").resolve("run");
    Path file = Files.writeString(folder.resolve("current"), other.toString());
    assertThat(RunPointer.target(file)).isEqualTo(other);
  }

  @Test
  void aFolderOrNothingIsItself() throws IOException {
    assertThat(RunPointer.target(folder)).isEqualTo(folder);
    assertThat(RunPointer.target(folder.resolve("none"))).isEqualTo(folder.resolve("none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "run-1\nrun-2\n"})
  void noLineOrTwoAreRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("current"), text);
    assertThatThrownBy(() -> RunPointer.target(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected one line, the path of a run folder");
  }
}

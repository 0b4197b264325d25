package dev.grlm.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Options that are required in some cases only, which picocli does not know of.
final class Required {
  private Required() {}

  /// @param option as its message shows it
  /// @throws ParameterException in picocli's words, where the value is missing
  static <T> T of(CommandSpec command, @Nullable T value, String option) {
    if (value == null) {
      throw missing(command, option);
    }
    return value;
  }

  static ParameterException missing(CommandSpec command, String option) {
    return new ParameterException(
        command.commandLine(), "Missing required option: '" + option + "'");
  }
}

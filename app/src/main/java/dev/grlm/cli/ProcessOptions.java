package dev.grlm.cli;

import dev.grlm.process.ProcessSettings;
import dev.grlm.process.Processes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many processes a verb works in, and which of them this one is.
final class ProcessOptions {
  private static final String SIZE = "WORLD_SIZE";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  private int processes = 1;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Processes of this host that train together (default 1). A batch is cut into N x workers"
              + " slices, so that N is part of the result.")
  void processes(int number) {
    if (number < 1) {
      throw new ParameterException(
          command.commandLine(), "--processes must be at least 1, is " + number);
    }
    processes = number;
  }

  /// Whether this process shall only start others, by [#launch].
  ///
  /// @throws ParameterException when it has been started as one of several itself
  boolean launches() {
    if (processes > 1 && several(System.getenv())) {
      throw new ParameterException(
          command.commandLine(),
          "--processes starts processes of its own and does not go with WORLD_SIZE="
              + System.getenv(SIZE));
    }
    return processes > 1;
  }

  /// Runs this command line in several processes to their end.
  ///
  /// @throws IllegalStateException in one line, when one failed
  void launch() throws IOException {
    String[] arguments =
        command.root().commandLine().getParseResult().expandedArgs().toArray(String[]::new);
    Processes.run(
        Processes.command(Main.class.getName(), arguments),
        processes,
        "the run can be resumed: the same command goes on with it",
        System.err);
  }

  /// The place of this process among several, as the environment tells it; empty for the only one.
  ///
  /// @throws ParameterException when a variable is missing or wrong
  Optional<ProcessSettings> place() {
    if (!several(System.getenv())) {
      return Optional.empty();
    }
    try {
      return ProcessSettings.of(System.getenv());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(command.commandLine(), wrong.getMessage(), wrong);
    }
  }

  /// For a verb that several processes at once would do several times over, into the same files.
  ///
  /// @throws ParameterException when this process has been started as one of several
  static void refuseSeveral(CommandSpec command) {
    if (several(System.getenv())) {
      throw new ParameterException(
          command.commandLine(),
          "%s works in one process, and WORLD_SIZE is %s; of several processes there is only 'grlm train'"
              .formatted(command.qualifiedName(), System.getenv(SIZE)));
    }
  }

  private static boolean several(Map<String, String> environment) {
    return !environment.getOrDefault(SIZE, "1").strip().equals("1");
  }
}

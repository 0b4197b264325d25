package dev.grlm.cli;

import dev.grlm.system.CannotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `grlm` command. Exit codes: 0 done, 1 the work failed (one line on stderr says why), 2 wrong
/// usage.
public final class Main {
  /// Longer than the service gives to requests in work.
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(45);

  private Main() {}

  public static void main(String[] arguments) {
    Thread worker = Thread.currentThread();
    // Native code must have come to rest before the process may end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "grlm-stop"));
    int code = run(arguments, writer(System.out), writer(System.err));
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static void stop(Thread worker) {
    worker.interrupt();
    try {
      worker.join(LONGEST_FAREWELL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine command = handled(out, err);
    return heeded(() -> command.execute(arguments), err);
  }

  /// A heap that is too small is said in one line as well.
  static int heeded(IntSupplier work, PrintWriter err) {
    try {
      return work.getAsInt();
    } catch (OutOfMemoryError failure) {
      err.printf(
          "grlm: out of memory: a heap of %d MiB is too small for this; GRLM_JAVA_OPTS=-Xmx8g gives more (%s)%n",
          Runtime.getRuntime().maxMemory() >> 20, failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static CommandLine handled(PrintWriter out, PrintWriter err) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((failure, _) -> {
          CommandSpec command = failure.getCommandLine().getCommandSpec();
          err.println(usageLine(failure) + "; see " + command.qualifiedName() + " --help");
          return command.exitCodeOnInvalidInput();
        })
        .setExecutionExceptionHandler((failure, command, _) -> {
          err.println("grlm: " + reason(failure));
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
  }

  static CommandLine commandLine() {
    return new CommandLine(new GrlmCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /// What is wrong with the arguments in one line; picocli's own handler prints the whole usage.
  private static String usageLine(ParameterException failure) {
    String line = "grlm: " + firstLine(failure);
    List<String> near =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return near.isEmpty() ? line : line + "; did you mean " + String.join(" or ", near);
  }

  /// What went wrong in one line.
  static String reason(Exception failure) {
    return switch (failure) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          firstLine(wrapped.getCause());
      case IOException _, IllegalArgumentException _, IllegalStateException _, CannotException _ ->
          firstLine(failure);
      default -> failure.toString();
    };
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }
}

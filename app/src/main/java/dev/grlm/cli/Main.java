package dev.grlm.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `grlm` command. Exit codes: 0 done, 1 the work failed (one line on stderr says why), 2 wrong
/// usage; 130 and 143 when it was stopped.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    PrintWriter err = writer(System.err);
    CommandLine command = commandLine().setOut(writer(System.out)).setErr(err);
    var stop = new Stop(Thread.currentThread(), command, err);
    // What the work fails of when it is stopped is no failure.
    handled(
        command,
        (failure, verbose) -> {
          if (!stop.told()) {
            say(failure, verbose, err);
          }
        });
    Runtime.getRuntime().addShutdownHook(new Thread(stop::now, "grlm-stop"));
    int code = heeded(() -> command.execute(arguments), err);
    System.out.flush();
    stop.ended();
    if (stop.told()) {
      rest(); // the process ends by the signal, whose code is its own
    }
    Runtime.getRuntime().halt(code);
  }

  private static void rest() {
    var never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException _) {
        // there is nothing left to be interrupted
      }
    }
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    CommandLine command = commandLine().setOut(out).setErr(err);
    handled(command, (failure, verbose) -> say(failure, verbose, err));
    return heeded(() -> command.execute(arguments), err);
  }

  /// What is no exception of ours, a heap that is too small above all, is said in one line as well.
  static int heeded(IntSupplier work, PrintWriter err) {
    try {
      return work.getAsInt();
    } catch (OutOfMemoryError | LinkageError | StackOverflowError failure) {
      err.println("grlm: " + FailureLine.of(failure));
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /// Hears of work that failed.
  private interface Complaints {
    void failed(Exception failure, boolean verbose);
  }

  private static void handled(CommandLine command, Complaints complaints) {
    PrintWriter err = command.getErr();
    command
        .setParameterExceptionHandler((failure, _) -> {
          CommandSpec verb = failure.getCommandLine().getCommandSpec();
          err.println(usageLine(failure) + "; see " + verb.qualifiedName() + " --help");
          trace(failure, verbose(command), err);
          return verb.exitCodeOnInvalidInput();
        })
        .setExecutionExceptionHandler((failure, verb, _) -> {
          complaints.failed(failure, verbose(command));
          return verb.getCommandSpec().exitCodeOnExecutionException();
        });
  }

  private static boolean verbose(CommandLine command) {
    return command.getCommand() instanceof GrlmCommand root && root.verbose;
  }

  private static void say(Exception failure, boolean verbose, PrintWriter err) {
    err.println("grlm: " + FailureLine.of(failure));
    trace(failure, verbose, err);
  }

  private static void trace(Exception failure, boolean verbose, PrintWriter err) {
    if (verbose) {
      failure.printStackTrace(err);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new GrlmCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false); // an id may begin with an @
  }

  /// What is wrong with the arguments in one line; picocli's own handler prints the whole usage.
  private static String usageLine(ParameterException failure) {
    String line = "grlm: " + FailureLine.firstLine(failure);
    List<String> near =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return near.isEmpty() ? line : line + "; did you mean " + String.join(" or ", near);
  }
}

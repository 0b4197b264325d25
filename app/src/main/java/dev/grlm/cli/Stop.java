package dev.grlm.cli;

import dev.grlm.io.AtomicFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// Ends the work of a command when the process is told to end: by SIGTERM, or by Ctrl-C. What a
/// stage has not finished is not there, and what it has stays; so nothing is lost by not waiting.
final class Stop {
  /// A stage that looks is at its end in less; one that does not is left behind.
  private static final Duration GRACE = Duration.ofMillis(800);

  private final Thread worker;
  private final CommandLine command;
  private final PrintWriter err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean told;

  /// What a command says when it is stopped.
  interface Stoppable {
    /// What was kept and how to go on, in a few words.
    String kept();

    /// How long the work is waited for.
    default Duration grace() {
      return GRACE;
    }
  }

  Stop(Thread worker, CommandLine command, PrintWriter err) {
    this.worker = worker;
    this.command = command;
    this.err = err;
  }

  /// Whether the process is to end; what the work then fails of is no failure.
  boolean told() {
    return told;
  }

  /// The work has ended by itself.
  void ended() {
    ended.countDown();
  }

  /// To be called once, by the thread that ends the process.
  void now() {
    if (ended.getCount() == 0) {
      return;
    }
    told = true;
    worker.interrupt();
    try {
      var _ = ended.await(grace(command).toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    AtomicFile.abandon();
    if (!ofSeveral()) {
      err.println("grlm: " + line(command));
      err.flush();
    }
  }

  /// Whoever started several processes says it once.
  private static boolean ofSeveral() {
    return !"1".equals(System.getenv().getOrDefault("WORLD_SIZE", "1").strip());
  }

  static Duration grace(CommandLine command) {
    return running(command) instanceof Stoppable stoppable ? stoppable.grace() : GRACE;
  }

  static String line(CommandLine command) {
    return running(command) instanceof Stoppable stoppable
        ? "stopped; " + stoppable.kept()
        : "stopped";
  }

  private static Object running(CommandLine command) {
    ParseResult parsed = command.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed == null ? command.getCommand() : parsed.commandSpec().userObject();
  }
}

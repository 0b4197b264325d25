package dev.grlm.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Starts this program several times over on this host, as the processes of one [ProcessGroup], and
/// ends them together.
///
/// What process 0 prints is passed through; of the others only stderr is, each line with the
/// process before it. Each gets its share of the cores.
public final class Processes {
  /// Names the process that started this one.
  static final String LAUNCHER = "GRLM_LAUNCHER";

  private static final Duration LOOK = Duration.ofMillis(50);

  /// What processes get to come to an end by themselves.
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /// What a shell and Java add to the number of the signal that killed a process.
  private static final int SIGNAL = 128;

  /// Flags of a JVM that are of no use to more than one.
  private static final List<String> SINGLE =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-XX:AOTCacheOutput", "-XX:ActiveProcessorCount");

  private Processes() {}

  /// The command line that starts this JVM again: its `java`, its flags, its class path.
  ///
  /// @param main class with the main method
  /// @param arguments of it, as this process got them; `--processes N` and `--processes=N` are left
  ///   out
  public static List<String> command(String main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> SINGLE.stream().noneMatch(flag::startsWith))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--processes")) {
        i++;
      } else if (!arguments[i].startsWith("--processes=")) {
        command.add(arguments[i]);
      }
    }
    return command;
  }

  /// Runs `count` processes to their end. When one fails, or this thread is interrupted, or this
  /// JVM is told to end, the others are stopped.
  ///
  /// @param command as [#command] makes it; the first word is a `java`
  /// @param hint what can be done after a failure, such as `repeat the command to resume the run`
  /// @param errors gets the lines of the processes other than 0
  /// @throws IOException when a process cannot be started
  /// @throws IllegalStateException in one line, when one failed
  public static void run(List<String> command, int count, String hint, PrintStream errors)
      throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("there must be at least one process: " + count);
    }
    var started = new ArrayList<Process>();
    var hook = new Thread(() -> stop(started), "grlm-stop-processes");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int port = freePort();
      for (int rank = 0; rank < count; rank++) {
        Process process = start(command, rank, count, port);
        synchronized (started) {
          started.add(process);
        }
        if (rank > 0) {
          follow(process, rank, errors);
        }
      }
      await(started, hint);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; " + hint, interrupted);
    } finally {
      stop(started);
      forget(hook);
    }
  }

  private static Process start(List<String> command, int rank, int count, int port)
      throws IOException {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / count);
    var words = new ArrayList<>(command);
    words.add(1, "-XX:ActiveProcessorCount=" + cores);
    var builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.put("RANK", Integer.toString(rank));
    environment.put("LOCAL_RANK", Integer.toString(rank));
    environment.put("WORLD_SIZE", Integer.toString(count));
    environment.put("MASTER_ADDR", "127.0.0.1");
    environment.put("MASTER_PORT", Integer.toString(port));
    environment.put(LAUNCHER, Long.toString(ProcessHandle.current().pid()));
    environment.putIfAbsent("OMP_NUM_THREADS", Integer.toString(cores));
    // What matters of libtorch's messages arrives as an exception.
    environment.putIfAbsent("TORCH_CPP_LOG_LEVEL", "FATAL");
    builder.redirectInput(Redirect.from(nothing()));
    builder.redirectOutput(rank == 0 ? Redirect.INHERIT : Redirect.DISCARD);
    builder.redirectError(rank == 0 ? Redirect.INHERIT : Redirect.PIPE);
    return builder.start();
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void follow(Process process, int rank, PrintStream errors) {
    Thread.ofPlatform()
        .daemon()
        .name("grlm-errors-" + rank)
        .start(() -> {
          try (var lines =
              new BufferedReader(
                  new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> errors.println("[process " + rank + "] " + line));
          } catch (IOException | UncheckedIOException ended) {
            // with the process
          }
        });
  }

  private static void await(List<Process> started, String hint) throws InterruptedException {
    while (true) {
      OptionalInt failed = failed(started);
      if (failed.isPresent()) {
        int code = started.get(failed.getAsInt()).exitValue();
        throw new IllegalStateException(
            "process %d of %d %s; %s"
                .formatted(
                    failed.getAsInt(),
                    started.size(),
                    code > SIGNAL
                        ? "was killed (signal " + (code - SIGNAL) + ")"
                        : "ended with code " + code,
                    hint));
      }
      if (started.stream().noneMatch(Process::isAlive)) {
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  /// Of several that failed at once, one that was killed is more likely the cause.
  private static OptionalInt failed(List<Process> started) {
    OptionalInt failed = OptionalInt.empty();
    for (int rank = 0; rank < started.size(); rank++) {
      Process process = started.get(rank);
      if (!process.isAlive() && process.exitValue() != 0) {
        if (process.exitValue() > SIGNAL) {
          return OptionalInt.of(rank);
        }
        failed = failed.isPresent() ? failed : OptionalInt.of(rank);
      }
    }
    return failed;
  }

  private static void stop(List<Process> started) {
    List<Process> processes;
    synchronized (started) {
      processes = List.copyOf(started);
    }
    processes.forEach(Process::destroy);
    long end = System.nanoTime() + FAREWELL.toNanos();
    boolean interrupted = false;
    for (Process process : processes) {
      try {
        if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException again) {
        interrupted = true;
        process.destroyForcibly();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook is running or has run.
    }
  }

  /// Ends this process when the one that started it through [#run] is gone, even if that was
  /// killed. Does nothing in other processes.
  public static void endWithLauncher() {
    String launcher = System.getenv(LAUNCHER);
    if (launcher != null && launcher.matches("[0-9]{1,18}")) {
      ProcessHandle.of(Long.parseLong(launcher))
          .ifPresentOrElse(Processes::endWith, () -> Runtime.getRuntime().halt(1));
    }
  }

  private static void endWith(ProcessHandle launcher) {
    var _ = launcher.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }
}

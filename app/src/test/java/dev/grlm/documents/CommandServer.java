package dev.grlm.documents;

import dev.grlm.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Does the `grlm` commands of documents one after the other, in the folder it was started in, so
/// that not each of them starts a JVM. A service goes on at a port of its own until the next one
/// starts, as a reader would stop it.
///
/// A call is a folder with `arguments` and `environment`, parted by NUL; `out` and `err` come to
/// stand beside them. A call that names none stops the service. Arguments: `jvm` or `processes`
/// (every command is a process), the reader's folder, what stands for `localhost:8000`, and the
/// command that a process is started by.
public final class CommandServer {
  private static final String ENDPOINT = "localhost:8000";
  private static final String LISTENING = "listening on ";
  private static final int FAILED = 99;

  /// Commands that fit the shop of 3000 items by their defaults, and so get the quick settings.
  private static final Set<String> QUICK = Set.of("demo", "tune");

  private final boolean inProcess;
  private final Path reader;
  private final String endpoint;
  private final List<String> command;
  private @Nullable Service service;

  /// A service that answers, and how it is stopped.
  private record Service(BufferedReader said, Runnable stop) {}

  private CommandServer(List<String> arguments) {
    inProcess = arguments.get(0).equals("jvm");
    reader = Path.of(arguments.get(1));
    endpoint = arguments.get(2);
    command = arguments.subList(3, arguments.size());
  }

  /// Says its port in a line, and ends when its input does.
  public static void main(String[] arguments) throws IOException {
    var server = new CommandServer(List.of(arguments));
    Thread.ofPlatform().daemon().start(CommandServer::endWithInput);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stopService));
    try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(socket.getLocalPort());
      while (true) {
        try (Socket call = socket.accept()) {
          server.answer(call);
        }
      }
    }
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said to it
      }
    } catch (IOException broken) {
      // as good as an end
    }
    System.exit(0);
  }

  private void answer(Socket call) throws IOException {
    var asked =
        new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
    String place = asked.readLine();
    if (place.isEmpty()) {
      stopService();
      call.getOutputStream().write('\n');
      return;
    }
    Path folder = Path.of(place);
    int code;
    try {
      code = run(folder);
    } catch (IOException | InterruptedException | RuntimeException failure) {
      Files.writeString(folder.resolve("err"), failure + "\n");
      code = FAILED;
    }
    call.getOutputStream().write((code + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private int run(Path call) throws IOException, InterruptedException {
    List<String> arguments = arguments(call);
    boolean alone = !inProcess || hasOwnVariables(call);
    if (!arguments.isEmpty() && arguments.getFirst().equals("serve")) {
      return serve(anyPort(arguments), call, alone);
    }
    return alone ? process(arguments, call).start().waitFor() : inProcess(arguments, call);
  }

  private List<String> arguments(Path call) throws IOException {
    var arguments = new ArrayList<String>();
    for (String argument : parts(call.resolve("arguments"))) {
      arguments.add(argument.replace(ENDPOINT, endpoint));
    }
    if (inProcess && arguments.equals(List.of("demo"))) {
      arguments.addAll(List.of("--users", "200"));
    }
    if (inProcess && QUICK.contains(arguments.isEmpty() ? "" : arguments.getFirst())) {
      arguments.addAll(List.of("--config", reader.resolve("quick.json").toString()));
    }
    return arguments;
  }

  /// What is set for one command only is not seen by a JVM that runs already.
  private static boolean hasOwnVariables(Path call) throws IOException {
    return parts(call.resolve("environment")).stream()
        .map(variable -> variable.substring(0, variable.indexOf('=')))
        .anyMatch(name -> name.startsWith("GRLM_") && !System.getenv().containsKey(name));
  }

  private static int inProcess(List<String> arguments, Path call) throws IOException {
    try (var out = new PrintWriter(Files.newBufferedWriter(call.resolve("out")));
        var err = new PrintWriter(Files.newBufferedWriter(call.resolve("err")))) {
      return Main.run(arguments.toArray(String[]::new), out, err);
    }
  }

  private static List<String> parts(Path file) throws IOException {
    String text = Files.readString(file);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0", -1)).subList(0, count(text));
  }

  private static int count(String text) {
    return (int) text.chars().filter(sign -> sign == 0).count();
  }

  private ProcessBuilder process(List<String> arguments, Path call) throws IOException {
    var all = new ArrayList<>(command);
    all.addAll(arguments);
    var builder = new ProcessBuilder(all);
    for (String variable : parts(call.resolve("environment"))) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return builder
        .redirectOutput(call.resolve("out").toFile())
        .redirectError(call.resolve("err").toFile());
  }

  private int serve(List<String> arguments, Path call, boolean alone)
      throws IOException, InterruptedException {
    stopService();
    Service started = alone ? serveAlone(arguments, call) : serveHere(arguments, call);
    String line = started.said().readLine();
    Files.writeString(call.resolve("out"), line == null ? "" : line + "\n");
    if (line == null || !line.startsWith(LISTENING)) {
      started.stop().run();
      return FAILED;
    }
    service = started;
    Files.writeString(reader.resolve("url"), line.substring(LISTENING.length()));
    return 0;
  }

  private Service serveAlone(List<String> arguments, Path call) throws IOException {
    Process process = process(arguments, call).redirectOutput(ProcessBuilder.Redirect.PIPE).start();
    return new Service(
        process.inputReader(),
        () -> {
          process.destroy();
          process.onExit().join();
        });
  }

  private static Service serveHere(List<String> arguments, Path call) throws IOException {
    var said = new PipedReader();
    var out = new PrintWriter(new PipedWriter(said), true);
    var err = new PrintWriter(Files.newBufferedWriter(call.resolve("err")), true);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try (out;
                  err) {
                Main.run(arguments.toArray(String[]::new), out, err);
              }
            });
    return new Service(
        new BufferedReader(said),
        () -> {
          thread.interrupt();
          try {
            thread.join();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// A port that is named may be taken on this machine.
  private static List<String> anyPort(List<String> arguments) {
    var all = new ArrayList<>(arguments);
    int named = all.indexOf("--port");
    if (named >= 0) {
      all.subList(named, named + 2).clear();
    }
    all.addAll(List.of("--port", "0"));
    return all;
  }

  private void stopService() {
    Service running = service;
    if (running != null) {
      running.stop().run();
    }
    service = null;
  }
}

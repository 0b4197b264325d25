package dev.grlm.documents;

import dev.grlm.testkit.MarkdownBlock;
import dev.grlm.testkit.MarkdownDocument;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A folder in which somebody follows a document: `./grlm` is there, and little else. Nothing of
/// the user who runs the tests is seen, but for the programs on the `PATH`.
///
/// Commands run in one JVM (see [CommandServer]), the demo and the search for settings with quick
/// ones; or through the launcher that the system property `grlm.documents.launcher` names, each as
/// it would for a reader.
final class ReadersFolder implements AutoCloseable {
  private static final String LAUNCHER = System.getProperty("grlm.documents.launcher", "");

  /// Of the tests; Surefire starts them with a jar that only names it.
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /// Of a JVM that starts fast and compiles little, for no command of a document takes long.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-XX:TieredStopAtLevel=1",
          "-Xmx1g",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

  private static final String GRLM =
      """
      #!/usr/bin/env bash
      if [ "$PWD" != "$READERS_FOLDER" ]; then
        echo "./grlm is called in the folder of the clone, not in $PWD" >&2
        exit 98
      fi
      call=$(mktemp -d "$READERS_HIDDEN/call.XXXXXX")
      printf '%s\\0' "$@" >"$call/arguments"
      env -0 >"$call/environment"
      touch "$call/out" "$call/err"
      exec 3<>"/dev/tcp/127.0.0.1/$READERS_PORT"
      printf '%s\\n' "$call" >&3
      read -r code <&3
      cat "$call/out"
      cat "$call/err" >&2
      exit "${code:-97}"
      """;

  /// An answer that tells of an error is a failure of the command, and a service that a document
  /// has at its usual port has another one here.
  private static final String CURL =
      """
      #!/usr/bin/env bash
      place=$(sed 's|.*//||; s|/.*||' "$READERS_HIDDEN/url")
      arguments=()
      for argument in "$@"; do
        arguments+=("${argument//127.0.0.1:8080/$place}")
      done
      exec "$READERS_CURL" --fail-with-body --show-error "${arguments[@]}"
      """;

  private static final String QUICK =
      """
      {"small": {"width": 16, "heads": 2, "layers": 1, "hidden": 32, "slotHidden": 16, "training": {"epochs": 1}},
       "terms": {"length": 3}, "embedding": {"dimensions": 16}, "decoding": {"beams": 5},
       "evaluation": {"resamples": 20, "tuneFloor": false, "validationUsers": 100}}
      """;

  private static final String RUN =
      """
      set -eEuo pipefail
      trap 'echo "${BASH_SOURCE[0]}:$LINENO: exit code $? of: $BASH_COMMAND" >&2' ERR
      . "$1"
      """;

  private final Path folder;
  private final Path reader;
  private final Process server;
  private final Map<String, String> environment;

  /// How a document went.
  record Outcome(int code, String said) {}

  /// @param endpoint what stands for `localhost:8000`
  ReadersFolder(Path folder, String endpoint) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
    reader = Files.createDirectories(this.folder.resolve(".reader"));
    program(this.folder.resolve("grlm"), GRLM);
    program(reader.resolve("bin/curl"), CURL);
    Files.createDirectories(reader.resolve("home"));
    Files.writeString(reader.resolve("url"), "http://127.0.0.1:8080/\n");
    Files.writeString(reader.resolve("quick.json"), QUICK);
    server = start(endpoint);
    String port = server.inputReader().readLine();
    environment =
        Map.of(
            "PATH",
            String.join(
                File.pathSeparator,
                reader.resolve("bin").toString(),
                Path.of(System.getProperty("java.home"), "bin").toString(),
                System.getenv("PATH")),
            "HOME",
            reader.resolve("home").toString(),
            "LANG",
            "C.UTF-8",
            "READERS_FOLDER",
            this.folder.toString(),
            "READERS_HIDDEN",
            reader.toString(),
            "READERS_PORT",
            String.valueOf(port),
            "READERS_CURL",
            onPath("curl").map(Path::toString).orElse("curl"));
  }

  /// Where a program is, if it is on the `PATH`.
  static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + ": cannot be made executable");
    }
  }

  private Process start(String endpoint) throws IOException {
    List<String> alone = LAUNCHER.isEmpty() ? java("dev.grlm.cli.Main") : List.of(LAUNCHER);
    List<String> command = java(CommandServer.class.getName());
    command.add(LAUNCHER.isEmpty() ? "jvm" : "processes");
    command.add(reader.toString());
    command.add(endpoint);
    command.addAll(alone);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(reader.resolve("server.err").toFile())
        .start();
  }

  private static List<String> java(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", CLASS_PATH));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Runs the blocks that are for a shell in one shell.
  Outcome follow(MarkdownDocument document, List<MarkdownBlock> blocks)
      throws IOException, InterruptedException {
    Path script = reader.resolve(document.name());
    Files.createDirectories(script.getParent());
    Files.writeString(script, document.only(blocks));
    Path run = Files.writeString(reader.resolve("run.sh"), RUN);
    return end(List.of("bash", run.toString(), script.toString()));
  }

  /// Compiles and runs a program of one class.
  Outcome runJava(String source) throws IOException, InterruptedException {
    Matcher name = CLASS.matcher(source);
    if (!name.find()) {
      throw new IOException("no class in\n" + source);
    }
    Path classes = Files.createDirectories(reader.resolve("classes"));
    Path file = Files.writeString(reader.resolve(name.group(1) + ".java"), source);
    var said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", CLASS_PATH);
      if (!compiler
          .getTask(said, files, null, options, null, files.getJavaFileObjects(file))
          .call()) {
        return new Outcome(1, said.toString());
      }
    }
    List<String> command = new ArrayList<>(java(name.group(1)));
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, classes + File.pathSeparator + CLASS_PATH);
    return end(command);
  }

  private Outcome end(List<String> command) throws IOException, InterruptedException {
    Path said = reader.resolve("said");
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(said.toFile())
            .start();
    return new Outcome(process.waitFor(), Files.readString(said));
  }

  /// Ends the service of a document, if one goes on: it writes into the folder.
  void stopService() throws IOException {
    int port = Integer.parseInt(environment.getOrDefault("READERS_PORT", ""));
    try (var call = new Socket(InetAddress.getLoopbackAddress(), port)) {
      call.getOutputStream().write('\n');
      if (call.getInputStream().read() < 0) {
        throw new IOException("the server of commands has ended");
      }
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /// What is here, to be kept and brought back.
  Snapshot snapshot() {
    return new Snapshot(folder, reader.resolve("kept"));
  }

  @Override
  public void close() throws IOException {
    server.getOutputStream().close();
    server.onExit().join();
  }
}

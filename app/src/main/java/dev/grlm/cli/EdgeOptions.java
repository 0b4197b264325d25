package dev.grlm.cli;

import dev.grlm.service.AccessLog;
import dev.grlm.service.Cors;
import dev.grlm.service.Edge;
import dev.grlm.service.TokenWatch;
import dev.grlm.service.Tokens;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who may ask `grlm serve` from where, and what is written of it.
final class EdgeOptions {
  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = {
        "Who may ask; see grlm token. Looked at every second",
        "(default: everybody on this machine)."
      })
  @Nullable Path tokens;

  @Option(
      names = "--cors",
      split = ",",
      paramLabel = "ORIGIN",
      description = "Origins whose pages may ask, comma-separated (default: none).")
  List<String> origins = List.of();

  @Option(
      names = "--trusted-proxies",
      split = ",",
      paramLabel = "ADDRESS",
      description = "Proxies whose X-Forwarded-For is believed (default: none).")
  List<String> proxies = List.of();

  @Option(
      names = "--access-log",
      paramLabel = "KIND",
      description = "off, common or json: a line for every answer (default off).")
  String accessLog = "off";

  @Option(
      names = "--access-log-file",
      paramLabel = "FILE",
      description = "Is appended to (default: standard output).")
  @Nullable Path accessLogFile;

  @Option(names = "--hash-users", description = "Ids of users in the access log are hashed.")
  boolean hashUsers;

  /// What is open while the service runs.
  ///
  /// @param opened is closed last to first
  record Opened(Edge edge, Deque<AutoCloseable> opened) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      for (AutoCloseable one : opened) {
        try {
          one.close();
        } catch (IOException failure) {
          throw failure;
        } catch (Exception impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }
  }

  /// @param out for the access log without a file
  /// @param told gets lines about what changes and fails
  /// @throws IllegalArgumentException in one line, when an option is wrong
  /// @throws IOException in one line, when a file is
  Opened open(PrintWriter out, Duration every, Consumer<String> told) throws IOException {
    var opened = new ArrayDeque<AutoCloseable>();
    Cors cors = Cors.of(origins);
    AccessLog log = null;
    if (!accessLog.equals("off")) {
      Appendable target = out;
      if (accessLogFile != null) {
        BufferedWriter file =
            Files.newBufferedWriter(
                accessLogFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        opened.push(file);
        target = file;
      }
      log = AccessLog.to(target, accessLog, hashUsers, told);
      opened.push(log);
    } else if (accessLogFile != null || hashUsers) {
      throw new IllegalArgumentException(
          "--access-log-file and --hash-users are of --access-log common or json");
    }
    Supplier<Tokens> known = Tokens::none;
    if (tokens != null) {
      TokenWatch watch = TokenWatch.follow(tokens, every, told);
      opened.push(watch);
      known = watch;
    }
    return new Opened(new Edge(known, cors, proxies, log), opened);
  }
}

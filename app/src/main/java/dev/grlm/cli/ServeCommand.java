package dev.grlm.cli;

import dev.grlm.live.Experiment;
import dev.grlm.live.Feedback;
import dev.grlm.live.LiveRun;
import dev.grlm.live.LiveSettings;
import dev.grlm.service.GrlmService;
import dev.grlm.service.RunPointer;
import dev.grlm.service.ServiceSettings;
import dev.grlm.service.TlsFile;
import dev.grlm.service.Traces;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Answer over HTTP by a fitted run, learn of events and items, show a page.",
    footer = {
      "",
      "A RUN that is a file names the run folder in its only line; when it comes to",
      "name another one, that one answers from then on. The password of",
      "--tls-keystore is taken from the environment variable GRLM_TLS_PASSWORD.",
      "",
      "Examples:",
      "  grlm serve --run runs/demo/run",
      "  grlm serve --run runs/demo/run --port 0 --journal runs/demo/journal",
      "  grlm serve --run current.txt --against next.txt --experiment spring",
      "  grlm serve --run current.txt --host 0.0.0.0 --tokens t.txt",
      "  grlm serve --run runs/demo/run --tls-keystore shop.p12 --max-k 20",
      "  grlm serve --run runs/demo/run --access-log json --hash-users"
    })
final class ServeCommand implements Callable<Integer>, Stop.Stoppable {
  /// Longer than the service gives to requests in work.
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(45);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int LAST_PORT = 65_535;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "Run folder, or a file that names one.")
  Path run = Path.of(".");

  @Option(names = "--port", paramLabel = "N", description = "0 for any free one (default 8080).")
  int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen at (default 127.0.0.1).")
  String host = "127.0.0.1";

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Where events and items are kept (default: RUN-journal beside the run).")
  @Nullable Path journal;

  @Mixin EdgeOptions edge = new EdgeOptions();

  @Option(
      names = "--insecure",
      description = "Let everybody who reaches the host ask and change, without tokens.")
  boolean insecure;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "PKCS12 file with key and certificate: answer over HTTPS.")
  @Nullable Path keystore;

  @Mixin LimitOptions limits = new LimitOptions();

  @Mixin Operating operating = new Operating();

  @Override
  public Integer call() throws IOException {
    ServiceSettings settings = used(limits::service);
    LiveSettings live = used(limits::live);
    if (port < 0 || port > LAST_PORT) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535, is " + port);
    }
    var _ = used(operating::drain);
    var _ = used(operating::feedback);
    GrlmService.Binding binding = binding();
    serve(binding, settings, live);
    return 0;
  }

  /// A setting that is out of range is wrong usage.
  private <T> T used(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException failure) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(failure.getMessage()), failure);
    }
  }

  private @Nullable Experiment experiment(Path served) throws IOException {
    try {
      return operating.experiment(served);
    } catch (IllegalArgumentException failure) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(failure.getMessage()), failure);
    }
  }

  private GrlmService.Binding binding() throws IOException {
    var binding = new GrlmService.Binding(host, port, keystore == null ? null : tls(keystore));
    if (!binding.isLocal() && edge.tokens == null && !insecure) {
      throw new ParameterException(
          spec.commandLine(),
          "--host " + host + " is reached from other machines: give --tokens, or --insecure");
    }
    return binding;
  }

  private TlsFile tls(Path file) {
    String password = environment().get("GRLM_TLS_PASSWORD");
    if (password == null) {
      throw new ParameterException(
          spec.commandLine(), "--tls-keystore needs the environment variable GRLM_TLS_PASSWORD");
    }
    return new TlsFile(file, password.toCharArray());
  }

  private static Map<String, String> environment() {
    return System.getenv();
  }

  private void serve(GrlmService.Binding binding, ServiceSettings settings, LiveSettings answering)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Consumer<String> told = line -> err.println("grlm: " + line);
    Path first = RunPointer.target(run);
    Experiment experiment = experiment(run);
    try (var progress = new ProgressPrinter(err);
        EdgeOptions.Opened opened = opened(out, told);
        Traces traces = used(operating::traces);
        LiveRun live =
            LiveRun.open(Systems.ALL, first, journal(), answering, experiment, progress);
        Feedback feedback = operating.open(journal());
        GrlmService service =
            GrlmService.start(
                live, binding, opened.edge(), settings, operating.operations(feedback, traces));
        RunPointer _ = RunPointer.follow(run, first, live, LOOK_EVERY, told)) {
      out.println("listening on " + service.url());
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException stop) {
      // asked to stop, and what was open is closed by now
    }
  }

  private EdgeOptions.Opened opened(PrintWriter out, Consumer<String> told) throws IOException {
    try {
      return edge.open(out, LOOK_EVERY, told);
    } catch (IllegalArgumentException failure) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(failure.getMessage()), failure);
    }
  }

  @Override
  public Duration grace() {
    return LONGEST_FAREWELL.plus(operating.drain());
  }

  @Override
  public String kept() {
    return journal() + " keeps all that was acknowledged; the same command serves it again";
  }

  private Path journal() {
    if (journal != null) {
      return journal;
    }
    Path beside = run.toAbsolutePath().normalize();
    String name = String.valueOf(beside.getFileName());
    return beside.resolveSibling(name + "-journal");
  }
}

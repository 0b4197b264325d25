package dev.grlm.cli;

import dev.grlm.identifier.TermSurvey;
import dev.grlm.io.AtomicFile;
import dev.grlm.io.Json;
import dev.grlm.report.TermPage;
import dev.grlm.run.TermSurveys;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.grlm.GrlmSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "term-report",
    mixinStandardHelpOptions = true,
    description = "What Term IDs look like: of a run, of a file, or of two sets side by side.",
    footer = {
      "",
      "With RUN alone its own Term IDs, with one FILE that beside them, with two FILEs those two on",
      "the items and neighbors of RUN. Without RUN nothing is known of titles and neighbors. Those of a",
      "FILE may differ in length.",
      "",
      "Examples:",
      "  grlm term-report --run runs/demo/run",
      "  grlm term-report --run runs/demo/run given.tsv --page terms.html",
      "  grlm term-report given.tsv other.tsv --json"
    })
final class TermReportCommand implements Callable<Integer> {
  private static final int MOST = 2;
  private static final long SEED = 42;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", paramLabel = "RUN", description = "Run folder.")
  @Nullable Path run;

  @Parameters(paramLabel = "FILE", arity = "0..2", description = "Term IDs (item, term1 … termL).")
  List<Path> files = new ArrayList<>();

  @Option(names = "--page", paramLabel = "HTML", description = "Also write a page with plots.")
  @Nullable Path page;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of random pairs; default 42.")
  long seed = SEED;

  @Override
  public Integer call() throws IOException {
    List<TermSurvey> surveys = surveys();
    PrintWriter out = spec.commandLine().getOut();
    print(surveys, json, out);
    if (page != null) {
      AtomicFile.writeText(page, writer -> writer.write(TermPage.html(surveys)));
      try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
        progress.say("term-report", "page: " + page);
      }
    }
    return 0;
  }

  private static void print(List<TermSurvey> surveys, boolean json, PrintWriter out) {
    if (json) {
      out.println(Json.pretty(Map.of("sets", surveys)));
    } else {
      out.print(TermPage.table(surveys));
    }
    out.flush();
  }

  /// A run's own Term IDs.
  static void print(Path run, String system, boolean json, PrintWriter out) throws IOException {
    var folder = new RunFolder(run);
    print(TermSurveys.of(folder, List.of(folder.identifiers(system)), SEED), json, out);
  }

  private List<TermSurvey> surveys() throws IOException {
    if (files.size() > MOST) {
      throw usage("at most %d FILEs, found %d".formatted(MOST, files.size()));
    }
    if (run == null) {
      if (files.isEmpty()) {
        throw usage("either --run or a FILE is needed");
      }
      return TermSurveys.of(files, seed);
    }
    var folder = new RunFolder(run);
    var sets = new ArrayList<Path>();
    Path own = folder.identifiers(GrlmSystem.NAME);
    if (files.isEmpty() || (files.size() < MOST && Files.exists(own))) {
      sets.add(own);
    }
    sets.addAll(files);
    return TermSurveys.of(folder, sets, seed);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.live.NextFitLog;
import dev.grlm.live.NextRun;
import dev.grlm.report.MetricTable;
import dev.grlm.report.PersonFigures;
import dev.grlm.report.Report;
import dev.grlm.run.Grlm;
import dev.grlm.run.IfFinished;
import dev.grlm.run.Refit;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = "Fit a recommender to a data folder and judge it on test, once.",
    footer = {
      "",
      "DIR holds items.jsonl and interactions.tsv (docs/formats.md), or GRLM's *.item.json and",
      "sequential_data.txt. A run that was interrupted goes on where it stopped.",
      "",
      "Examples:",
      "  grlm fit --data runs/demo/shop --out runs/shop",
      "  grlm fit --data runs/demo/shop --term-ids given.tsv --out runs/given",
      "  grlm fit --data runs/demo/shop --out runs/few --set small.training.epochs=5",
      "  grlm fit --data runs/demo/shop --out runs/shop --systems grlm,sasrec",
      "  grlm fit --data runs/demo/shop --out runs/x --endpoint http://llm/v1 --model m",
      "  grlm fit --from runs/demo/run --events runs/demo/journal --out runs/next"
    })
final class FitCommand implements Callable<Integer>, Stop.Stoppable {
  /// What the fit of a next run can be told.
  private static final Set<String> WITH_FROM =
      Set.of("--from", "--events", "--publish", "--out", "--replace", "--json", "--verbose");

  @Spec CommandSpec spec = CommandSpec.create();

  /// What is fitted: a data folder, or a run and what was collected since.
  static final class Source {
    @Option(names = "--data", paramLabel = "DIR", description = "Input folder.")
    @Nullable Path data;

    @ArgGroup(exclusive = false)
    @Nullable Collected collected;
  }

  /// A run and a journal.
  static final class Collected {
    @Option(
        names = "--from",
        required = true,
        paramLabel = "RUN",
        description =
            "Instead of a data folder: an earlier run, whose configuration, Term IDs and weights are"
                + " taken over.")
    Path run = Path.of(".");

    @Option(
        names = "--events",
        required = true,
        paramLabel = "DIR",
        description = "Journal of a service, with what was collected since.")
    Path journal = Path.of(".");

    @Option(
        names = "--publish",
        paramLabel = "FILE",
        description =
            "Write the new run's name into FILE, which a service was given as --run, unless it is"
                + " worse on validation.")
    @Nullable Path publish;
  }

  @ArgGroup(multiplicity = "1")
  Source source = new Source();

  @Option(names = "--out", required = true, paramLabel = "RUN", description = "Run folder.")
  Path out = Path.of(".");

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to take as they are (item, term1 … termL); default: extract them.")
  @Nullable Path termIds;

  @Option(
      names = "--systems",
      paramLabel = "NAME",
      split = ",",
      description =
          "What is fitted; the first of a new run answers by default. A run that is there keeps its"
              + " settings and its systems, and gets those that it lacks.")
  List<String> systems = new ArrayList<>();

  @Option(
      names = "--replace",
      description =
          "Where RUN holds a finished run that was made with other settings or data: make it anew.")
  boolean replace;

  @Mixin ConfigOptions options = new ConfigOptions();
  @Mixin TermOptions terms = new TermOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    Collected collected = source.collected;
    if (collected != null) {
      return next(collected);
    }
    Path data = Objects.requireNonNull(source.data);
    if (termIds != null && terms.asked()) {
      throw new ParameterException(
          spec.commandLine(), "--term-ids does not go with a generator of terms");
    }
    RunConfig config = options.over(base(), terms.named());
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      options.sayUnread(config, "fit", progress);
      try (Grlm run = Grlm.fit(data, out, config, given(), progress, ifFinished(replace))) {
        print(run.folder(), "test", json, spec.commandLine().getOut());
      }
    }
    return 0;
  }

  static IfFinished ifFinished(boolean replace) {
    return replace ? IfFinished.REPLACE : IfFinished.REFUSE;
  }

  @Override
  public String kept() {
    return keptIn(out);
  }

  /// What any command says that works on a run, stage by stage.
  static String keptIn(Path run) {
    return run + " keeps what is finished; the same command goes on from there";
  }

  private SystemRun.Inputs given() {
    return termIds == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(termIds);
  }

  /// The defaults, and other systems that the run has as they are; with `--systems` all that the
  /// run has already, and the systems beside its own.
  private RunConfig base() throws IOException {
    RunConfig defaults = RunConfig.defaults(Systems.ALL);
    boolean there = Files.exists(new RunFolder(out).manifest());
    try {
      if (systems.isEmpty()) {
        return there ? Grlm.withOthersOf(defaults, out) : defaults;
      }
      return there
          ? Grlm.configOf(Systems.ALL, out).fittingAlso(systems)
          : defaults.fitting(systems);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--systems: " + wrong.getMessage(), wrong);
    }
  }

  private int next(Collected collected) throws IOException {
    requireOnlyBeside(collected);
    try (var progress = new ProgressPrinter(spec.commandLine().getErr());
        NextFitLog log = NextFitLog.of(collected.journal, collected.run, out, progress)) {
      try {
        Refit.Comparison comparison =
            NextRun.fit(
                Systems.ALL, collected.run, collected.journal, out, log, ifFinished(replace));
        tell(comparison, collected, progress);
        log.made(comparison, collected.publish != null);
      } catch (IOException | RuntimeException failure) {
        log.failed(failure);
        throw failure;
      }
    }
    return 0;
  }

  /// How the new run does beside the one before, and what becomes of it.
  private void tell(Refit.Comparison comparison, Collected collected, ProgressPrinter progress)
      throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    print(new RunFolder(out), "test", json, printer);
    if (!json) {
      printer.printf(
          Locale.ROOT,
          "validation ndcg@10 of %d users: %.4f before, %.4f now, difference [%+.4f, %+.4f]%n",
          comparison.users(),
          comparison.before(),
          comparison.now(),
          comparison.difference().low(),
          comparison.difference().high());
    }
    if (collected.publish != null && comparison.notWorse()) {
      NextRun.publish(out, collected.publish);
      progress.say("published", out + ", judged by " + comparison.users() + " users");
    } else if (collected.publish != null) {
      progress.say(
          "published",
          "not: worse on validation than %s, judged by %d users"
              .formatted(collected.run, comparison.users()));
    }
    printer.flush();
  }

  /// What a run takes over from an earlier one cannot be told it.
  private void requireOnlyBeside(Collected collected) {
    List<String> others =
        spec.commandLine().getParseResult().matchedOptionsSet().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !WITH_FROM.contains(name))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: not beside --from, which takes configuration and Term IDs of %s over"
              .formatted(String.join(", ", others), collected.run));
    }
  }

  /// The metrics of a stored report.
  static void print(RunFolder folder, String split, boolean json, PrintWriter out)
      throws IOException {
    Report report = Report.read(folder.report(split));
    if (json) {
      out.println(Json.pretty(report));
      return;
    }
    out.println(MetricTable.of(report));
    PersonFigures persons = report.persons();
    if (persons != null) {
      out.println(MetricTable.of(persons));
    }
    String main =
        report.results().stream()
            .filter(row -> !row.ofFloor())
            .map(Report.Result::name)
            .findFirst()
            .orElse("");
    print(main, report.paired(), "", out);
    if (persons != null) {
      print(main, persons.paired(), "  over persons", out);
    }
    out.printf(
        "split %s, %d users%s, repeats: %s; page: %s%n",
        report.split(),
        report.users(),
        persons == null ? "" : " of %d persons".formatted(persons.persons()),
        report.repeats().policy(),
        folder.page(split));
    out.flush();
  }

  private static void print(
      String main, Map<String, Report.Difference> paired, String over, PrintWriter out) {
    paired.forEach((row, d) ->
        out.printf(
            Locale.ROOT,
            "ndcg@10 of %s minus %-22s %+.4f  [%+.4f, %+.4f]%s%n",
            main,
            row,
            d.mean(),
            d.low(),
            d.high(),
            over));
  }
}

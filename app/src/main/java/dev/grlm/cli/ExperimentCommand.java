package dev.grlm.cli;

import dev.grlm.experiment.Experiment;
import dev.grlm.experiment.ExperimentTable;
import dev.grlm.experiment.Experimenting;
import dev.grlm.io.Json;
import dev.grlm.page.TextTable;
import dev.grlm.paper.DomainPair;
import dev.grlm.paper.PaperTable;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    description = {
      "One table of the paper: variants of a run, fitted and judged, in one folder.",
      "",
      "Without a name: which there are. Stages that do not differ are done once. The same command"
          + " goes on where it was stopped, and does no finished variant twice; more seeds or data"
          + " are added to what is there. The folder then holds index.html, table.json, table.csv and"
          + " table.tex, how long each variant took in times.csv, and every run."
    },
    footer = {
      "",
      "Examples:",
      "  grlm experiment",
      "  grlm experiment length --data runs/demo/shop --out runs/length --values 3,5",
      "  grlm experiment ablation --data DIR --out runs/ablation --seeds 3",
      "  grlm experiment in-domain --data beauty=DIR --data games=DIR --out runs/table2",
      "  grlm experiment systems --data DIR --out runs/all --seeds 3",
      "  grlm experiment beams --data DIR --out runs/beams --share runs/ablation",
      "  grlm experiment cross-domain --data DIR --source A --target B --out runs/ab",
      "  grlm experiment joint --data a=DIR --data b=DIR --out runs/joint",
      "  grlm experiment settings --data DIR --out runs/w --values small.width=64"
    })
final class ExperimentCommand implements Callable<Integer>, Stop.Stoppable {
  /// What is printed.
  enum Format {
    TABLE,
    JSON,
    CSV,
    LATEX;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which table.")
  @Nullable String name;

  @Option(
      names = "--data",
      paramLabel = "[NAME=]DIR",
      description = "Input folder, with the name that the table shows. May be repeated.")
  List<String> data = new ArrayList<>();

  @Option(names = "--out", paramLabel = "FOLDER", description = "Folder of the experiment.")
  @Nullable Path out;

  @Option(
      names = "--values",
      paramLabel = "V1,V2",
      split = ",",
      description = "What is tried, where the experiment can be told (default: as in the paper).")
  List<String> values = new ArrayList<>();

  @Mixin DomainOptions domains = new DomainOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Seeds of every variant, from --seed on (default: ${DEFAULT-VALUE}); a table of several has"
              + " their mean and their spread.")
  int seeds = 1;

  @Option(
      names = "--systems",
      paramLabel = "NAME",
      split = ",",
      description = "What is fitted (default: grlm; of systems, all that can be).")
  List<String> systems = new ArrayList<>();

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to take as they are, as in fit.")
  @Nullable Path termIds;

  @Option(
      names = "--share",
      paramLabel = "FOLDER",
      description =
          "A run, or the folder of another experiment: stages that do not differ are taken from"
              + " there. May be repeated.")
  List<Path> share = new ArrayList<>();

  @Option(
      names = "--replace",
      description = "Where FOLDER holds an experiment of other settings or data: begin anew.")
  boolean replace;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "What is printed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Format format = Format.TABLE;

  @Override
  public Integer call() throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    if (name == null) {
      printer.print(names());
      printer.flush();
      return 0;
    }
    ProcessOptions.refuseSeveral(spec);
    PaperTable table = table(name);
    domains.requireFits(table);
    Path folder = Required.of(spec, out, "--out=FOLDER");
    boolean twoFolders = table.takesDomains() && data.isEmpty();
    SequencedMap<String, Path> joined = table.joinsData() ? folders() : new LinkedHashMap<>();
    Experiment experiment = experiment(table, twoFolders, List.copyOf(joined.keySet()));
    SequencedMap<String, Path> sets = twoFolders ? domains.targetFolder() : folders();
    RunConfig defaults =
        options.fitting(table.fitsAll() && systems.isEmpty() ? learning() : systems);
    RunConfig config = options.over(defaults);
    SequencedMap<String, Path> folders = table.joinsData() ? domains.joint(joined, folder) : sets;
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      options.sayUnread(config, "fit", progress);
      var inputs = termIds == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(termIds);
      var experimenting =
          new Experimenting(
              experiment,
              config,
              told(defaults, config),
              folders,
              seedList(config),
              inputs,
              share,
              folder);
      ExperimentTable made = experimenting.run(FitCommand.ifFinished(replace), progress);
      printer.print(printed(made));
      if (format == Format.TABLE && table.fitsAll()) {
        printer.printf("%s%n", experimenting.times());
      }
      if (format == Format.TABLE) {
        printer.printf("page: %s%n", folder.resolve("index.html"));
      }
      printer.flush();
      requireAll(made);
    }
    return 0;
  }

  /// All that can be fitted.
  static List<String> learning() {
    return Systems.ALL.stream()
        .filter(system -> system.kind() != RowKind.FLOOR)
        .map(RecommenderSystem::name)
        .toList();
  }

  /// @throws IOException naming what failed, after the others have been shown
  private static void requireAll(ExperimentTable table) throws IOException {
    List<String> failed =
        table.leftOut().stream()
            .filter(ExperimentTable.LeftOut::failed)
            .map(ExperimentTable.LeftOut::toString)
            .toList();
    if (!failed.isEmpty()) {
      throw new IOException(
          "failed: %s; the others stand, and the same command tries again"
              .formatted(String.join("; ", failed)));
    }
  }

  private static TextTable names() {
    var table = new TextTable().text("experiment").text("about").text("--values");
    for (PaperTable one : PaperTable.values()) {
      table.row(one.word(), one.summary(), one.takes());
    }
    return table;
  }

  private PaperTable table(String word) {
    return PaperTable.of(word)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "no experiment is called '%s'; there are %s".formatted(word, PaperTable.words())));
  }

  /// @param twoFolders whether the domains are folders, which give them their names
  /// @param names of the data sets
  private Experiment experiment(PaperTable table, boolean twoFolders, List<String> names)
      throws IOException {
    if (table.joinsData() && names.size() < 2) {
      throw new ParameterException(
          spec.commandLine(), "joint is of two data sets at least; --data NAME=DIR for each");
    }
    DomainPair pair = table.takesDomains() ? domains.pair(twoFolders) : null;
    Path source = twoFolders ? domains.sourceFolder() : null;
    try {
      return table.joinsData()
          ? PaperTable.joint(names, domains.sameUsers, values)
          : table.experiment(values, pair, source);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--values: " + wrong.getMessage(), wrong);
    }
  }

  private SequencedMap<String, Path> folders() {
    if (data.isEmpty()) {
      throw Required.missing(spec, "--data=[NAME=]DIR");
    }
    var folders = new LinkedHashMap<String, Path>();
    for (String one : data) {
      NamedFolder named = named(one);
      if (folders.put(named.name(), named.folder()) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--data: two are called '%s'; name them: --data NAME=%s"
                .formatted(named.name(), named.folder()));
      }
    }
    return folders;
  }

  private NamedFolder named(String told) {
    try {
      return NamedFolder.of(told);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--data: " + wrong.getMessage(), wrong);
    }
  }

  /// As a person would give them; seeds stand by themselves.
  private List<String> told(RunConfig defaults, RunConfig config) {
    var told = new ArrayList<String>();
    RunConfig base = defaults;
    if (options.preset != null) {
      told.add("preset=" + options.preset);
      base = defaults.withRecipe(options.preset);
    }
    ConfigFile.differences(base, config).stream()
        .filter(setting -> !setting.startsWith("seed="))
        .forEach(told::add);
    return told;
  }

  private List<Long> seedList(RunConfig config) {
    if (seeds < 1) {
      throw new ParameterException(spec.commandLine(), "--seeds must be at least 1, is " + seeds);
    }
    long first = config.shared().seed();
    return LongStream.range(first, first + seeds).boxed().toList();
  }

  private String printed(ExperimentTable table) {
    return switch (format) {
      case TABLE -> table.printed();
      case JSON -> Json.pretty(table) + "\n";
      case CSV -> table.csv();
      case LATEX -> table.latex();
    };
  }

  @Override
  public String kept() {
    return out + " keeps what is finished; the same command goes on from there";
  }
}

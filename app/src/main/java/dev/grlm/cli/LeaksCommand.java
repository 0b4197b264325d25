package dev.grlm.cli;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.io.Json;
import dev.grlm.leak.LeakCheck;
import dev.grlm.leak.LeakReport;
import dev.grlm.leak.LeakSettings;
import dev.grlm.run.Grlm;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "leaks",
    mixinStandardHelpOptions = true,
    description = {
      "Check that nothing of a run has seen what it is judged by.",
      "",
      "The run is fitted anew to a sample of its users: as they are, with all test targets replaced,"
          + " and with all validation targets replaced. Every file of every stage and the lists of"
          + " every row must come out the same; what does not is named, and the exit code is 1. The"
          + " three runs are kept in --out, so that a check that was stopped goes on."
    },
    footer = {"", "Examples:", "  grlm leaks --run runs/demo/run --users 300 --lists 50"})
final class LeaksCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Users that are fitted (default: ${DEFAULT-VALUE}).")
  int users = LeakSettings.DEFAULT.users();

  @Option(
      names = "--lists",
      paramLabel = "N",
      description = "Users whose lists are compared (default: ${DEFAULT-VALUE}).")
  int listed = LeakSettings.DEFAULT.listed();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of every training at most (default: ${DEFAULT-VALUE}).")
  int epochs = LeakSettings.DEFAULT.epochs();

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs that are taken as given, where the run was fitted with given ones.")
  @Nullable Path termIds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the three runs and of leaks.json (default: RUN/leaks).")
  @Nullable Path out;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the findings as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    LeakReport report;
    Path work = work();
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      Dataset dataset = DatasetFiles.read(new RunFolder(run).dataset());
      report =
          LeakCheck.check(
              options.over(Grlm.configOf(Systems.ALL, run)),
              dataset,
              termIds == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(termIds),
              new LeakSettings(users, listed, epochs, LeakSettings.DEFAULT.seed()),
              work,
              progress);
    }
    Json.write(work.resolve("leaks.json"), report.tree());
    print(report, spec.commandLine().getOut());
    if (!report.leaks().isEmpty()) {
      throw new IOException(report.complaint());
    }
    return 0;
  }

  private Path work() {
    return Objects.requireNonNullElse(out, run.resolve("leaks"));
  }

  @Override
  public String kept() {
    return FitCommand.keptIn(work());
  }

  private void print(LeakReport report, PrintWriter printer) {
    if (json) {
      printer.println(Json.pretty(report.tree()));
    } else {
      printer.print(report.table());
      printer.printf(
          "%d users fitted, lists of %d compared: %s%n",
          report.users(),
          report.listed(),
          report.leaks().isEmpty() ? "no leak" : report.leaks().size() + " leaks");
    }
    printer.flush();
  }
}

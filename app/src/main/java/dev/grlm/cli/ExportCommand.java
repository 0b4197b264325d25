package dev.grlm.cli;

import dev.grlm.data.Split;
import dev.grlm.export.ExportRequest;
import dev.grlm.export.Format;
import dev.grlm.export.RunExport;
import dev.grlm.export.What;
import dev.grlm.parquet.ParquetTables;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write what a run came to into a file for other programs.",
      "",
      "The lists are those of evaluation: after everything before the target, nothing filled in. Any"
          + " row of the report may be asked for, at any length; one that has less to give gives less,"
          + " which is said.",
      "",
      "lists: user, rank, item, score, the generated terms, and how the item came into the list.",
      "targets: user and item; with lists in TREC form, what trec_eval reads.",
      "ranks: user, target, its rank (empty where it is not in the list), items of the history and of"
          + " the list.",
      "metrics: every figure of the report with its interval, those by groups and by beam as well.",
      "beams: user, beam, terms, logarithm of the probability, kind, items that it was grounded to."
    },
    footer = {
      "",
      "Examples:",
      "  grlm export --run runs/demo/run --what lists --out runs/lists.trec",
      "  grlm export --run runs/demo/run --what targets --out runs/targets.trec",
      "  grlm export --run runs/demo/run --what metrics --out runs/metrics.csv",
      "  grlm export --run runs/demo/run --what ranks -k 100 --out runs/ranks.tsv",
      "  grlm export --run runs/demo/run --what beams --out runs/beams.parquet"
    })
final class ExportCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  @Option(
      names = "--what",
      required = true,
      paramLabel = "WHAT",
      description = "lists, targets, ranks, metrics or beams.")
  What what = What.LISTS;

  @Option(
      names = "--row",
      paramLabel = "NAME",
      description =
          "Row of the report, such as grlm-free or item-graph (default: the first that learns; of"
              + " metrics, all).")
  @Nullable String row;

  @Option(names = "--split", paramLabel = "SPLIT", description = "test (default) or validation.")
  Split split = Split.TEST;

  @Option(
      names = "-k",
      paramLabel = "N",
      description =
          "Places of a list (default: 20, as in the report). A search for another number may rank"
              + " otherwise.")
  @Nullable Integer length;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "trec, jsonl, parquet, csv or tsv (default: as FILE ends).")
  @Nullable Format format;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
  Path out = Path.of(".");

  @Option(
      names = "--raw",
      description =
          "In csv and tsv, leave text that begins with =, +, -, @, a tab or a carriage return as it"
              + " is: for programs. Else an apostrophe stands before it, because a spreadsheet would"
              + " take it for a formula.")
  boolean raw;

  @Option(names = "--replace", description = "Overwrite FILE where it exists.")
  boolean replace;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    ExportRequest request = request();
    RunConfig config = options.over(Grlm.configOf(Systems.ALL, run));
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      options.sayUnread(config, what.asksModel() ? "evaluate" : "export", progress);
      progress.stageStarted("export");
      var stages = new RunStages(new RunFolder(run), config, progress);
      var export = new RunExport(stages, new ParquetTables(), progress);
      for (String note : export.write(request, out, replace)) {
        progress.say("export", note);
      }
      progress.say("export", "written: " + out);
    }
    return 0;
  }

  private ExportRequest request() {
    try {
      return new ExportRequest(
          what,
          chosenFormat(),
          Optional.ofNullable(row),
          split,
          length == null ? OptionalInt.empty() : OptionalInt.of(length),
          raw);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private Format chosenFormat() {
    return Optional.ofNullable(format)
        .or(() -> Format.of(String.valueOf(out.getFileName())))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--format says how to write, or the end of FILE does: .trec, .jsonl, .parquet, .csv"
                    + " or .tsv"));
  }

  @Override
  public String kept() {
    return out + " is as it was; the same command begins anew";
  }
}

package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.report.Report;
import dev.grlm.report.TextTable;
import dev.grlm.run.Grlm;
import dev.grlm.run.GrlmConfig;
import dev.grlm.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
      "  grlm fit --data shop --out runs/shop",
      "  grlm fit --data beauty --term-ids beauty/term_ids.tsv --out runs/beauty",
      "  grlm fit --data shop --out runs/quick --set small.training.epochs=5"
    })
final class FitCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Input folder.")
  Path data = Path.of(".");

  @Option(names = "--out", required = true, paramLabel = "RUN", description = "Run folder.")
  Path out = Path.of(".");

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to take as they are (item, term1 … termL); default: extract them.")
  @Nullable Path termIds;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    GrlmConfig config = options.over(GrlmConfig.DEFAULT);
    PrintWriter err = spec.commandLine().getErr();
    try (var progress = new ProgressPrinter(err);
        Grlm run = Grlm.fit(data, out, termIds, config, progress)) {
      print(run.folder(), "test", json, spec.commandLine().getOut());
    }
    return 0;
  }

  /// The metrics of a stored report.
  static void print(RunFolder folder, String split, boolean json, PrintWriter out)
      throws IOException {
    Report report = Report.read(folder.report(split));
    if (json) {
      out.println(Json.pretty(report));
      return;
    }
    out.println(TextTable.metrics(report));
    report
        .paired()
        .forEach((row, d) ->
            out.printf(
                Locale.ROOT,
                "ndcg@10 of grlm minus %-22s %+.4f  [%+.4f, %+.4f]%n",
                row,
                d.mean(),
                d.low(),
                d.high()));
    out.printf(
        "split %s, %d users, repeats: %s; page: %s%n",
        report.split(), report.users(), report.repeats().policy(), folder.page(split));
    out.flush();
  }
}

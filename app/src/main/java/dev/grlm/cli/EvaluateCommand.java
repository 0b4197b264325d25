package dev.grlm.cli;

import dev.grlm.data.Split;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Judge a fitted run beside the floor; a report that is up to date is shown again.",
    footer = {
      "",
      "Examples:",
      "  grlm evaluate --run runs/demo/run",
      "  grlm evaluate --run runs/demo/run --split validation --set decoding.beams=50"
    })
final class EvaluateCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
  Path run = Path.of(".");

  @Option(names = "--split", paramLabel = "SPLIT", description = "test (default) or validation.")
  Split split = Split.TEST;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the report as JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      var folder = new RunFolder(run);
      RunConfig config = options.over(Grlm.configOf(Systems.ALL, run));
      options.sayUnread(config, "evaluate", progress);
      new RunStages(folder, config, progress).report(split);
      FitCommand.print(folder, split.word(), json, spec.commandLine().getOut());
    }
    return 0;
  }

  @Override
  public String kept() {
    return run + " is as it was; the same command judges it";
  }
}

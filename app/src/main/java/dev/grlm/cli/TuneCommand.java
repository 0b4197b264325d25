package dev.grlm.cli;

import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import dev.grlm.tune.Budget;
import dev.grlm.tune.Space;
import dev.grlm.tune.Trial;
import dev.grlm.tune.Tuned;
import dev.grlm.tune.Tuning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Search better settings for the training of one system, on validation.",
      "",
      "The first trial has the settings as they are; the others draw at random from what --vary"
          + " gives, or from what the system varies by itself. A trial whose NDCG@10 is below the"
          + " median of the others at the same share of their schedules is stopped, once three have"
          + " finished. All are judged on the same validation users. No trial is reported on, and"
          + " test is not read.",
      "",
      "The best of many trials looks better on validation than it is: part of its lead is luck, and"
          + " the more trials, the larger a part. Whether it is better says a fit, judged once on"
          + " test, beside one with the settings as they were.",
      "",
      "The same command goes on where it was stopped; more --minutes or --trials continue it."
    },
    footer = {
      "",
      "Examples:",
      "  grlm tune --data runs/demo/shop --out runs/tuned --minutes 30",
      "  grlm tune --data runs/demo/shop --out runs/tuned-sasrec --systems sasrec",
      "  grlm tune --data runs/demo/shop --out runs/w --vary small.width=64,128",
      "  grlm tune --data runs/demo/shop --out runs/f --preset flat --trials 12"
    })
final class TuneCommand implements Callable<Integer>, Stop.Stoppable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Input folder.")
  Path data = Path.of(".");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the search: tune.json, and one run that all trials share.")
  Path out = Path.of(".");

  @Option(
      names = "--systems",
      paramLabel = "NAME",
      split = ",",
      description = "The one system whose settings are searched (default: grlm).")
  List<String> systems = new ArrayList<>();

  @Option(
      names = "--vary",
      paramLabel = "KEY=V1,V2",
      description =
          "Values that a setting may have, for example small.layers=1,2,3. May be repeated; default:"
              + " what the system varies by itself, but for what --set decides.")
  List<String> variations = new ArrayList<>();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "Time of all sessions together; the training at hand goes on to its next validation"
              + " (default: ${DEFAULT-VALUE}).")
  double minutes = 60;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trainings at most, those of earlier sessions counted (default: no limit).")
  int trials = Integer.MAX_VALUE;

  @Option(
      names = "--term-ids",
      paramLabel = "FILE",
      description = "Term IDs to take as they are, as in fit.")
  @Nullable Path termIds;

  @Option(
      names = "--replace",
      description = "Where FOLDER holds a search of other settings or data: begin anew.")
  boolean replace;

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print the trials as JSON, the best first.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    ProcessOptions.refuseSeveral(spec);
    RunConfig config = options.over(options.fitting(systems));
    try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
      options.sayUnread(config, "fit", progress);
      var inputs = termIds == null ? SystemRun.Inputs.NONE : SystemRun.Inputs.identifiers(termIds);
      var tuning = new Tuning(data, out, config, space(config, progress), inputs, budget());
      Tuned tuned = tuning.run(FitCommand.ifFinished(replace), progress);
      print(tuned, config, spec.commandLine().getOut());
    }
    return 0;
  }

  private Space space(RunConfig config, ProgressPrinter progress) {
    try {
      return Tuning.space(out, config, variations, progress);
    } catch (IOException | IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), FailureLine.of(wrong), wrong);
    }
  }

  private Budget budget() {
    try {
      return new Budget(minutes, trials);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  @Override
  public String kept() {
    return out + " keeps its trials; the same command goes on from there";
  }

  private void print(Tuned tuned, RunConfig config, PrintWriter printer) throws IOException {
    if (json) {
      printer.println(Json.pretty(tuned.ranked()));
      printer.flush();
      return;
    }
    printer.println(tuned.table());
    printer.printf(
        "%d trials, %.0f minutes; ended because %s%n",
        tuned.trials().size(), tuned.seconds() / 60, tuned.why());
    if (tuned.best().isPresent()) {
      printer.println(
          "the best of several is optimistic on validation; test was not read, and is judged once"
              + " by");
      printer.println(ShellWords.line(fit(tuned.best().get(), config)));
    }
    printer.flush();
  }

  /// The command that fits what a trial trained.
  private List<String> fit(Trial trial, RunConfig config) throws IOException {
    RunConfig best = ConfigFile.over(config, null, trial.told());
    String system = config.fitted().getFirst();
    String recipe = config.recipe(system);
    RunConfig base = RunConfig.defaults(Systems.ALL);
    var words =
        new ArrayList<>(
            List.of(
                "grlm", "fit", "--data", data.toString(), "--out", out.resolve("best").toString()));
    if (!base.fitted().equals(config.fitted())) {
      base = base.fitting(config.fitted());
      words.addAll(List.of("--systems", system));
    }
    if (!base.recipe(system).equals(recipe)) {
      base = base.withRecipe(recipe);
      words.addAll(List.of("--preset", recipe));
    }
    if (termIds != null) {
      words.addAll(List.of("--term-ids", termIds.toString()));
    }
    ConfigFile.differences(base, best).forEach(setting -> words.addAll(List.of("--set", setting)));
    return words;
  }
}

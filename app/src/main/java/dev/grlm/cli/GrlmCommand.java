package dev.grlm.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The root command; it only knows its verbs.
@Command(
    name = "grlm",
    description = "Generative recommendation with Term IDs: five readable words per item.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ConvertCommand.class,
      FitCommand.class,
      TuneCommand.class,
      ExperimentCommand.class,
      EvaluateCommand.class,
      LeaksCommand.class,
      ExportCommand.class,
      RecommendCommand.class,
      ServeCommand.class,
      TokenCommand.class,
      JournalCommand.class,
      GenerateCommand.class,
      DoctorCommand.class,
      ConfigCommand.class,
      StageCommands.DatasetStage.class,
      StageCommands.EmbedStage.class,
      StageCommands.NeighborsStage.class,
      TermsCommand.class,
      StageCommands.ExamplesStage.class,
      StageCommands.TrainStage.class,
      StageCommands.PriorStage.class,
      TermReportCommand.class,
      CodesCommand.class,
      CompressCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  grlm demo                                  fit, judge and ask a made-up shop, in minutes",
      "  grlm fit --data DIR --out RUN              the same for your own data",
      "  grlm convert --from DUMP --out DIR          foreign data into the folder that fit reads",
      "  grlm recommend --run RUN --user ID -k 10   what next for a user",
      "  grlm evaluate --run RUN                    the metrics again, beside the floor",
      "  grlm config                                every setting: default, range, meaning",
      "  grlm serve --run RUN                       answers over HTTP, and a page"
    })
final class GrlmCommand implements Callable<Integer> {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "After a failure, print where it happened as well.")
  boolean verbose;

  @Spec CommandSpec spec = CommandSpec.create();

  /// Without a verb there is nothing to do but to say which verbs there are.
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return spec.exitCodeOnInvalidInput();
  }
}

package dev.grlm.cli;

import dev.grlm.io.RunListener;
import dev.grlm.process.ProcessSettings;
import dev.grlm.process.Processes;
import dev.grlm.run.Grlm;
import dev.grlm.run.RunConfig;
import dev.grlm.run.RunStages;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The single stages of `fit`, one verb each.
final class StageCommands {
  private StageCommands() {}

  /// What the stages have in common.
  abstract static class Stage implements Callable<Integer>, Stop.Stoppable {
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
    Path run = Path.of(".");

    @Option(
        names = "--replace",
        description = "Where RUN holds a finished run that would come out otherwise: make it anew.")
    boolean replace;

    @Mixin ConfigOptions options = new ConfigOptions();

    abstract void work(RunStages stages) throws IOException;

    RunConfig base() throws IOException {
      return Grlm.configOf(Systems.ALL, run);
    }

    /// Settings of options that only this stage has.
    List<String> further() {
      return List.of();
    }

    @Override
    public Integer call() throws IOException {
      Optional<ProcessSettings> place = place();
      RunConfig config = options.over(base(), further());
      boolean reports = place.isEmpty() || place.get().rank() == 0;
      try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
        RunListener listener = reports ? progress : RunListener.silent();
        if (reports) {
          options.sayUnread(config, spec.name(), progress);
        }
        work(
            new RunStages(
                new RunFolder(run), config, inputs(), listener, FitCommand.ifFinished(replace)));
      }
      return 0;
    }

    @Override
    public String kept() {
      return FitCommand.keptIn(run);
    }

    /// What the stage is given beside the run.
    SystemRun.Inputs inputs() {
      return place().map(SystemRun.Inputs::of).orElse(SystemRun.Inputs.NONE);
    }

    /// The place of this process among several. Most stages know of one only.
    Optional<ProcessSettings> place() {
      ProcessOptions.refuseSeveral(spec);
      return Optional.empty();
    }
  }

  @Command(
      name = "dataset",
      mixinStandardHelpOptions = true,
      description = "Stage 1: read a data folder into a run.",
      footer = {"", "Example:", "  grlm dataset --data runs/demo/shop --run runs/steps"})
  static final class DatasetStage extends Stage {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Input folder.")
    Path data = Path.of(".");

    @Override
    RunConfig base() {
      return RunConfig.defaults(Systems.ALL);
    }

    @Override
    void work(RunStages stages) throws IOException {
      stages.dataset(data);
    }
  }

  @Command(
      name = "embed",
      mixinStandardHelpOptions = true,
      description = "Stage 2: item texts to embeddings.",
      footer = {"", "Example:", "  grlm embed --run runs/steps --set embedding.dimensions=256"})
  static final class EmbedStage extends Stage {
    @Override
    void work(RunStages stages) throws IOException {
      stages.embed();
    }
  }

  @Command(
      name = "neighbors",
      mixinStandardHelpOptions = true,
      description = "Stage 3: the nearest neighbors of every item.",
      footer = {"", "Example:", "  grlm neighbors --run runs/steps --set neighbors.k=30"})
  static final class NeighborsStage extends Stage {
    @Override
    void work(RunStages stages) throws IOException {
      stages.neighbors();
    }
  }

  /// A stage that several systems may have, each its own.
  abstract static class OfSystem extends Stage {
    @Option(
        names = "--system",
        paramLabel = "NAME",
        description = "Whose stage it is; default: the first system of the run.")
    @Nullable String system;

    String system() throws IOException {
      RunConfig config = Grlm.configOf(Systems.ALL, run);
      if (system != null && !config.fitted().contains(system)) {
        throw new ParameterException(
            spec.commandLine(),
            "--system: the run fits " + config.fitted() + ", not '" + system + "'");
      }
      return system == null ? config.fitted().getFirst() : system;
    }
  }

  @Command(
      name = "examples",
      mixinStandardHelpOptions = true,
      description = "Stage 5: the training samples, as train reads them and as a person can.",
      footer = {"", "Example:", "  grlm examples --run runs/steps"})
  static final class ExamplesStage extends OfSystem {
    @Override
    void work(RunStages stages) throws IOException {
      stages.stage(system(), "examples");
    }
  }

  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Stage 6: train the model; goes on where an interrupted training stopped.",
      footer = {
        "",
        "On several hosts, or several cards of one, each process is started by what you have, with",
        "RANK, WORLD_SIZE, LOCAL_RANK, MASTER_ADDR and MASTER_PORT set and RUN on a disk that all",
        "share; a process takes the card LOCAL_RANK.",
        "",
        "Examples:",
        "  grlm train --run runs/steps",
        "  grlm train --run runs/steps --processes 2 --set workers=1"
      })
  static final class TrainStage extends OfSystem {
    @Mixin ProcessOptions processes = new ProcessOptions();

    @Override
    public Integer call() throws IOException {
      Processes.endWithLauncher();
      if (!processes.launches()) {
        return super.call();
      }
      var _ = options.over(base()); // what is wrong with the usage is said once
      processes.launch();
      return 0;
    }

    @Override
    Optional<ProcessSettings> place() {
      return processes.place();
    }

    @Override
    void work(RunStages stages) throws IOException {
      Optional<ProcessSettings> place = place();
      try {
        stages.stage(system(), "train");
      } catch (IllegalStateException failure) {
        if (place.isPresent() && Thread.currentThread().isInterrupted()) {
          // Who stops this process says why; what its exchange makes of that is noise.
          throw new IllegalStateException(
              "process %d of %d was stopped".formatted(place.get().rank(), place.get().size()),
              failure);
        }
        throw failure;
      }
    }
  }

  @Command(
      name = "prior",
      mixinStandardHelpOptions = true,
      description = "Stage 7: weigh what is counted and compared against what the model says.",
      footer = {
        "",
        "Weights are fitted to validation. --set grlm.prior.signals=[] leaves the model alone.",
        "",
        "Example:",
        "  grlm prior --run runs/steps"
      })
  static final class PriorStage extends OfSystem {
    @Override
    void work(RunStages stages) throws IOException {
      stages.stage(system(), "prior");
    }
  }
}

package dev.grlm.cli;

import dev.grlm.run.Grlm;
import dev.grlm.run.GrlmConfig;
import dev.grlm.run.RunFolder;
import dev.grlm.run.Stages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The single stages of `fit`, one verb each.
final class StageCommands {
  private StageCommands() {}

  /// What the stages have in common.
  abstract static class Stage implements Callable<Integer> {
    @Spec CommandSpec spec = CommandSpec.create();

    @Option(names = "--run", required = true, paramLabel = "RUN", description = "Run folder.")
    Path run = Path.of(".");

    @Mixin ConfigOptions options = new ConfigOptions();

    abstract void work(Stages stages) throws IOException;

    GrlmConfig base() throws IOException {
      return Grlm.configOf(run);
    }

    @Override
    public Integer call() throws IOException {
      try (var progress = new ProgressPrinter(spec.commandLine().getErr())) {
        work(new Stages(new RunFolder(run), options.over(base()), progress));
      }
      return 0;
    }
  }

  @Command(
      name = "dataset",
      mixinStandardHelpOptions = true,
      description = "Stage 1: read a data folder into a run.",
      footer = {"", "Example:", "  grlm dataset --data shop --run runs/shop"})
  static final class DatasetStage extends Stage {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Input folder.")
    Path data = Path.of(".");

    @Override
    GrlmConfig base() {
      return GrlmConfig.DEFAULT;
    }

    @Override
    void work(Stages stages) throws IOException {
      stages.dataset(data);
    }
  }

  @Command(
      name = "embed",
      mixinStandardHelpOptions = true,
      description = "Stage 2: item texts to embeddings.",
      footer = {"", "Example:", "  grlm embed --run runs/shop --set embedding.dimensions=256"})
  static final class EmbedStage extends Stage {
    @Override
    void work(Stages stages) throws IOException {
      stages.embed();
    }
  }

  @Command(
      name = "neighbors",
      mixinStandardHelpOptions = true,
      description = "Stage 3: the nearest neighbors of every item.",
      footer = {"", "Example:", "  grlm neighbors --run runs/shop --set neighbors.k=20"})
  static final class NeighborsStage extends Stage {
    @Override
    void work(Stages stages) throws IOException {
      stages.neighbors();
    }
  }

  @Command(
      name = "terms",
      mixinStandardHelpOptions = true,
      description = "Stage 4: a Term ID for every item.",
      footer = {
        "",
        "Examples:",
        "  grlm terms --run runs/shop",
        "  grlm terms --run runs/shop --term-ids given.tsv",
        "  grlm terms --run runs/shop --set terms.neighbors=0    without context"
      })
  static final class TermsStage extends Stage {
    @Option(
        names = "--term-ids",
        paramLabel = "FILE",
        description = "Term IDs to take as they are; default: extract them.")
    @Nullable Path termIds;

    @Override
    void work(Stages stages) throws IOException {
      stages.terms(termIds);
    }
  }

  @Command(
      name = "examples",
      mixinStandardHelpOptions = true,
      description = "Stage 5: the training samples as text, for people and other trainers.",
      footer = {"", "Example:", "  grlm examples --run runs/shop"})
  static final class ExamplesStage extends Stage {
    @Override
    void work(Stages stages) throws IOException {
      stages.examples();
    }
  }

  @Command(
      name = "train",
      mixinStandardHelpOptions = true,
      description = "Stage 6: train the model; goes on where an interrupted training stopped.",
      footer = {"", "Example:", "  grlm train --run runs/shop --preset flat"})
  static final class TrainStage extends Stage {
    @Override
    void work(Stages stages) throws IOException {
      stages.train();
    }
  }
}

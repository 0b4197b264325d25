package dev.grlm.run;

import dev.grlm.codec.InstructionCodec;
import dev.grlm.codec.InstructionPrompts;
import dev.grlm.codec.InstructionPrompts.Layout;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.MemoryCheck;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.nn.LowRank;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.tensor.Placement;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Fine-tuning, saving and loading of a published checkpoint. The model folder is a Hugging Face
/// folder with the checkpoint's own tokenizer files; `instructions.json` beside them says how
/// prompts are written.
final class CheckpointModel {
  private static final String INSTRUCTIONS = "instructions.json";

  private CheckpointModel() {}

  /// What `instructions.json` says.
  private record Instructions(
      Layout layout,
      boolean titles,
      int descriptionLength,
      int historyItems,
      int longest,
      double titleWeight) {

    static Instructions of(CheckpointConfig config) {
      return new Instructions(
          config.layout(),
          config.titles(),
          config.descriptionLength(),
          config.historyItems(),
          config.longest(),
          config.titleWeight());
    }

    InstructionPrompts prompts(Dataset dataset, Identifiers identifiers) {
      return new InstructionPrompts(
          dataset.catalog(), identifiers, layout, titles, descriptionLength);
    }

    InstructionCodec codec(
        Path folder, Dataset dataset, Identifiers identifiers, BytePairTokenizer tokenizer)
        throws IOException {
      var prompts =
          new InstructionPrompts(dataset.catalog(), identifiers, layout, titles, descriptionLength);
      return new InstructionCodec(
          prompts,
          identifiers,
          tokenizer,
          ChatTemplate.load(folder, tokenizer),
          new InstructionCodec.Settings(historyItems, longest, titleWeight));
    }
  }

  /// What can be known before the first stage.
  ///
  /// @throws IOException in one line, when the preset fine-tunes a checkpoint and there is none
  static void require(GrlmConfig config) throws IOException {
    if (config.tunesCheckpoint()) {
      String named = config.checkpoint().checkpoint();
      if (named.isEmpty() || !Files.isRegularFile(Path.of(named).resolve("config.json"))) {
        throw new IOException(
            "the preset %s fine-tunes a checkpoint; --checkpoint must name its folder, is '%s'"
                .formatted(config.preset().word(), named));
      }
    }
  }

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(INSTRUCTIONS));
  }

  static TrainingResult train(
      Dataset dataset, Identifiers identifiers, GrlmConfig config, TrainingJob job, Path folder)
      throws IOException {
    CheckpointConfig settings = config.checkpoint();
    Path checkpoint = Path.of(settings.checkpoint());
    Instructions instructions = Instructions.of(settings);
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(checkpoint)) {
      InstructionCodec codec = instructions.codec(checkpoint, dataset, identifiers, tokenizer);
      List<TokenSample> samples = samples(dataset, codec, settings);
      requireMemory(checkpoint, config.placement(), training(settings, samples));
      try (Qwen3 model = Qwen3.load(checkpoint, config.placement(), 0)) {
        if (settings.method() == CheckpointConfig.Method.LORA) {
          var adapters =
              new LowRank.Config(settings.rank(), settings.alpha(), 0, settings.targets());
          model.adapt(adapters, config.seed());
        }
        TrainingResult result =
            new Trainer<>(
                    new TokenObjective(model, settings.gradientCheckpointing()),
                    trainer(config, settings, samples),
                    job.progress(),
                    job.exchange())
                .train(
                    samples,
                    _ -> job.validation().score(new FittedModel(model, codec, () -> {})),
                    job.checkpoints());
        if (!job.writes()) {
          return result;
        }
        if (settings.method() == CheckpointConfig.Method.LORA) {
          model.merge();
        }
        model.save(folder);
        tokenizer.save(folder);
        Json.write(folder.resolve(INSTRUCTIONS), instructions);
        return result;
      }
    }
  }

  private static MemoryUse training(CheckpointConfig settings, List<TokenSample> samples) {
    int longest = 1;
    long tokens = 0;
    long targets = 0;
    for (TokenSample sample : samples) {
      longest = Math.max(longest, sample.tokens().length);
      tokens += sample.tokens().length;
      targets += sample.targets();
    }
    int pass = (int) Math.max(longest, Math.min(settings.microTokens(), tokens));
    int predicted = (int) Math.min(pass, Math.ceilDiv(pass * targets, Math.max(1, tokens)));
    var shape = new MemoryUse.Pass(pass, longest, predicted, settings.gradientCheckpointing(), 1);
    return switch (settings.method()) {
      case FULL -> new MemoryUse.Full(shape);
      case LORA -> new MemoryUse.Lora(settings.rank(), Set.copyOf(settings.targets()), shape);
    };
  }

  /// Memory is said first: a machine that swaps, or a process that is killed for it, says nothing.
  private static void requireMemory(Path folder, Placement placement, MemoryUse use)
      throws IOException {
    Qwen3Config shape = Qwen3Config.read(folder.resolve("config.json"));
    try {
      MemoryCheck.require(shape, placement, use);
    } catch (IllegalStateException tooLarge) {
      throw new IOException(folder + ": " + tooLarge.getMessage(), tooLarge);
    }
  }

  /// One worker with all the cores in its products: gradients and activations of a checkpoint are
  /// too large to be held once for each.
  private static TrainerConfig trainer(
      GrlmConfig config, CheckpointConfig settings, List<TokenSample> samples) {
    TrainingConfig training = settings.training();
    double targets = samples.stream().mapToInt(TokenSample::targets).average().orElse(1);
    int batch = (int) Math.max(1, Math.round(training.batch() * targets));
    int threads = config.placement().device().cuda() ? 1 : config.workers();
    return training
        .withBatch(batch)
        .trainer(1, config.seed())
        .with(new TrainerConfig.Pace(0, settings.checkpointEvery(), 0))
        .with(new TrainerConfig.Footprint(settings.microTokens(), threads));
  }

  private static List<TokenSample> samples(
      Dataset dataset, InstructionCodec codec, CheckpointConfig settings) {
    return tasks(settings).stream()
        .flatMap(task -> task.examples(dataset))
        .map(codec::sample)
        .toList();
  }

  /// One sample per user, the newest items; only where one item of it is learnt, all windows.
  static List<Task> tasks(CheckpointConfig settings) {
    boolean newestOnly = settings.layout() != Layout.ANSWER;
    Task sequences = new UserSequencePrediction(settings.historyItems() - 1, newestOnly);
    return settings.naming() ? List.of(sequences, new TermInternalization()) : List.of(sequences);
  }

  static InstructionPrompts prompts(
      CheckpointConfig settings, Dataset dataset, Identifiers identifiers) {
    return Instructions.of(settings).prompts(dataset, identifiers);
  }

  static FittedModel load(Path folder, Dataset dataset, Identifiers identifiers, GrlmConfig config)
      throws IOException {
    Placement placement = config.placement();
    Instructions instructions = Json.read(folder.resolve(INSTRUCTIONS), Instructions.class);
    BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
    try {
      InstructionCodec codec = instructions.codec(folder, dataset, identifiers, tokenizer);
      requireMemory(
          folder,
          placement,
          new MemoryUse.Decoding(
              config.checkpoint().requests() * config.workers(),
              config.decoding().beams(),
              instructions.longest(),
              codec.length()));
      Qwen3 model = Qwen3.load(folder, placement, 0);
      return new FittedModel(
          model,
          codec,
          () -> {
            model.close();
            tokenizer.close();
          });
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
  }

  /// The files that make up the model, its shards among them once they are written.
  ///
  /// @throws UncheckedIOException naming the folder, when it cannot be listed
  static List<Path> files(Path folder) {
    var files = new ArrayList<Path>();
    for (String name : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
      files.add(folder.resolve(name));
    }
    files.add(folder.resolve(INSTRUCTIONS));
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(file -> file.getFileName().toString().contains(".safetensors"))
            .sorted()
            .forEach(files::add);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(folder + ": cannot be listed", unreadable);
      }
    }
    return files;
  }
}

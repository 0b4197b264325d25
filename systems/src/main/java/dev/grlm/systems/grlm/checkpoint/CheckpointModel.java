package dev.grlm.systems.grlm.checkpoint;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.InstructionCodec;
import dev.grlm.codec.InstructionPrompts;
import dev.grlm.codec.InstructionPrompts.Layout;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.finetuning.CheckpointFolder;
import dev.grlm.finetuning.FineTuning;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.model.CollaborativeConfig;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.tensor.Placement;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The model of the recipes `qwen3` and `qwen3-parity`: a published checkpoint, fine-tuned. Its
/// folder is a Hugging Face folder with the checkpoint's own tokenizer files; `instructions.json`
/// beside them says how prompts are written.
public record CheckpointModel(String recipe, CheckpointConfig config, RunSettings run)
    implements TermModel {
  private static final String INSTRUCTIONS = "instructions.json";
  private static final String NEW_TOKENS = "newTokens";
  private static final String TITLES_AT_INFERENCE = "titlesAtInference";

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

    /// @param asked by which settings a model is asked, be it taught or not
    InstructionCodec codec(
        Path folder,
        Dataset dataset,
        Identifiers identifiers,
        BytePairTokenizer tokenizer,
        CheckpointConfig asked)
        throws IOException {
      var prompts =
          new InstructionPrompts(dataset.catalog(), identifiers, layout, titles, descriptionLength);
      return new InstructionCodec(
          asked.titlesAtInference() ? prompts : prompts.askingWithoutTitles(),
          identifiers,
          tokenizer,
          ChatTemplate.load(folder, tokenizer),
          new InstructionCodec.Settings(historyItems, longest, titleWeight, asked.newTokens()));
    }
  }

  @Override
  public void require() throws IOException {
    var _ = CheckpointFolder.require(recipe, config.checkpoint());
  }

  private CheckpointFolder checkpoint() {
    return new CheckpointFolder(Path.of(config.checkpoint()));
  }

  @Override
  public Object settings() throws IOException {
    return new TreeMap<>(
        Map.of(
            "settings",
            LaterSettings.told(config, notOfTraining()),
            "checkpoint",
            checkpoint().fingerprint()));
  }

  /// Validation asks under the trie, which no limit of tokens touches.
  private Set<String> notOfTraining() {
    var keys = new TreeSet<>(unsaid());
    keys.add(NEW_TOKENS);
    if (config.titlesAtInference()) {
      keys.add(TITLES_AT_INFERENCE);
    }
    return keys;
  }

  @Override
  public Map<String, Object> asked() {
    var asked = new TreeMap<String, Object>();
    if (config.newTokens() > 0) {
      asked.put(NEW_TOKENS, config.newTokens());
    }
    if (!config.titlesAtInference()) {
      asked.put(TITLES_AT_INFERENCE, false);
    }
    return asked;
  }

  @Override
  public Set<String> unread() {
    var keys = new TreeSet<>(TermModel.super.unread());
    if (!config.titles()) {
      keys.addAll(Set.of(TITLES_AT_INFERENCE, "titleWeight"));
    }
    return keys;
  }

  /// The checkpoint's tokenizer decides how much of a history fits.
  @Override
  public Object exampleSettings() throws IOException {
    var settings =
        new TreeMap<String, Object>(
            Map.of(
                "instructions", Instructions.of(config),
                "naming", config.naming(),
                "tokenizer", checkpoint().tokenizerFingerprint()));
    settings.putAll(collaborativeExamples());
    return settings;
  }

  @Override
  public CollaborativeConfig collaborative() {
    return config.collaborative();
  }

  @Override
  public boolean onCard() {
    return true;
  }

  @Override
  public int batch() {
    return config.requests();
  }

  /// One sample per user, the newest items; only where one item of it is learnt, all windows.
  @Override
  public boolean scoresItems() {
    return false;
  }

  @Override
  public List<Task> tasks() {
    boolean newestOnly = config.layout() != Layout.ANSWER;
    Task sequences = new UserSequencePrediction(config.historyItems() - 1, newestOnly);
    return config.naming() ? List.of(sequences, new TermInternalization()) : List.of(sequences);
  }

  @Override
  public Renderings renderings(Dataset dataset, Identifiers identifiers) throws IOException {
    Path checkpoint = checkpoint().path();
    BytePairTokenizer tokenizer = BytePairTokenizer.load(checkpoint);
    try {
      return new InstructionRenderings(
          Instructions.of(config).codec(checkpoint, dataset, identifiers, tokenizer, config),
          tokenizer);
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
  }

  private record InstructionRenderings(InstructionCodec codec, BytePairTokenizer tokenizer)
      implements Renderings {
    @Override
    public Example shown(Example example) {
      return codec.shown(example);
    }

    @Override
    public String prompt(Example example) {
      return codec.learnt(example).question();
    }

    @Override
    public String target(Example example) {
      return codec.learnt(example).answerText();
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }

  @Override
  public TrainingResult train(
      Lesson lesson, Optional<EarlierModel> earlier, TrainingJob job, Path folder)
      throws IOException {
    TermModel.refuse(earlier, recipe);
    CheckpointFolder source = checkpoint();
    Path checkpoint = source.path();
    Instructions instructions = Instructions.of(config);
    FineTuning tuning = config.tuning();
    Placement placement = job.shared().placement();
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(checkpoint)) {
      InstructionCodec codec =
          instructions.codec(checkpoint, lesson.dataset(), lesson.identifiers(), tokenizer, config);
      List<TokenSample> samples =
          lesson.examples().stream()
              .map(example -> collaborative().weighed(example, codec.sample(example)))
              .toList();
      source.requireMemory(source.shape(), placement, tuning.memory(samples));
      var search = TermSearch.of(lesson.dataset(), lesson.identifiers(), run.decoding(), batch());
      try (Qwen3 model = Qwen3.load(checkpoint, placement, 0)) {
        tuning.adapt(model, run.seed());
        TrainingResult result =
            tuning.train(
                new TokenObjective(model, config.gradientCheckpointing()),
                samples,
                _ -> {
                  IdentifierGenerator<?> generator =
                      search.generator(new FittedModel<>(model, codec, () -> {}));
                  return job.validation().applyAsDouble(search.constrained(generator, _ -> {}));
                },
                job,
                run);
        if (!job.writes()) {
          return result;
        }
        tuning.save(model, folder);
        tokenizer.save(folder);
        Json.write(folder.resolve(INSTRUCTIONS), instructions);
        return result;
      }
    }
  }

  @Override
  public OpenTermModel open(Path folder, Dataset dataset, Identifiers identifiers)
      throws IOException {
    Placement placement = run.placement();
    Instructions instructions = Json.read(folder.resolve(INSTRUCTIONS), Instructions.class);
    BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
    try {
      InstructionCodec codec = instructions.codec(folder, dataset, identifiers, tokenizer, config);
      var source = new CheckpointFolder(folder);
      source.requireMemory(
          source.shape(),
          placement,
          new MemoryUse.Decoding(
              batch() * run.workers(),
              run.decoding().beams(),
              instructions.longest(),
              codec.room()));
      Qwen3 model = Qwen3.load(folder, placement, 0);
      return new OpenCheckpoint(
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

  private record OpenCheckpoint(Qwen3 model, InstructionCodec codec, Runnable release)
      implements OpenTermModel {
    @Override
    public FittedModel<?> fitted() {
      return new FittedModel<>(model, codec, release);
    }

    @Override
    public OpenTermModel grown(Catalog catalog, Identifiers identifiers) {
      InstructionCodec larger =
          codec.grown(codec.prompts().grown(catalog, identifiers), identifiers);
      return new OpenCheckpoint(model, larger, () -> {});
    }
  }

  @Override
  public List<Path> files(Path folder) {
    return new CheckpointFolder(folder).files(folder.resolve(INSTRUCTIONS));
  }
}

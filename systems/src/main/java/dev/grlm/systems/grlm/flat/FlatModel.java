package dev.grlm.systems.grlm.flat;

import dev.grlm.codec.FittedModel;
import dev.grlm.codec.Prompts;
import dev.grlm.codec.TokenCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.recommend.IdentifierGenerator;
import dev.grlm.system.LaterSettings;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.grlm.model.CollaborativeConfig;
import dev.grlm.systems.grlm.model.MarkRenderings;
import dev.grlm.systems.grlm.model.OpenTermModel;
import dev.grlm.systems.grlm.model.TermModel;
import dev.grlm.systems.grlm.model.TermSearch;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.text.SpecialTokens;
import dev.grlm.text.WordTokenizer;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The model of the recipe `flat`. Its folder is a Hugging Face folder; `prompt.json` beside it
/// says how prompts are written.
public record FlatModel(FlatConfig flat, RunSettings run) implements TermModel {
  private static final String PROMPT = "prompt.json";

  /// Words of one item that are shown; every one is a position of the sequence.
  private static final int LONGEST_TEXT = 32;

  private static final double ROPE_THETA = 10_000;

  /// What `prompt.json` says.
  private record PromptFile(
      List<String> words, List<String> textFields, int longestText, int historyItems) {}

  @Override
  public void require() {}

  @Override
  public Object settings() {
    return LaterSettings.told(flat, unsaid());
  }

  @Override
  public CollaborativeConfig collaborative() {
    return flat.collaborative();
  }

  @Override
  public Object exampleSettings() throws IOException {
    var settings =
        new TreeMap<String, Object>(
            Map.of(
                "window", flat.historyItems(),
                "naming", flat.naming(),
                "minimumWordItems", flat.minimumWordItems(),
                "longestText", LONGEST_TEXT,
                "textFields", run.textFields()));
    settings.putAll(collaborativeExamples());
    return settings;
  }

  @Override
  public boolean onCard() {
    return false;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public boolean scoresItems() {
    return false;
  }

  @Override
  public List<Task> tasks() {
    Task sequences = new UserSequencePrediction(flat.historyItems(), false);
    return flat.naming() ? List.of(sequences, new TermInternalization()) : List.of(sequences);
  }

  @Override
  public Renderings renderings(Dataset dataset, Identifiers identifiers) {
    return new MarkRenderings(new Prompts(dataset.catalog(), identifiers, words(dataset)));
  }

  private WordTable words(Dataset dataset) {
    return WordTable.of(dataset.catalog(), run.textFields(), flat.minimumWordItems(), LONGEST_TEXT);
  }

  @Override
  public TrainingResult train(
      Lesson lesson, Optional<EarlierModel> earlier, TrainingJob job, Path folder)
      throws IOException {
    TermModel.refuse(earlier, "flat");
    Identifiers identifiers = lesson.identifiers();
    WordTable words = words(lesson.dataset());
    var prompts = new Prompts(lesson.dataset().catalog(), identifiers, words);
    WordTokenizer tokenizer = tokenizer(identifiers, words);
    var codec = new TokenCodec(prompts, tokenizer, flat.historyItems(), identifiers.length());
    List<TokenSample> samples =
        lesson.examples().stream().map(example -> sample(example, prompts, tokenizer)).toList();
    var search = TermSearch.of(lesson.dataset(), identifiers, run.decoding(), batch());
    try (var model = new Qwen3(shape(identifiers, tokenizer), flat.dropout(), run.seed())) {
      TrainingResult result =
          job.train(
              new TokenObjective(model),
              flat.training().trainer(run.workers(), run.seed()),
              samples,
              _ -> {
                IdentifierGenerator<?> generator =
                    search.generator(new FittedModel<>(model, codec, () -> {}));
                return job.validation().applyAsDouble(search.constrained(generator, _ -> {}));
              });
      if (job.writes()) {
        model.save(folder);
        tokenizer.save(folder);
        Json.write(
            folder.resolve(PROMPT),
            new PromptFile(
                words.words(), words.textFields(), words.longest(), flat.historyItems()));
      }
      return result;
    }
  }

  private WordTokenizer tokenizer(Identifiers identifiers, WordTable words) {
    var vocabulary = new TreeSet<>(words.words());
    for (Identifier identifier : identifiers.groups().keySet()) {
      vocabulary.addAll(identifier.symbols());
    }
    var marks = new ArrayList<>(List.of(Prompts.USP, Prompts.GTI, Prompts.OPEN, Prompts.CLOSE));
    if (flat.collaborative().on()) {
      marks.add(Prompts.NEAR);
    }
    return WordTokenizer.of(SpecialTokens.with(marks.toArray(String[]::new)), vocabulary);
  }

  private Qwen3Config shape(Identifiers identifiers, WordTokenizer tokenizer) {
    int tokensPerItem = identifiers.length() + 2;
    int near = flat.collaborative().on() ? flat.collaborative().neighbors() + 1 : 1;
    int longest =
        Math.max((flat.historyItems() + 1) * tokensPerItem, LONGEST_TEXT + near * tokensPerItem);
    SpecialTokens specials = tokenizer.specials();
    return new Qwen3Config(
        tokenizer.size(),
        flat.hidden(),
        flat.intermediate(),
        flat.layers(),
        flat.heads(),
        flat.keyValueHeads(),
        flat.headSize(),
        longest + 2,
        ROPE_THETA,
        Qwen3Config.NORM_EPSILON,
        Qwen3Config.INITIALIZER_RANGE,
        true,
        tokenizer.id(specials.begin()),
        tokenizer.id(specials.end()),
        tokenizer.id(specials.padding()));
  }

  private TokenSample sample(Example example, Prompts prompts, WordTokenizer tokenizer) {
    String prompt = prompts.prompt(example);
    int[] tokens = tokenizer.encode(prompt + " " + prompts.target(example));
    var sample = new TokenSample(tokens, tokenizer.encode(prompt).length);
    return collaborative().weighed(example, sample);
  }

  @Override
  public OpenTermModel open(Path folder, Dataset dataset, Identifiers identifiers)
      throws IOException {
    PromptFile file = Json.read(folder.resolve(PROMPT), PromptFile.class);
    var words = new WordTable(file.words(), file.textFields(), file.longestText());
    var prompts = new Prompts(dataset.catalog(), identifiers, words);
    WordTokenizer tokenizer = WordTokenizer.load(folder);
    var codec = new TokenCodec(prompts, tokenizer, file.historyItems(), identifiers.length());
    Qwen3 model = Qwen3.load(folder, 0);
    return new OpenFlat(model, codec, model::close);
  }

  private record OpenFlat(Qwen3 model, TokenCodec codec, Runnable release)
      implements OpenTermModel {
    @Override
    public FittedModel<?> fitted() {
      return new FittedModel<>(model, codec, release);
    }

    @Override
    public OpenTermModel grown(Catalog catalog, Identifiers identifiers) {
      TokenCodec larger = codec.grown(codec.prompts().grown(catalog, identifiers));
      return new OpenFlat(model, larger, () -> {});
    }
  }

  @Override
  public List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        folder.resolve("tokenizer.json"),
        folder.resolve(PROMPT));
  }
}

package dev.grlm.run;

import dev.grlm.codec.Prompts;
import dev.grlm.codec.TokenCodec;
import dev.grlm.codec.WordTable;
import dev.grlm.data.Dataset;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.Qwen3Config;
import dev.grlm.lm.qwen3.TokenObjective;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.task.Example;
import dev.grlm.task.Task;
import dev.grlm.task.TermInternalization;
import dev.grlm.task.UserSequencePrediction;
import dev.grlm.text.SpecialTokens;
import dev.grlm.text.WordTokenizer;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Training, saving and loading of the `flat` preset. The model folder is a Hugging Face folder;
/// `prompt.json` beside it says how prompts are written.
final class FlatModel {
  /// `model_type` in config.json.
  static final String TYPE = "qwen3";

  private static final String PROMPT = "prompt.json";

  /// Words of one item that are shown; every one is a position of the sequence.
  private static final int LONGEST_TEXT = 32;

  private static final double ROPE_THETA = 10_000;

  private FlatModel() {}

  /// What `prompt.json` says.
  private record PromptFile(
      List<String> words, List<String> textFields, int longestText, int historyItems) {}

  static TrainingResult train(
      Dataset dataset, Identifiers identifiers, GrlmConfig config, TrainingJob job, Path folder)
      throws IOException {
    FlatConfig flat = config.flat();
    WordTable words =
        WordTable.of(dataset.catalog(), config.textFields(), flat.minimumWordItems(), LONGEST_TEXT);
    var prompts = new Prompts(dataset.catalog(), identifiers, words);
    WordTokenizer tokenizer = tokenizer(identifiers, words);
    var codec = new TokenCodec(prompts, tokenizer, flat.historyItems(), identifiers.length());
    List<TokenSample> samples = samples(dataset, prompts, tokenizer, flat);
    try (var model =
        new Qwen3(shape(flat, identifiers, tokenizer), flat.dropout(), config.seed())) {
      var trainer =
          new Trainer<>(
              new TokenObjective(model),
              flat.training().trainer(config.workers(), config.seed()),
              job.progress(),
              job.exchange());
      TrainingResult result =
          trainer.train(
              samples,
              _ -> job.validation().score(new FittedModel(model, codec, () -> {})),
              job.checkpoints());
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

  private static WordTokenizer tokenizer(Identifiers identifiers, WordTable words) {
    var vocabulary = new TreeSet<>(words.words());
    for (Identifier identifier : identifiers.groups().keySet()) {
      vocabulary.addAll(identifier.symbols());
    }
    return WordTokenizer.of(
        SpecialTokens.with(Prompts.USP, Prompts.GTI, Prompts.OPEN, Prompts.CLOSE), vocabulary);
  }

  private static Qwen3Config shape(
      FlatConfig flat, Identifiers identifiers, WordTokenizer tokenizer) {
    int tokensPerItem = identifiers.length() + 2;
    int longest = Math.max((flat.historyItems() + 1) * tokensPerItem, LONGEST_TEXT + tokensPerItem);
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

  private static List<TokenSample> samples(
      Dataset dataset, Prompts prompts, WordTokenizer tokenizer, FlatConfig flat) {
    var tasks = new ArrayList<Task>();
    tasks.add(new UserSequencePrediction(flat.historyItems(), false));
    if (flat.naming()) {
      tasks.add(new TermInternalization());
    }
    return tasks.stream()
        .flatMap(task -> task.examples(dataset))
        .map(example -> sample(example, prompts, tokenizer))
        .toList();
  }

  private static TokenSample sample(Example example, Prompts prompts, WordTokenizer tokenizer) {
    String prompt = prompts.prompt(example);
    int[] tokens = tokenizer.encode(prompt + " " + prompts.target(example));
    return new TokenSample(tokens, tokenizer.encode(prompt).length);
  }

  static FittedModel load(Path folder, Dataset dataset, Identifiers identifiers)
      throws IOException {
    PromptFile file = Json.read(folder.resolve(PROMPT), PromptFile.class);
    var words = new WordTable(file.words(), file.textFields(), file.longestText());
    var prompts = new Prompts(dataset.catalog(), identifiers, words);
    WordTokenizer tokenizer = WordTokenizer.load(folder);
    var codec = new TokenCodec(prompts, tokenizer, file.historyItems(), identifiers.length());
    Qwen3 model = Qwen3.load(folder, 0);
    return new FittedModel(model, codec, model::close);
  }

  static List<Path> files(Path folder) {
    return List.of(
        folder.resolve("config.json"),
        folder.resolve("model.safetensors"),
        folder.resolve("tokenizer.json"),
        folder.resolve(PROMPT));
  }
}

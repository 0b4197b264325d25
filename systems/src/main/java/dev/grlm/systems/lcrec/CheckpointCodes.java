package dev.grlm.systems.lcrec;

import dev.grlm.codec.FittedModel;
import dev.grlm.coded.CodeModel;
import dev.grlm.coded.OpenCodes;
import dev.grlm.coded.SearchedCodes;
import dev.grlm.decode.Among;
import dev.grlm.finetuning.CheckpointFolder;
import dev.grlm.finetuning.FineTuning;
import dev.grlm.fitting.TrainingJob;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.NewTokens;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenContext;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.system.RunSettings;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.Task;
import dev.grlm.tensor.Placement;
import dev.grlm.text.BytePairTokenizer;
import dev.grlm.text.ChatTemplate;
import dev.grlm.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The model of the recipe `qwen3`: a published checkpoint that learns codes as new words and is
/// asked by instructions. Its folder is a Hugging Face folder.
///
/// @param seed of the run
record CheckpointCodes(CheckpointCodesConfig config, long seed) implements CodeModel<TokenContext> {
  private CheckpointFolder checkpoint() {
    return new CheckpointFolder(Path.of(config.checkpoint()));
  }

  @Override
  public List<Task> tasks() {
    var tasks = new ArrayList<Task>();
    tasks.add(histories(LessonKind.SEQUENCE, Integer.MAX_VALUE));
    if (config.itemToCodes()) {
      tasks.add(items(LessonKind.ITEM_TO_CODES));
    }
    if (config.codesToItem()) {
      tasks.add(items(LessonKind.CODES_TO_TITLE));
      tasks.add(items(LessonKind.CODES_TO_DESCRIPTION));
    }
    Map<LessonKind, Integer> fused =
        new TreeMap<>(
            Map.of(
                LessonKind.NEXT_TITLE, config.nextTitles(),
                LessonKind.NEXT_DESCRIPTION, config.nextDescriptions(),
                LessonKind.TITLES_TO_CODES, config.titleHistories()));
    fused.forEach((kind, most) -> {
      if (most > 0) {
        tasks.add(histories(kind, most));
      }
    });
    return tasks;
  }

  private Task histories(LessonKind kind, int most) {
    return new HistoryLessons(kind, config.historyItems(), config.descriptionLength(), most, seed);
  }

  private Task items(LessonKind kind) {
    return new ItemLessons(kind, config.descriptionLength());
  }

  private Question question(SearchedCodes codes) {
    return new Question(new ItemWords(codes.dataset().catalog(), config.descriptionLength()));
  }

  @Override
  public ExampleFile.Rendering rendering(SearchedCodes codes) {
    return new LessonRendering(question(codes), codes.identifiers(), new Templates());
  }

  @Override
  public Object exampleSettings() {
    return new TreeMap<>(
        Map.of(
            "historyItems", config.historyItems(),
            "descriptionLength", config.descriptionLength(),
            "itemToCodes", config.itemToCodes(),
            "codesToItem", config.codesToItem(),
            "nextTitles", config.nextTitles(),
            "nextDescriptions", config.nextDescriptions(),
            "titleHistories", config.titleHistories(),
            "seed", seed));
  }

  @Override
  public Object settings() throws IOException {
    return new TreeMap<>(
        Map.of(
            "settings", config,
            "checkpoint", checkpoint().fingerprint(),
            "tokenizer", checkpoint().tokenizerFingerprint()));
  }

  @Override
  public boolean onCard() {
    return true;
  }

  /// As published: what it gives to words that lead nowhere falls to none that do.
  @Override
  public Among among() {
    return Among.ALL;
  }

  @Override
  public int batch() {
    return config.requests();
  }

  private LessonCodec codec(
      SearchedCodes codes, Path folder, BytePairTokenizer tokenizer, int historyItems)
      throws IOException {
    return new LessonCodec(
        question(codes),
        new Templates(),
        new CodeWords(levels(codes), codes.identifiers(), tokenizer),
        tokenizer,
        ChatTemplate.load(folder, tokenizer),
        historyItems,
        codes.identifiers().length(),
        config.longest(),
        seed);
  }

  private List<List<String>> levels(SearchedCodes codes) {
    return codes.codec(config.historyItems()).symbolTables();
  }

  @Override
  public TrainingResult train(
      SearchedCodes codes, List<Example> examples, TrainingJob job, Path folder)
      throws IOException {
    CheckpointFolder source = checkpoint();
    FineTuning tuning = config.tuning();
    RunSettings run = job.shared();
    Placement placement = run.placement();
    List<String> words = CodeWords.words(levels(codes));
    try (BytePairTokenizer tokenizer = BytePairTokenizer.load(source.path(), words)) {
      LessonCodec codec = codec(codes, source.path(), tokenizer, config.historyItems());
      List<Lesson> lessons = lessons(examples, codec);
      codec.requireRoom(lessons);
      Iterable<TokenSample> first =
          () -> lessons.stream().map(lesson -> codec.sample(lesson, 0)).iterator();
      var tokens = new NewTokens(tokenizer.size() - words.size(), words.size(), seed);
      source.requireMemory(
          source.shape().grown(tokenizer.size()), placement, tuning.memory(first, tokens));
      try (Qwen3 model = Qwen3.load(source.path(), placement, 0, tokens)) {
        tuning.adapt(model, tokens, seed);
        TrainingResult result =
            tuning.train(
                new LessonObjective(model, codec, config.gradientCheckpointing()),
                lessons,
                codes.validation(new FittedModel<>(model, codec, () -> {}), job),
                job,
                run);
        if (job.writes()) {
          tuning.save(model, folder);
          tokenizer.save(folder);
          codes.writeSymbols(folder, config.historyItems());
        }
        return result;
      }
    }
  }

  private static List<Lesson> lessons(List<Example> examples, LessonCodec codec) {
    var lessons = new ArrayList<Lesson>();
    for (Example example : examples) {
      lessons.add(new Lesson(lessons.size(), example, codec.targets(example)));
    }
    return lessons;
  }

  @Override
  public List<Path> files(Path folder) {
    return new CheckpointFolder(folder).files(SearchedCodes.symbols(folder));
  }

  @Override
  public OpenCodes<TokenContext> open(SearchedCodes codes, Path folder, RunSettings run)
      throws IOException {
    int historyItems = codes.readSymbols(folder);
    BytePairTokenizer tokenizer = BytePairTokenizer.load(folder);
    try {
      LessonCodec codec = codec(codes, folder, tokenizer, historyItems);
      var source = new CheckpointFolder(folder);
      source.requireMemory(
          source.shape(),
          run.placement(),
          new MemoryUse.Decoding(
              batch() * run.workers(), run.decoding().beams(), config.longest(), codec.length()));
      Qwen3 model = Qwen3.load(folder, run.placement(), 0);
      var fitted =
          new FittedModel<>(
              model,
              codec,
              () -> {
                model.close();
                tokenizer.close();
              });
      return new OpenCodes<>(fitted, levels(codes), (_, all) -> codec.grown(all));
    } catch (IOException | RuntimeException failure) {
      tokenizer.close();
      throw failure;
    }
  }
}

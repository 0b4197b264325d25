package dev.grlm.systems.lcrec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.Split;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.finetuning.Method;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.lm.qwen3.MemoryUse;
import dev.grlm.lm.qwen3.NewTokens;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenSample;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.task.Example;
import dev.grlm.task.ExampleFile;
import dev.grlm.task.Task;
import dev.grlm.testkit.TinyBytePair;
import dev.grlm.text.BytePairTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The recipe `qwen3`: what is asked and learnt, and a small checkpoint that learns it.
class CheckpointCodesTest {
  private static final int ITEMS = TinyLessons.ITEMS;
  private static final LcRecSystem SYSTEM = new LcRecSystem();
  private static final Dataset CYCLIC = TinyLessons.CYCLIC;

  @TempDir Path folder;

  private static CheckpointCodesConfig config(Path checkpoint) {
    return CheckpointCodesConfig.DEFAULT
        .withCheckpoint(checkpoint.toString())
        .withHistoryItems(3)
        .withRequests(16)
        .withLongest(200);
  }

  private static Map<String, List<Example>> examples(CheckpointCodesConfig config, Dataset data) {
    var all = new TreeMap<String, List<Example>>();
    for (Task task : new CheckpointCodes(config, 1).tasks()) {
      all.put(task.name(), task.examples(data).toList());
    }
    return all;
  }

  @Test
  void everyTaskHasItsSamples() {
    Dataset data = TinyLessons.described();
    Map<String, List<Example>> all = examples(config(folder), data);
    // Histories of 6: 4 items are training, 3 of them follow others.
    List<Example> sequences = Objects.requireNonNull(all.get("sequence"));
    assertThat(sequences).hasSize(24 * 3);
    assertThat(sequences.get(2).items()).containsExactly(0, 1, 2, 3);
    assertThat(all.get("item-to-codes")).hasSize(ITEMS - 1);
    assertThat(all.get("codes-to-title")).hasSize(ITEMS - 1);
    assertThat(all.get("codes-to-description")).hasSize(5);
    assertThat(all.get("titles-to-codes")).hasSize(24 * 3);
    assertThat(all.get("next-title"))
        .hasSizeLessThan(24 * 3)
        .noneMatch(example -> example.items()[example.items().length - 1] == 5);
    assertThat(all.get("next-description"))
        .isNotEmpty()
        .allMatch(example -> example.items()[example.items().length - 1] < 5);
  }

  @Test
  void aPartOfTheFusedOnesIsDrawnAndTheRestSwitchedOff() {
    CheckpointCodesConfig some =
        config(folder)
            .withNextTitles(10)
            .withNextDescriptions(0)
            .withTitleHistories(72)
            .withItemToCodes(false)
            .withCodesToItem(false);
    Map<String, List<Example>> all = examples(some, CYCLIC);
    assertThat(all).containsOnlyKeys("sequence", "next-title", "titles-to-codes");
    assertThat(all.get("next-title")).hasSize(10).doesNotHaveDuplicates();
    assertThat(all.get("titles-to-codes")).hasSize(72);
  }

  @Test
  void examplesAreWrittenAsTheyAreAsked() throws IOException {
    var model = new CheckpointCodes(config(folder), 1);
    ExampleFile.Rendering rendering =
        model.rendering(TinyLessons.searched(TinyLessons.described()));
    var sequence = new Example("sequence", "u", new int[] {0, 7, 2});
    assertThat(rendering.prompt(sequence))
        .isEqualTo(
            "Somebody took these items, the oldest first: <a_0><b_0>, <a_3><b_1>. Which item"
                + " comes next?");
    assertThat(rendering.target(sequence)).isEqualTo("<a_1><b_0>");
    var titles = new Example("titles-to-codes", "u", new int[] {5, 7, 2});
    assertThat(rendering.prompt(titles)).contains("an item without a title, \"thing <a_0> 7\"");
    assertThat(rendering.target(new Example("codes-to-title", "i7", new int[] {7})))
        .isEqualTo("thing <a_0> 7");
  }

  @Test
  void aSampleIsTheQuestionInAChatAndItsAnswer() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 400);
      var example = new Example("sequence", "u", new int[] {0, 7, 2});
      var wordings = new HashSet<String>();
      for (int epoch = 0; epoch < 40; epoch++) {
        TokenSample sample = codec.sample(new Lesson(3, example, codec.targets(example)), epoch);
        assertThat(sample.targets()).isEqualTo(3);
        int[] answer =
            Arrays.copyOfRange(sample.tokens(), sample.firstTarget(), sample.tokens().length);
        assertThat(tokenizer.decode(answer)).isEqualTo("<a_1><b_0><|im_end|>");
        String asked = tokenizer.decode(Arrays.copyOf(sample.tokens(), sample.firstTarget()));
        assertThat(asked)
            .startsWith("<|im_start|>user\n")
            .contains("<a_0><b_0>, <a_3><b_1>")
            .endsWith("<|im_end|>\n<|im_start|>assistant\n");
        assertThat(sample.tokens()).contains(tokenizer.findAdded("<a_3>").orElseThrow());
        wordings.add(asked);
        assertThat(codec.sample(new Lesson(3, example, 3), epoch).tokens())
            .isEqualTo(sample.tokens());
      }
      assertThat(wordings).as("each of the wordings is drawn").hasSize(6);
    }
  }

  /// A title that reads like a code is words.
  @Test
  void noTextOfTheCatalogueBecomesACode() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 400);
      var example = new Example("codes-to-title", "i7", new int[] {7});
      assertThat(codec.answer(example))
          .isEqualTo(tokenizer.encodeText("thing <a_0> 7"))
          .doesNotContain(tokenizer.findAdded("<a_0>").orElseThrow());
    }
  }

  @Test
  void whatDoesNotFitIsShortened() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 60);
      for (String task : List.of("item-to-codes", "codes-to-description")) {
        var example = new Example(task, "i1", new int[] {1});
        for (int epoch = 0; epoch < 20; epoch++) {
          TokenSample sample = codec.sample(new Lesson(0, example, codec.targets(example)), epoch);
          assertThat(sample.tokens()).hasSizeLessThanOrEqualTo(60);
          assertThat(sample.targets()).isEqualTo(codec.targets(example));
        }
      }
      var history = new Example("titles-to-codes", "u", new int[] {1, 2, 3, 4});
      TokenSample sample = codec.sample(new Lesson(0, history, 3), 0);
      assertThat(sample.tokens()).hasSizeLessThanOrEqualTo(60);
      assertThat(tokenizer.decode(sample.tokens())).contains("thing <a_0> 3");
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 12)
                  .sample(new Lesson(0, history, 3), 0))
          .withMessageStartingWith("titles-to-codes 'u' needs ");
    }
  }

  /// Whatever is drawn fits, with something of each text that is asked by.
  @Test
  void longTitlesAreShortenedAfterDescriptions() throws IOException {
    Dataset data =
        TinyLessons.of(
            List.of(
                TinyLessons.item(0, "7 ".repeat(300), "9 ".repeat(300)),
                TinyLessons.item(1, "88", "9 ".repeat(300)),
                TinyLessons.item(2, "标题".repeat(100), "说明书".repeat(100)),
                TinyLessons.item(3, "last", "")));
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, data, 60);
      var both = new HashSet<String>();
      for (int epoch = 0; epoch < 40; epoch++) {
        assertThat(asked(codec, tokenizer, epoch, "item-to-codes", 0)).containsPattern("7|9");
        assertThat(asked(codec, tokenizer, epoch, "item-to-codes", 2)).containsPattern("标|说");
        both.add(asked(codec, tokenizer, epoch, "item-to-codes", 1));
        assertThat(asked(codec, tokenizer, epoch, "titles-to-codes", 1, 0, 3))
            .contains("7 7")
            .doesNotContain("88");
        assertThat(asked(codec, tokenizer, epoch, "titles-to-codes", 2, 3)).contains("标");
      }
      assertThat(both)
          .filteredOn(asked -> asked.contains("described as follows"))
          .as("a title that fits is left whole, and something of the description")
          .isNotEmpty()
          .allMatch(asked -> asked.contains("\"88\"") && asked.contains("9"));
    }
  }

  private static String asked(
      LessonCodec codec, BytePairTokenizer tokenizer, int epoch, String task, int... items) {
    var example = new Example(task, "x", items);
    TokenSample sample = codec.sample(new Lesson(3, example, codec.targets(example)), epoch);
    assertThat(sample.tokens()).hasSizeLessThanOrEqualTo(60);
    return tokenizer.decode(Arrays.copyOf(sample.tokens(), sample.firstTarget()));
  }

  /// The longest of the wordings, which epoch 0 of this sample does not draw, has no room.
  @Test
  void whatCannotFitIsKnownBeforeTheFirstEpoch() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec roomy = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 400);
      var example = new Example("sequence", "u", new int[] {0, 7});
      var lesson = new Lesson(3, example, roomy.targets(example));
      int[] lengths =
          IntStream.range(0, 40).map(e -> roomy.sample(lesson, e).tokens().length).toArray();
      int longest = IntStream.of(lengths).max().orElseThrow();
      int epoch =
          IntStream.range(0, 40).filter(e -> lengths[e] < longest).findFirst().orElseThrow();
      LessonCodec tight =
          TinyLessons.codec(folder, tokenizer, TinyLessons.described(), longest - 1);
      assertThat(tight.sample(lesson, epoch).tokens()).hasSize(lengths[epoch]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tight.requireRoom(List.of(lesson)))
          .withMessageStartingWith("sequence 'u' needs ");
      TinyLessons.codec(folder, tokenizer, TinyLessons.described(), longest)
          .requireRoom(List.of(lesson));
    }
  }

  /// Of two items that came after the fit, one has a code that is no word of the checkpoint.
  @Test
  void anItemWhoseCodesAreNoWordsIsLeftOutOfAHistory() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 400);
      assertThat(codec.readable(new int[] {3, 0, 3})).containsExactly(3, 0, 3);
      var all = new ArrayList<>(TinyLessons.codes().identifiers().all());
      all.add(Identifier.of("a3", "b7"));
      all.add(Identifier.of("a3", "b0"));
      LessonCodec grown = codec.grown(new Identifiers(all));
      assertThat(grown.readable(new int[] {ITEMS, 3, ITEMS + 1, ITEMS}))
          .containsExactly(3, ITEMS + 1);
      assertThat(grown.readable(new int[] {ITEMS})).isEmpty();
      assertThat(tokenizer.decode(grown.context(new int[] {3, ITEMS + 1}).tokens()))
          .contains("first: <a_1><b_1>, <a_3><b_0>. Which item comes next?");
    }
  }

  @Test
  void whatIsGeneratedIsReadByCodes() throws IOException {
    try (BytePairTokenizer tokenizer = TinyLessons.tokenizer(folder)) {
      LessonCodec codec = TinyLessons.codec(folder, tokenizer, TinyLessons.described(), 400);
      int[] symbols = codec.symbols(Identifier.of("a3", "b1"));
      assertThat(codec.identifier(symbols)).isEqualTo(Identifier.of("a3", "b1"));
      assertThat(codec.slot(symbols)).hasValue(1);
      int word = tokenizer.encodeText("item")[0];
      assertThat(codec.identifier(new int[] {symbols[0], word}).symbol(0)).isEqualTo("a3");
      assertThat(codec.slot(new int[] {symbols[0], word})).isEmpty();
      assertThat(codec.text(0, tokenizer.size() + 1)).isEqualTo("\uFFFD");
      assertThat(codec.spells(Identifier.of("a3", "b7"))).isFalse();
      assertThat(tokenizer.decode(codec.context(new int[] {0, 1, 7, 2}).tokens()))
          .contains("first: <a_0><b_1>, <a_3><b_1>, <a_1><b_0>. Which item comes next?");
    }
  }

  /// Two levels of codes on a circle; all weights, or adapters and the rows of the codes.
  @ParameterizedTest
  @EnumSource(Method.class)
  void whoGoesRoundInCirclesIsToldTheNextItem(Method method) throws IOException {
    int epochs = method == Method.FULL ? 35 : 60;
    CheckpointCodesConfig config =
        config(TinyLessons.checkpoint(folder))
            .withMethod(method)
            .withAdapterDropout(0)
            .withNextTitles(0)
            .withTitleHistories(0)
            .withCodesToItem(false)
            .withItemToCodes(false)
            .withGradientCheckpointing(method == Method.LORA)
            .withTraining(new TrainingConfig(epochs, 24, 1e-2, .05, .9, .99, 0, 1, epochs, 1));
    SystemRun<LcRecSettings> run = run(config);
    assertThat(fit(run))
        .contains(entry("tasks left out, which need the text of reviews: search, preference", 2L));
    int tokens = tokens(folder.resolve("checkpoint"));
    int added = tokens(run.model()) - tokens;
    assertThat(added).isBetween(6, 12);
    try (Qwen3 saved = Qwen3.load(run.model(), 0)) {
      assertThat(saved.config().vocabularySize()).isEqualTo(tokens + Math.max(3, added));
    }
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(system.rows()).extracting(Row::name).containsExactly("lc-rec", "lc-rec-free");
      for (Row row : system.rows()) {
        double recall =
            new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
                .objective(Metric.RECALL_1)
                .applyAsDouble(row.recommender());
        assertThat(recall).as("%s, %s", row.name(), method).isGreaterThan(.9);
      }
    }
  }

  private static int tokens(Path folder) throws IOException {
    try (var tokenizer = BytePairTokenizer.load(folder)) {
      return tokenizer.size();
    }
  }

  private SystemRun<LcRecSettings> run(CheckpointCodesConfig config) throws IOException {
    var files = new RunFolder(folder.resolve("run"));
    DatasetFiles.write(files.dataset(), CYCLIC);
    var values = new float[ITEMS * 2];
    for (int item = 0; item < ITEMS; item++) {
      double angle = 2 * Math.PI * item / ITEMS;
      values[item * 2] = (float) Math.cos(angle);
      values[item * 2 + 1] = (float) Math.sin(angle);
    }
    EmbeddingFiles.write(files.embeddings(), new Embeddings(ITEMS, 2, values));
    LcRecCodebookConfig codebook = LcRecSettings.DEFAULT.codebook();
    return new SystemRun<>(
        SYSTEM.name(),
        "qwen3",
        LcRecSettings.DEFAULT
            .withCodebook(
                codebook
                    .withLevels(2)
                    .withCodes(6)
                    .withRqVae(
                        new RqVaeConfig(List.of(8), 4, .25, 1, true, 6, 6, 1e-2, 0, 0, 1, 2)))
            .withLanguageModel(config),
        RunSettings.DEFAULT.withWorkers(1),
        files,
        new RunTables(files),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  private static SortedMap<String, Long> fit(SystemRun<LcRecSettings> run) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Stage stage : SYSTEM.stages(run)) {
      counts = stage.work().run();
      assertThat(stage.outputs().files()).allSatisfy(file -> assertThat(file).isRegularFile());
    }
    return counts;
  }

  /// All rows are weights already where all weights are trained.
  @Test
  void adaptersTakeMemoryForTheRowsOfCodesToo() {
    var samples = List.of(new TokenSample(new int[] {1, 2, 3}, 1));
    var tokens = new NewTokens(400, 8, 1);
    CheckpointCodesConfig config = config(folder);
    assertThat(config.withMethod(Method.LORA).tuning().memory(samples, tokens))
        .isInstanceOfSatisfying(MemoryUse.Lora.class, use -> assertThat(use.tokens()).isEqualTo(8));
    assertThat(config.tuning().memory(samples, tokens)).isEqualTo(config.tuning().memory(samples));
  }

  @Test
  void withoutACheckpointNothingIsBegun() throws IOException {
    SystemRun<LcRecSettings> run = run(CheckpointCodesConfig.DEFAULT);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SYSTEM.require(run))
        .withMessage(
            "the preset qwen3 fine-tunes a checkpoint; --checkpoint must name its folder, is ''");
  }

  @Test
  void aRequestForWordsAndAnotherTokenizerIsAnotherTraining() throws IOException {
    CheckpointCodesConfig config = config(TinyLessons.checkpoint(folder));
    String told = Json.line(new CheckpointCodes(config, 1).settings());
    assertThat(Json.line(new CheckpointCodes(config.withItemToCodes(false), 1).settings()))
        .isNotEqualTo(told);
    TinyBytePair.shop().write(folder.resolve("checkpoint"), TinyBytePair.Template.HYBRID);
    assertThat(Json.line(new CheckpointCodes(config, 1).settings())).isNotEqualTo(told);
  }
}

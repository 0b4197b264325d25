package dev.grlm.systems.gram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.data.Split;
import dev.grlm.decode.Among;
import dev.grlm.embed.EmbeddingFiles;
import dev.grlm.embed.Embeddings;
import dev.grlm.evaluate.EvaluationSettings;
import dev.grlm.evaluate.Evaluator;
import dev.grlm.evaluate.Metric;
import dev.grlm.fitting.TrainingConfig;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.neighbor.NeighborFiles;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.FittedStages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files.
class GramSystemTest {
  private static final GramSystem SYSTEM = new GramSystem();
  private static final int ITEMS = 12;

  @TempDir Path folder;

  /// Everybody goes round a ring of items; texts say which third of it one is in, and which it is.
  private static Dataset world() {
    Dataset cyclic = ToyWorlds.cyclic(ITEMS, 24, 9);
    List<String> thirds = List.of("mug", "table", "lamp");
    List<String> own = List.of("red", "blue", "green", "white");
    var items =
        cyclic.catalog().items().stream()
            .map(item -> {
              int place = Integer.parseInt(item.id());
              return Item.titled(item.id(), thirds.get(place / 4) + " " + own.get(place % 4));
            })
            .toList();
    return new Dataset(new Catalog(items), cyclic.histories(), cyclic.counts());
  }

  /// One direction for each third, with a little of each item's own.
  private static Embeddings texts() {
    var values = new float[ITEMS * 7];
    for (int item = 0; item < ITEMS; item++) {
      values[item * 7 + item / 4] = .8f;
      values[item * 7 + 3 + item % 4] = .6f;
    }
    return new Embeddings(ITEMS, 7, values);
  }

  private static GramSettings settings(int epochs) {
    var decoder =
        new GramDecoderConfig(
            true,
            16,
            1,
            1,
            2,
            32,
            6,
            .1,
            0,
            Among.BRANCHES,
            new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs));
    return new GramSettings(
        LexicalIdConfig.DEFAULT.withChildren(3).withDepth(3).withMinimumItems(1),
        SimilarConfig.DEFAULT.withItems(2).withWidth(8),
        List.of(0.),
        decoder,
        new PromptConfig(12, 1),
        new EncoderDecoderConfig(
            16,
            1,
            2,
            8,
            32,
            6,
            0,
            0,
            500,
            new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs)));
  }

  private SystemRun<GramSettings> run(String name, GramSettings settings) throws IOException {
    return run(name, "default", settings);
  }

  private SystemRun<GramSettings> run(String name, String recipe, GramSettings settings)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), world());
    EmbeddingFiles.write(run.embeddings(), texts());
    return new SystemRun<>(
        SYSTEM.name(),
        recipe,
        settings,
        RunSettings.DEFAULT,
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        RunListener.silent());
  }

  private static double validation(SystemRun<GramSettings> run, FittedSystem fitted)
      throws IOException {
    return new Evaluator(run.dataset(), EvaluationSettings.of(Split.VALIDATION, true))
        .objective(Metric.NDCG_10)
        .applyAsDouble(fitted.recommender());
  }

  @Test
  void itLearnsToSayTheWordsOfTheNextItem() throws IOException {
    SystemRun<GramSettings> run = run("learns", settings(40));
    FittedStages.fit(SYSTEM, run);
    try (FittedSystem fitted = SYSTEM.open(run, List.of())) {
      assertThat(validation(run, fitted)).isGreaterThan(.9);
      assertThat(fitted.rows().stream().map(Row::name)).containsExactly("gram", "gram-free");
      var names = ((Growing) fitted).identifiers();
      assertThat(names.groups()).hasSize(ITEMS);
      for (int item = 0; item < ITEMS; item++) {
        assertThat(names.of(item).symbol(0))
            .as("the widest cluster is the third of the ring")
            .isEqualTo(List.of("mug", "table", "lamp").get(item / 4));
      }
    }
  }

  /// Neither has anything to say of the next item but what it is called, which suffices here.
  @Test
  void itLearnsWithoutSimilarItemsAndTextsAndByFlatNames() throws IOException {
    GramSettings told = settings(100);
    GramSettings bare =
        told.withIds(told.ids().withKind(IdKind.FLAT))
            .withSimilar(told.similar().withItems(0))
            .withDecoder(told.decoder().withText(false).withHistoryLayers(0));
    SystemRun<GramSettings> run = run("bare", bare);
    assertThat(SYSTEM.stages(run).stream().map(Stage::verb))
        .containsExactly("words", "examples", "train");
    FittedStages.fit(SYSTEM, run);
    try (FittedSystem fitted = SYSTEM.open(run, List.of())) {
      assertThat(validation(run, fitted)).isGreaterThan(.9);
    }
  }

  @Test
  void itLearnsByEncodedPrompts() throws IOException {
    SystemRun<GramSettings> run = run("t5", "t5", settings(30));
    assertThat(SYSTEM.stages(run).stream().map(Stage::verb))
        .containsExactly("vectors", "similar", "prompts", "words", "examples", "train");
    FittedStages.fit(SYSTEM, run);
    try (FittedSystem fitted = SYSTEM.open(run, List.of())) {
      assertThat(validation(run, fitted)).isGreaterThan(.9);
    }
    Path prompts = run.folder().resolve("prompts.jsonl");
    List<String> lines = Files.readAllLines(prompts);
    assertThat(lines).hasSize(ITEMS).startsWith("{\"item\":\"0\",\"words\":[\"mug\",\"red\"]}");
    lines.set(1, lines.get(1).replace("blue", "grey"));
    Files.write(prompts, lines);
    assertThatIOException()
        .isThrownBy(() -> SYSTEM.open(run, List.of()))
        .withMessageStartingWith(run.model().resolve("config.json") + ": it is made for ")
        .withMessageEndingWith("; run the train stage again");
    Files.write(prompts, lines.subList(0, 3));
    assertThatIOException()
        .isThrownBy(() -> SYSTEM.open(run, List.of()))
        .withMessage(prompts + ":4: expected the words of item '3'; run the prompts stage again");
  }

  @Test
  void similarItemsAreThoseOfTrainingPositions() throws IOException {
    SystemRun<GramSettings> run = run("similar", settings(1).withLengthExponents(List.of(0., 1.)));
    FittedStages.fit(SYSTEM, run);
    Path file = run.folder().resolve("similar.tsv");
    int[][] similar = NeighborFiles.read(file, run.dataset().catalog()).items();
    assertThat(List.of(similar)).allMatch(others -> others.length == 2);
    assertThat(Json.read(run.folder().resolve("length.json")).at("/validation/tried")).hasSize(2);
    List<History> shorter =
        run.dataset().histories().stream().map(GramSystemTest::changedTargets).toList();
    SystemRun<GramSettings> other = run("other", settings(1));
    DatasetFiles.write(
        other.run().dataset(),
        new Dataset(run.dataset().catalog(), shorter, run.dataset().counts()));
    FittedStages.fit(SYSTEM, other);
    assertThat(other.folder().resolve("similar.tsv")).hasSameBinaryContentAs(file);
  }

  /// The last two items of everybody are others.
  private static History changedTargets(History history) {
    int[] items = history.items().clone();
    for (int place = items.length - 2; place < items.length; place++) {
      items[place] = (items[place] + 5) % ITEMS;
    }
    return new History(history.user(), items);
  }

  @Test
  void settingsAreRefusedBeforeAnyStage() {
    GramSettings told = settings(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told.withLengthExponents(List.of()))
        .withMessageContaining("lengthExponents");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told.withSimilar(told.similar().withItems(-1)))
        .withMessage("items must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told.withDecoder(told.decoder().withHeads(3)))
        .withMessageContaining("heads 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> told.withPrompts(new PromptConfig(0, 1)))
        .withMessage("tokens and minimumItems must be at least 1: 0, 1");
    assertThat(IdKind.parse("flat")).isEqualTo(IdKind.FLAT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdKind.parse("round"))
        .withMessage("unknown 'kind': 'round'; it is one of [hierarchical, flat]");
  }
}

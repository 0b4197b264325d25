package dev.grlm.systems.tiger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.codebook.CodebookConfig;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.QuantizerKind;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.coded.CodeDecoderConfig;
import dev.grlm.coded.EncoderDecoderConfig;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
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
import dev.grlm.lm.t5.T5;
import dev.grlm.recommend.BeamNode;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.Explaining;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Growing;
import dev.grlm.system.Identifying;
import dev.grlm.system.Naming;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import dev.grlm.system.Trained;
import dev.grlm.systems.FittedStages;
import dev.grlm.systems.StoppedInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The system through its stages and files.
class TigerSystemTest {
  private static final int ITEMS = 12;
  private static final Dataset CYCLIC = ToyWorlds.cyclic(ITEMS, 24, 9);
  private static final TigerSystem SYSTEM = new TigerSystem();
  private static final String DEFAULT = "default";
  private static final String ENCODER_DECODER = "t5-small-cpu";

  @TempDir Path folder;

  /// Two levels of three codes for items on a circle, of which always two lie at one place.
  private static TigerSettings settings(QuantizerKind quantizer, int epochs) {
    var rqVae = new RqVaeConfig(List.of(8), 4, .25, 1, false, 6, 6, 1e-2, 0, 0, 1, 2);
    return new TigerSettings(
        new CodebookConfig(quantizer, 2, 3, 20, Collisions.DIGIT, rqVae),
        new CodeDecoderConfig(
            16,
            1,
            2,
            32,
            16,
            6,
            .1,
            0,
            Among.BRANCHES,
            new TrainingConfig(epochs, 32, 1e-2, 0, .9, .99, 0, 1, 1, epochs)),
        new EncoderDecoderConfig(
            24,
            1,
            2,
            12,
            48,
            3,
            .1,
            0,
            0,
            new TrainingConfig(
                epochs, 24, 1e-2, .1, .9, .99, 0, 1, Math.max(1, epochs / 4), epochs)));
  }

  private static Embeddings circle(int items) {
    var values = new float[items * 2];
    for (int item = 0; item < items; item++) {
      int place = item / 2;
      double angle = 2 * Math.PI * place / (items / 2.0);
      values[item * 2] = (float) Math.cos(angle);
      values[item * 2 + 1] = (float) Math.sin(angle);
    }
    return new Embeddings(items, 2, values);
  }

  /// The recipe is the first word of the name.
  private SystemRun<TigerSettings> run(
      String name, TigerSettings settings, RunSettings shared, RunListener listener)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), CYCLIC);
    EmbeddingFiles.write(run.embeddings(), circle(ITEMS));
    return new SystemRun<>(
        SYSTEM.name(),
        name.split(" ", 2)[0],
        settings,
        shared,
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        listener);
  }

  private SystemRun<TigerSettings> fitted(String name, TigerSettings settings) throws IOException {
    SystemRun<TigerSettings> run = run(name, settings, RunSettings.DEFAULT, RunListener.silent());
    FittedStages.fit(SYSTEM, run);
    return run;
  }

  /// How the books are made is nothing to the other model.
  @ParameterizedTest
  @CsvSource({"default, K_MEANS", "default, RQ_VAE", "t5-small-cpu, K_MEANS"})
  void whoGoesRoundInCirclesIsToldTheNextItemEvenOfTwoAtOnePlace(
      String recipe, QuantizerKind quantizer) throws IOException {
    SystemRun<TigerSettings> run = fitted(recipe, settings(quantizer, 40));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      double recall =
          new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
              .objective(Metric.RECALL_1)
              .applyAsDouble(system.recommender());
      assertThat(recall).isEqualTo(1);
    }
  }

  @Test
  void aPersonCanReadTheCodesAndTheExamples() throws IOException {
    SystemRun<TigerSettings> run = fitted(DEFAULT, settings(QuantizerKind.K_MEANS, 1));
    List<String> codes = Files.readAllLines(run.folder().resolve("codes.tsv"));
    assertThat(codes.getFirst()).isEqualTo("item\tlevel1/3\tlevel2/3\tlevel3/2");
    assertThat(codes).hasSize(ITEMS + 1);
    assertThat(codes.get(1))
        .as("two at one place are told apart by the digit")
        .isEqualTo(codes.get(2).replaceFirst("^1", "0").replaceFirst("1$", "0"));
    assertThat(Files.readAllLines(run.folder().resolve("codebook/codebook.tsv")).get(1))
        .matches("1\t0\t[0-9]+\titem .*");
    assertThat(run.folder().resolve("codebook/codebook.json"))
        .content()
        .contains("\"collisionRate\"", "\"perplexity\"");
    assertThat(Files.readAllLines(run.examples()).getFirst())
        .containsPattern(
            "\"prompt\":\"a[0-2] b[0-2] c[01]\",\"target\":\"a[0-2] b[0-2] c[01] \\| ");
  }

  /// Histories have 9 items, of which the last two are for validation and test.
  @Test
  void anEncoderDecoderIsTaughtWholeHistories() throws IOException {
    SystemRun<TigerSettings> run = fitted(ENCODER_DECODER, settings(QuantizerKind.K_MEANS, 1));
    List<String> examples = Files.readAllLines(run.examples());
    assertThat(examples).hasSize(24);
    assertThat(examples.get(3))
        .contains("\"subject\":\"u3\",\"items\":[\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]");
  }

  @Test
  void anEncoderDecoderIsAFolderOfHuggingFace() throws IOException {
    SystemRun<TigerSettings> run = fitted(ENCODER_DECODER, settings(QuantizerKind.K_MEANS, 1));
    JsonNode config = Json.read(run.model().resolve("config.json"));
    assertThat(config.path("model_type").asText()).isEqualTo("t5");
    assertThat(config.path("architectures").path(0).asText())
        .isEqualTo("T5ForConditionalGeneration");
    assertThat(Json.read(run.model().resolve("symbols.json")))
        .isEqualTo(
            Json.parse(
                """
                {"slots": [["a0", "a1", "a2"], ["b0", "b1", "b2"], ["c0", "c1"]], "maxSteps": 3}
                """));
    try (T5 model = T5.load(run.model())) {
      assertThat(model.config().levels()).containsExactly(3, 3, 2);
      assertThat(model.config().vocabularySize()).as("and padding").isEqualTo(9);
      assertThat(model.config().startId()).isZero();
      assertThat(model.unused()).isEmpty();
    }
  }

  @Test
  void anEncoderDecoderOfOtherLevelsIsNotOpened() throws IOException {
    SystemRun<TigerSettings> run = fitted(ENCODER_DECODER, settings(QuantizerKind.K_MEANS, 1));
    Path config = run.model().resolve("config.json");
    Files.writeString(
        config,
        Files.readString(config).replaceAll("\"levels\"\\s*:\\s*\\[[^]]*]", "\"levels\":[3,2,3]"));
    assertThatThrownBy(() -> SYSTEM.open(run, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(config.toString())
        .hasMessageContaining("[3, 2, 3] are not those of symbols.json, [3, 3, 2]");
  }

  private static RunSettings exhaustive(int beams) {
    RunSettings shared = RunSettings.DEFAULT;
    DecodingConfig decoding = shared.decoding();
    return shared.withDecoding(
        new DecodingConfig(beams, beams, decoding.grounding(), decoding.groundingWeights(), true));
  }

  private static TigerSettings among(Among among) {
    TigerSettings settings = settings(QuantizerKind.K_MEANS, 3);
    return settings.withDecoder(settings.decoder().withAmong(among));
  }

  @ParameterizedTest
  @CsvSource({"default, BRANCHES, true", "default, ALL, false", "t5-small-cpu, BRANCHES, false"})
  void beamsOfFullWidthAreTheExhaustiveList(String recipe, Among among, boolean whole)
      throws IOException {
    SystemRun<TigerSettings> run =
        run(recipe, among(among), exhaustive(ITEMS), RunListener.silent());
    FittedStages.fit(SYSTEM, run);
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      List<Row> rows = system.rows();
      assertThat(rows)
          .extracting(Row::name)
          .containsExactly("tiger", "tiger-free", "tiger-exhaustive");
      var query = new Query(new int[] {3, 4}, ITEMS, new BitSet());
      List<Recommendation> beams = rows.getFirst().recommender().recommend(query);
      List<Recommendation> all = rows.getLast().recommender().recommend(query);
      assertThat(all).hasSize(ITEMS);
      assertThat(all.stream().map(Recommendation::item).toList())
          .isEqualTo(beams.stream().map(Recommendation::item).toList());
      double total = 0;
      for (int place = 0; place < ITEMS; place++) {
        assertThat(all.get(place).score()).isCloseTo(beams.get(place).score(), within(1e-4));
        total += Math.exp(all.get(place).score());
      }
      if (whole) {
        assertThat(total).as("all of it").isCloseTo(1, within(1e-4));
      } else {
        assertThat(total).as("the rest goes to codes that no item has").isBetween(.01, .99);
      }
      List<Recommendation> free = rows.get(1).recommender().recommend(query);
      assertThat(free.stream().map(Recommendation::item).toList())
          .as("what is no item is left out")
          .isSubsetOf(beams.stream().map(Recommendation::item).toList());
    }
  }

  @Test
  void aBeginningIsToldByTheTitlesThatShareIt() throws IOException {
    SystemRun<TigerSettings> run = fitted(DEFAULT, settings(QuantizerKind.K_MEANS, 2));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      Explaining.Explained explained =
          ((Explaining) system).explain(Query.of(new int[] {3, 4}, 3, false));
      BeamNode first = explained.beams().getFirst();
      assertThat(first.text()).matches("a[0-2] \\(item .* · item .*\\)");
      BeamNode digit = first.children().getFirst().children().getFirst();
      assertThat(digit.text()).matches("c[01] \\(item [0-9]+\\)");
      assertThat(((Explaining) system).explain(Query.of(new int[0], 3, false)).list()).isEmpty();
    }
  }

  @Test
  void itIsTrainedAndDoesNotPromiseWhatItCannot() throws IOException {
    SystemRun<TigerSettings> run = fitted(DEFAULT, settings(QuantizerKind.K_MEANS, 3));
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(((Trained) system).curve().points()).hasSize(3);
      assertThat(system)
          .isInstanceOf(Growing.class)
          .isNotInstanceOfAny(Naming.class, Identifying.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, ENCODER_DECODER})
  void interruptedTrainingsEndWithTheBitsOfWholeOnes(String recipe) throws IOException {
    TigerSettings settings = settings(QuantizerKind.RQ_VAE, 4);
    SystemRun<TigerSettings> whole = fitted(recipe, settings);
    for (String stage : List.of("tiger/codes", "tiger/train")) {
      SystemRun<TigerSettings> broken =
          run(
              recipe + " " + stage.substring(6),
              settings,
              RunSettings.DEFAULT,
              new StoppedInside(stage, 7));
      assertThatThrownBy(() -> FittedStages.fit(SYSTEM, broken))
          .hasMessageContaining("interrupted");
      FittedStages.fit(SYSTEM, broken);
      for (String file :
          List.of("codes.tsv", "codebook/quantizer.safetensors", "model/model.safetensors")) {
        assertThat(broken.folder().resolve(file))
            .as(stage + ", " + file)
            .hasBinaryContent(Files.readAllBytes(whole.folder().resolve(file)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEFAULT, ENCODER_DECODER})
  void aModelOfOtherCodesIsNotOpened(String recipe) throws IOException {
    SystemRun<TigerSettings> run = fitted(recipe, settings(QuantizerKind.K_MEANS, 1));
    Path codes = run.folder().resolve("codes.tsv");
    Files.writeString(codes, Files.readString(codes).replaceAll("(?m)\t[01]$", "\t0"));
    assertThatThrownBy(() -> SYSTEM.open(run, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its codes are not those of " + codes + "; run the train");
  }
}

package dev.grlm.systems.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codebook.Codes;
import dev.grlm.codebook.CodesFile;
import dev.grlm.codebook.Collisions;
import dev.grlm.codebook.ItemVectors;
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
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.recommend.Recommendation;
import dev.grlm.recommend.ToyWorlds;
import dev.grlm.sequence.CollaborativeConfig;
import dev.grlm.system.DecodingConfig;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.Stage;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.FittedStages;
import dev.grlm.systems.StoppedInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system through its stages and files. What it shares with TIGER is tested there.
class LetterSystemTest {
  private static final int ITEMS = 12;
  private static final Dataset CYCLIC = ToyWorlds.cyclic(ITEMS, 24, 9);
  private static final LetterSystem SYSTEM = new LetterSystem();

  @TempDir Path folder;

  /// Two levels of six codes.
  private static LetterSettings settings(double alignment, int epochs) {
    var rqVae = new RqVaeConfig(List.of(8), 4, .25, 1, true, 6, 6, 1e-2, 0, 0, 1, 2);
    return new LetterSettings(
        new CollaborativeConfig(1, 8, 6, .1, 4, 32, 1e-2),
        new LetterCodebookConfig(2, 6, Collisions.REPAIR, alignment, .1, 2, rqVae),
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
        EncoderDecoderConfig.SMALL);
  }

  /// On a circle, so many items at one place.
  private static Embeddings circle(int atOne) {
    var values = new float[ITEMS * 2];
    for (int item = 0; item < ITEMS; item++) {
      int place = item / atOne;
      double angle = 2 * Math.PI * place * atOne / ITEMS;
      values[item * 2] = (float) Math.cos(angle);
      values[item * 2 + 1] = (float) Math.sin(angle);
    }
    return new Embeddings(ITEMS, 2, values);
  }

  private SystemRun<LetterSettings> run(
      String name, Dataset dataset, Embeddings texts, LetterSettings settings, RunListener listener)
      throws IOException {
    var run = new RunFolder(folder.resolve(name));
    DatasetFiles.write(run.dataset(), dataset);
    EmbeddingFiles.write(run.embeddings(), texts);
    RunSettings shared = RunSettings.DEFAULT;
    DecodingConfig decoding = shared.decoding();
    var all =
        new DecodingConfig(ITEMS, ITEMS, decoding.grounding(), decoding.groundingWeights(), true);
    return new SystemRun<>(
        SYSTEM.name(),
        "default",
        settings,
        shared.withDecoding(all),
        run,
        new RunTables(run),
        SystemRun.Inputs.NONE,
        listener);
  }

  private SystemRun<LetterSettings> fitted(String name, Embeddings texts, LetterSettings settings)
      throws IOException {
    SystemRun<LetterSettings> run = run(name, CYCLIC, texts, settings, RunListener.silent());
    FittedStages.fit(SYSTEM, run);
    return run;
  }

  private static Codes codes(SystemRun<?> run) throws IOException {
    return CodesFile.read(run.folder().resolve("codes.tsv"), CYCLIC.catalog());
  }

  @Test
  void whoGoesRoundInCirclesIsToldTheNextItem() throws IOException {
    SystemRun<LetterSettings> run = fitted("circle", circle(1), settings(.1, 40));
    assertThat(codes(run).surplus()).as("repaired").isZero();
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      assertThat(system.rows())
          .extracting(Row::name)
          .containsExactly("letter", "letter-free", "letter-exhaustive");
      double recall =
          new Evaluator(CYCLIC, EvaluationSettings.of(Split.TEST, false))
              .objective(Metric.RECALL_1)
              .applyAsDouble(system.recommender());
      assertThat(recall).isEqualTo(1);
    }
  }

  /// Three at one place share their codes for good; where one of them is found, all are, and the
  /// next place of the list is the next group's.
  @Test
  void itemsThatShareTheirCodesAreFoundTogether() throws IOException {
    SystemRun<LetterSettings> run = fitted("shared", circle(3), settings(.1, 3));
    Codes codes = codes(run);
    assertThat(codes.groups(2)).allMatch(group -> group.size() >= 3);
    try (FittedSystem system = SYSTEM.open(run, List.of())) {
      List<Row> rows = system.rows();
      var query = new Query(new int[] {3, 4}, ITEMS, new BitSet());
      List<Recommendation> beams = rows.getFirst().recommender().recommend(query);
      List<Recommendation> all = rows.getLast().recommender().recommend(query);
      assertThat(items(beams)).hasSize(ITEMS).isEqualTo(items(all));
      for (int place = 0; place < ITEMS; place++) {
        assertThat(beams.get(place).score()).isCloseTo(all.get(place).score(), within(1e-4));
        int[] own = codes.of(beams.get(place).item());
        int[] ofGroup = codes.of(beams.get(place / 3 * 3).item());
        assertThat(own).containsExactly(ofGroup);
      }
    }
  }

  private static List<Integer> items(List<Recommendation> list) {
    return list.stream().map(Recommendation::item).toList();
  }

  @Test
  void aVectorIsAsWideAsACodeAndZeroForWhomNobodyTakes() throws IOException {
    // The last item of a history is test's, the one before is validation's.
    Dataset two = ToyWorlds.of(ITEMS, new int[] {0, 1, 2, 3, 4, 5}, new int[] {2, 1, 0, 6, 7});
    SystemRun<LetterSettings> run =
        run("known", two, circle(1), settings(.1, 1), RunListener.silent());
    Stage stage = SYSTEM.stages(run).getFirst();
    assertThat(stage.name()).isEqualTo("letter/vectors");
    assertThat(stage.work().run())
        .containsEntry("samples", 2L)
        .containsEntry("items without a vector, which nobody takes in training", 8L);
    ItemVectors vectors = LetterSources.people(run).read();
    assertThat(vectors.width()).isEqualTo(4);
    assertThat(vectors.withoutDirection()).isEqualTo(8);
    for (int item = 0; item < 4; item++) {
      float[] row = vectors.rows(new int[] {item});
      assertThat(IntStream.range(0, 4).anyMatch(d -> row[d] != 0)).as("item %d", item).isTrue();
    }
  }

  @Test
  void codesFollowTheVectorsUnlessTheyAreNotToBeAligned() throws IOException {
    SystemRun<LetterSettings> with = fitted("with", circle(1), settings(5, 1));
    SystemRun<LetterSettings> without = fitted("without", circle(1), settings(0, 1));
    assertThat(SYSTEM.stages(with)).extracting(Stage::verb).startsWith("vectors", "codes");
    assertThat(SYSTEM.stages(without)).extracting(Stage::verb).startsWith("codes");
    assertThat(without.folder().resolve("vectors")).doesNotExist();
    Path quantizer = Path.of("codebook/quantizer.safetensors");
    assertThat(Files.readAllBytes(with.folder().resolve(quantizer)))
        .isNotEqualTo(Files.readAllBytes(without.folder().resolve(quantizer)));
    Stage codes = SYSTEM.stages(with).get(1);
    assertThat(codes.inputs()).contains(with.folder().resolve("vectors/model.safetensors"));
    assertThat(SYSTEM.stages(without).getFirst().inputs())
        .allMatch(input -> !input.toString().contains("vectors"));
  }

  /// Longest histories of three items have one in training.
  @Test
  void whereNobodyTakesTwoThingsItSaysWhatToDo() throws IOException {
    Dataset one = ToyWorlds.of(ITEMS, new int[] {0, 1, 2}, new int[] {3, 4, 5});
    SystemRun<LetterSettings> run =
        run("one", one, circle(1), settings(.1, 1), RunListener.silent());
    assertThatThrownBy(() -> FittedStages.fit(SYSTEM, run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interactions.tsv: nobody has two items in training positions")
        .hasMessageContaining("letter.codebook.alignment=0");
  }

  @Test
  void interruptedTrainingsEndWithTheBitsOfWholeOnes() throws IOException {
    LetterSettings settings = settings(1, 3);
    SystemRun<LetterSettings> whole = fitted("whole", circle(1), settings);
    for (String verb : List.of("vectors", "codes", "train")) {
      var stop = new StoppedInside("letter/" + verb, 7);
      SystemRun<LetterSettings> broken = run(verb, CYCLIC, circle(1), settings, stop);
      assertThatThrownBy(() -> FittedStages.fit(SYSTEM, broken))
          .hasMessageContaining("interrupted");
      FittedStages.fit(SYSTEM, broken);
      for (String file :
          List.of(
              "vectors/model.safetensors",
              "codes.tsv",
              "codebook/quantizer.safetensors",
              "model/model.safetensors")) {
        assertThat(broken.folder().resolve(file))
            .as(verb + ", " + file)
            .hasBinaryContent(Files.readAllBytes(whole.folder().resolve(file)));
      }
    }
  }
}

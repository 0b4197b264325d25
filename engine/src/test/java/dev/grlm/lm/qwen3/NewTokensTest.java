package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.io.Json;
import dev.grlm.lm.Session;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.LowRank;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.GradientBuffer;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A model that gets rows for tokens that it did not know.
class NewTokensTest {
  /// The last two rows of the tiny model stand for nothing, as those of published ones.
  private static final int KNOWN = TinyQwen3.VOCABULARY - 2;

  private static final NewTokens FIVE = new NewTokens(KNOWN, 5, 3);
  private static final int WIDTH = 12;
  private static final List<int[]> KNOWN_ONLY = List.of(new int[] {4, 9, 1, 20, 7});
  private static final List<int[]> MIXED = List.of(new int[] {4, KNOWN, 1, KNOWN + 4, 7});
  private static final List<TokenSample> SAMPLES =
      List.of(
          new TokenSample(new int[] {4, KNOWN, 7, KNOWN + 2, KNOWN + 3}, 2),
          new TokenSample(new int[] {1, KNOWN + 4, 3, 2}, 1));

  @TempDir Path folder;

  private Qwen3 grown(boolean tied, NewTokens tokens) throws IOException {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, tied), 5)) {
      model.save(folder);
    }
    return Qwen3.load(folder, Placement.HOST, 0, tokens);
  }

  private static float[] logits(Qwen3 model, List<int[]> sequences) {
    return Qwen3Test.logits(model, sequences, Dropout.none())[0];
  }

  private static float[][] rows(Qwen3 model, String name) {
    float[] values = Tensors.toFloats(model.parameters().tensor(name));
    var rows = new float[values.length / WIDTH][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(values, row * WIDTH, (row + 1) * WIDTH);
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatItKnewItSaysAsBefore(boolean tied) throws IOException {
    try (Qwen3 larger = grown(tied, FIVE);
        Qwen3 before = Qwen3.load(folder, 0)) {
      assertThat(larger.config().vocabularySize()).isEqualTo(KNOWN + 5);
      float[] found = logits(larger, KNOWN_ONLY);
      float[] expected = logits(before, KNOWN_ONLY);
      for (int place = 0; place < KNOWN_ONLY.getFirst().length; place++) {
        for (int token = 0; token < KNOWN; token++) {
          assertThat(found[place * (KNOWN + 5) + token])
              .isCloseTo(expected[place * TinyQwen3.VOCABULARY + token], within(1e-5f));
        }
      }
    }
  }

  /// Rows that stood for nothing are used first; where they suffice, no row is added.
  @Test
  void rowsThatStoodForNothingAreUsedFirst() throws IOException {
    try (Qwen3 larger = grown(true, new NewTokens(KNOWN, 1, 3));
        Qwen3 before = Qwen3.load(folder, 0)) {
      assertThat(larger.config()).isEqualTo(before.config());
      float[][] found = rows(larger, Qwen3Folder.EMBEDDING);
      float[][] expected = rows(before, Qwen3Folder.EMBEDDING);
      for (int row = 0; row < found.length; row++) {
        assertThat(Arrays.equals(found[row], expected[row])).isEqualTo(row != KNOWN);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, model.embed_tokens.weight",
    "false, model.embed_tokens.weight",
    "false, lm_head.weight"
  })
  void newRowsLieAroundTheMeanOfKnownOnes(boolean tied, String name) throws IOException {
    int count = 400;
    try (Qwen3 model = grown(tied, new NewTokens(KNOWN, count, 3))) {
      float[][] rows = rows(model, name);
      var mean = new double[WIDTH];
      for (int row = 0; row < KNOWN; row++) {
        for (int i = 0; i < WIDTH; i++) {
          mean[i] += rows[row][i] / KNOWN;
        }
      }
      double squares = 0;
      var drift = new double[WIDTH];
      for (int row = KNOWN; row < KNOWN + count; row++) {
        for (int i = 0; i < WIDTH; i++) {
          double noise = rows[row][i] - mean[i];
          squares += noise * noise / (count * WIDTH);
          drift[i] += noise / count;
        }
      }
      double range = model.config().initializerRange();
      assertThat(Math.sqrt(squares)).isCloseTo(range, within(.03 * range));
      for (double one : drift) {
        assertThat(one).isCloseTo(0, within(5 * range / Math.sqrt(count)));
      }
    }
  }

  @Test
  void theSeedDecides() throws IOException {
    try (Qwen3 one = grown(true, FIVE);
        Qwen3 same = Qwen3.load(folder, Placement.HOST, 0, FIVE);
        Qwen3 other = Qwen3.load(folder, Placement.HOST, 0, new NewTokens(KNOWN, 5, 4))) {
      assertThat(one.parameters().values()).isEqualTo(same.parameters().values());
      assertThat(one.parameters().values()).isNotEqualTo(other.parameters().values());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void savedAndLoadedItSaysTheSame(boolean tied) throws IOException {
    Path saved = folder.resolve("saved");
    try (Qwen3 model = grown(tied, FIVE)) {
      model.save(saved);
      assertThat(Json.read(saved.resolve("config.json")).path("vocab_size").asInt())
          .isEqualTo(KNOWN + 5);
      try (Qwen3 loaded = Qwen3.load(saved, 0)) {
        assertThat(loaded.config()).isEqualTo(model.config());
        assertThat(logits(loaded, MIXED)).isEqualTo(logits(model, MIXED));
      }
    }
  }

  private static Qwen3 adapted(Qwen3 model) {
    model.adapt(LowRank.Config.of(2, 4), FIVE, 1);
    return model;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rowsThatAreTrainedBeginAsTheModels(boolean tied) throws IOException {
    try (Qwen3 plain = grown(tied, FIVE);
        Qwen3 model = adapted(Qwen3.load(folder, Placement.HOST, 0, FIVE))) {
      assertThat(model.trainable().shapes())
          .hasSize(2 * 7 * 2 + (tied ? 1 : 2))
          .containsKey("new_tokens.embedding");
      assertThat(logits(model, MIXED)).containsExactly(logits(plain, MIXED), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trainedWithAdaptersTheRowsOfNewTokensMoveAndNoOthers(boolean tied) throws IOException {
    try (Qwen3 plain = grown(tied, FIVE);
        Qwen3 model = adapted(Qwen3.load(folder, Placement.HOST, 0, FIVE))) {
      var config = new TrainerConfig(40, 60, 1e-2, 0, 0.9, 0.99, 0, 1, 40, 1, 1, 1);
      new Trainer<>(new TokenObjective(model), config, TrainingProgress.silent())
          .train(SAMPLES, _ -> 0, Checkpoints.none());
      float[] learnt = logits(model, MIXED);
      float[] some = someLogits(model);
      model.merge();
      assertThat(logits(model, MIXED)).containsExactly(learnt, within(1e-4f));
      assertThat(someLogits(model)).containsExactly(some, within(1e-4f));
      for (String name : List.of(Qwen3Folder.EMBEDDING, Qwen3Folder.HEAD)) {
        if (name.equals(Qwen3Folder.HEAD) && tied) {
          continue;
        }
        float[][] found = rows(model, name);
        float[][] expected = rows(plain, name);
        for (int row = 0; row < KNOWN; row++) {
          assertThat(found[row]).as(name).isEqualTo(expected[row]);
        }
        // Of the embedding only what was read moves, and the head as a whole.
        assertThat(found[KNOWN]).as(name).isNotEqualTo(expected[KNOWN]);
        assertThat(found[KNOWN + 2]).as(name).isNotEqualTo(expected[KNOWN + 2]);
      }
      Path saved = folder.resolve("saved");
      model.save(saved);
      try (Qwen3 loaded = Qwen3.load(saved, 0)) {
        assertThat(logits(loaded, MIXED)).isEqualTo(logits(model, MIXED));
      }
    }
  }

  /// Of single tokens, old and new, after old and new ones.
  private static float[] someLogits(Qwen3 model) {
    try (Session session = model.open(List.of(new TokenContext(MIXED.getFirst())))) {
      session.advance(new int[] {0, 0}, new int[] {KNOWN + 1, 3});
      return session.logits(
          new Session.Allowed(new int[] {0, 2, 4}, new int[] {2, KNOWN + 4, KNOWN, 20}));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAreThoseOfFiniteDifferences(boolean tied) throws IOException {
    try (Qwen3 model = adapted(grown(tied, FIVE))) {
      float[] found = gradient(model, false);
      Parameters trained = model.trainable();
      assertThat(gradient(model, true)).containsExactly(found, within(1e-4f));
      float[] values = trained.values();
      int checked = 0;
      // The rows stand behind the adapters in the buffer.
      for (int i = values.length - 1; i > values.length - 5 * WIDTH * (tied ? 1 : 2); i -= 7) {
        double step = 1e-2;
        double difference = (loss(model, i, step) - loss(model, i, -step)) / (2 * step);
        trained.restore(values);
        assertThat((double) found[i]).isCloseTo(difference, within(5e-3));
        checked += Math.abs(difference) > 1e-2 ? 1 : 0;
      }
      assertThat(checked).isPositive();
    }
  }

  private static double loss(Qwen3 model, int place, double step) {
    float[] values = model.trainable().values();
    float before = values[place];
    values[place] += (float) step;
    model.trainable().restore(values);
    try (var _ = new PointerScope()) {
      return new TokenObjective(model).loss(SAMPLES, Dropout.none()).item_double();
    } finally {
      values[place] = before;
      model.trainable().restore(values);
    }
  }

  private static float[] gradient(Qwen3 model, boolean checkpointing) {
    try (var gradients = GradientBuffer.apart(model.trainable());
        var _ = new PointerScope()) {
      new TokenObjective(model, checkpointing).backward(SAMPLES, 1, Dropout.none(), gradients);
      return Tensors.toFloats(gradients.flat());
    }
  }

  /// The tokenizer of a folder may have more tokens than its model has rows.
  @Test
  void noRowIsLeftOutBeforeThem() throws IOException {
    int rows = TinyQwen3.VOCABULARY;
    try (Qwen3 model = grown(true, new NewTokens(rows, 1, 3))) {
      assertThat(model.config().vocabularySize()).isEqualTo(rows + 1);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Qwen3.load(folder, Placement.HOST, 0, new NewTokens(rows + 1, 1, 3)))
        .withMessage(
            "%s: has rows for %d tokens; new ones cannot begin at number %d"
                .formatted(folder, rows, rows + 1));
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    assertThatIllegalArgumentException().isThrownBy(() -> new NewTokens(0, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewTokens(3, 0, 1))
        .withMessage("new tokens follow known ones: 0 from 3 on");
    try (Qwen3 model = adapted(grown(true, FIVE))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> model.saveAdapters(folder))
          .withMessage("rows of new tokens are no adapters; merge them");
    }
  }
}

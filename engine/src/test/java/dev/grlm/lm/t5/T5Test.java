package dev.grlm.lm.t5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TokenBatch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5Test {
  static final List<int[]> SOURCES =
      List.of(TinyT5.tokens(17, 1), TinyT5.tokens(1, 2), TinyT5.tokens(6, 3));

  private static final int[] ANSWER_LENGTHS = {3, 1, 2};

  /// Logits of every depth of each answer, padded together, one after another.
  static float[][] logits(T5 model, List<int[]> sources, List<int[]> answers, Dropout masks) {
    TokenBatch padded = TokenBatch.of(sources);
    AnswerBatch batch = AnswerBatch.of(model.config(), answers);
    var all = new float[sources.size()][];
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Tensor encoded = model.encode(padded, masks);
      Tensor states = model.decode(batch.read(), padded, encoded, masks);
      for (int row = 0; row < all.length; row++) {
        var parts = new Tensor[answers.get(row).length];
        for (int depth = 0; depth < parts.length; depth++) {
          parts[depth] = model.logits(states.select(0, row).narrow(0, depth, 1), depth).view(-1);
        }
        all[row] = Tensors.toFloats(Tensors.cat(0, parts));
      }
    }
    return all;
  }

  static List<int[]> answers(T5Config config, int... lengths) {
    return IntStream.range(0, lengths.length)
        .mapToObj(i -> TinyT5.answer(config, lengths[i], i))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"false, true, false", "true, false, false", "false, false, true", "true, true, true"})
  void agreesWithPlainLoopsOverDoubles(boolean gated, boolean tied, boolean levels) {
    T5Config config = TinyT5.config(gated, tied, levels ? TinyT5.LEVELS : List.of());
    try (T5 model = TinyT5.model(config, 4)) {
      var reference = new ScalarT5(model);
      int[] lengths = levels ? ANSWER_LENGTHS : new int[] {7, 1, 4};
      List<int[]> answers = answers(config, lengths);
      float[][] found = logits(model, SOURCES, answers, Dropout.none());
      for (int row = 0; row < found.length; row++) {
        requireClose(found[row], reference.logits(SOURCES.get(row), answers.get(row)));
      }
    }
  }

  /// Relative to the largest value.
  private static void requireClose(float[] found, double[][] expected) {
    double largest = 0;
    double difference = 0;
    int next = 0;
    for (double[] row : expected) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - found[next++]));
      }
    }
    assertThat(next).isEqualTo(found.length);
    assertThat(largest).isGreaterThan(0.5);
    assertThat(difference).isLessThan(1e-5 * largest);
  }

  /// What stands at padded positions is seen by nobody: the same sequences beside longer ones.
  @Test
  void paddingChangesNothing() {
    T5Config config = TinyT5.config(false, true, List.of());
    try (T5 model = TinyT5.model(config, 5)) {
      List<int[]> answers = answers(config, 9, 2, 4);
      float[][] together = logits(model, SOURCES, answers, Dropout.none());
      for (int row = 0; row < together.length; row++) {
        float[][] alone =
            logits(
                model,
                SOURCES.subList(row, row + 1),
                answers.subList(row, row + 1),
                Dropout.none());
        assertThat(together[row]).containsExactly(alone[0], within(2e-5f));
      }
    }
  }

  @Test
  void theDecoderSeesNothingThatComesLater() {
    T5Config config = TinyT5.config(false, true, List.of());
    try (T5 model = TinyT5.model(config, 6)) {
      List<int[]> source = SOURCES.subList(0, 1);
      float[] one = logits(model, source, List.of(new int[] {3, 4, 5, 6}), Dropout.none())[0];
      float[] other = logits(model, source, List.of(new int[] {3, 4, 9, 6}), Dropout.none())[0];
      int third = 3 * TinyT5.VOCABULARY;
      for (int i = 0; i < third; i++) {
        assertThat(other[i]).isEqualTo(one[i]);
      }
      assertThat(other[third]).isNotEqualTo(one[third]);
    }
  }

  /// Of the two halves of the encoder's table each is for one side.
  @Test
  void theEncoderTellsBeforeFromBehind() {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, List.of()), 7)) {
      List<int[]> answers = List.of(new int[] {2}, new int[] {2});
      List<int[]> sources = List.of(new int[] {5, 6, 7}, new int[] {7, 6, 5});
      float[][] found = logits(model, sources, answers, Dropout.none());
      assertThat(found[0]).isNotEqualTo(found[1]);
    }
  }

  @Test
  void dropoutChangesTrainingOnly() {
    T5Config config = TinyT5.config(false, true, List.of()).withDropout(0.5);
    try (T5 model = TinyT5.model(config, 1)) {
      List<int[]> source = SOURCES.subList(0, 1);
      List<int[]> answer = answers(config, 3);
      float[] still = logits(model, source, answer, Dropout.none())[0];
      assertThat(logits(model, source, answer, Dropout.seeded(1))[0])
          .isNotEqualTo(still)
          .isEqualTo(logits(model, source, answer, Dropout.seeded(1))[0])
          .isNotEqualTo(logits(model, source, answer, Dropout.seeded(2))[0]);
    }
  }

  /// After the embedding, on attention's shares, after ReLU, on each branch, after the last norm,
  /// in both stacks: masks take one random byte per value, so what was drawn tells how much was
  /// masked.
  @Test
  void dropsAtTheFivePlaces() {
    T5Config config = TinyT5.config(false, true, List.of()).withDropout(0.5);
    long width = config.width();
    long heads = config.heads();
    int source = 6;
    int answer = 3;
    var masks = new ArrayList<Long>(List.of(source * width));
    for (int layer = 0; layer < config.encoderLayers(); layer++) {
      masks.addAll(List.of(heads * source * source, source * width));
      masks.addAll(List.of((long) source * config.hidden(), source * width));
    }
    masks.addAll(List.of(source * width, answer * width));
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      masks.addAll(List.of(heads * answer * answer, answer * width));
      masks.addAll(List.of(heads * answer * source, answer * width));
      masks.addAll(List.of((long) answer * config.hidden(), answer * width));
    }
    masks.add(answer * width);
    var expected = new SplittableRandom(7);
    masks.forEach(count -> expected.nextBytes(new byte[Math.toIntExact(count)]));
    try (T5 model = TinyT5.model(config, 1)) {
      Dropout drawn = Dropout.seeded(7);
      logits(model, List.of(TinyT5.tokens(source, 1)), answers(config, answer), drawn);
      assertThat(drawn.nextSeed()).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    try (T5 model = TinyT5.model(TinyT5.config(false, true, TinyT5.LEVELS), 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.encode(TokenBatch.of(List.of(new int[] {23})), Dropout.none()))
          .withMessage("token 23 is not in the vocabulary of 23");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> model.open(List.of(new T5Context(new int[] {1}), new T5Context(new int[0]))))
          .withMessage("sequence 1 has no tokens");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.open(List.of()))
          .withMessage("a session needs at least one context");
    }
  }

  /// Deviations by name: those of Raffel's code, but .02 for an embedding that is not the head.
  @ParameterizedTest
  @CsvSource({
    "shared.weight, true, 1",
    "shared.weight, false, 0.02",
    "lm_head.weight, false, 0.02",
    "encoder.block.1.layer.0.SelfAttention.q.weight, true, 0.0221",
    "encoder.block.1.layer.0.SelfAttention.k.weight, true, 0.125",
    "decoder.block.0.layer.1.EncDecAttention.v.weight, true, 0.125",
    "decoder.block.1.layer.1.EncDecAttention.o.weight, true, 0.1021",
    "encoder.block.0.layer.1.DenseReluDense.wi.weight, true, 0.125",
    "decoder.block.1.layer.2.DenseReluDense.wo.weight, true, 0.0884",
  })
  void startsWithTheDeviationsOfTheOriginal(String name, boolean tied, double deviation) {
    var config =
        new T5Config(
            50, 64, 32, 128, 2, 2, 3, 32, 128, 0.1, 1e-6, 1, false, tied, tied, 0, 0, 1, List.of(),
            0);
    try (var model = new T5(config, 3)) {
      float[] values = Tensors.toFloats(model.parameters().tensor(name));
      double square = 0;
      for (float value : values) {
        square += value * value;
      }
      assertThat(Math.sqrt(square / values.length)).isCloseTo(deviation, within(0.05 * deviation));
    }
  }
}

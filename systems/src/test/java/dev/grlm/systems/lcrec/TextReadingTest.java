package dev.grlm.systems.lcrec;

import static dev.grlm.systems.lcrec.TinyTasks.CONFIG;
import static dev.grlm.systems.lcrec.TinyTasks.STEPS;
import static dev.grlm.systems.lcrec.TinyTasks.WITHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.twolevel.Step;
import dev.grlm.lm.twolevel.StepBatch;
import dev.grlm.lm.twolevel.TwoLevelDecoder;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextReadingTest {
  private static final ItemTexts TEXTS = new ItemTexts(TinyTasks.texts());
  private final TextReading always = new TextReading(TEXTS, 1);
  private final TwoLevelDecoder model = TinyTasks.loud(List.of(always));

  @AfterEach
  void close() {
    model.close();
  }

  private float[] read(TextReading reading, StepBatch batch, long seed) {
    Tensor codes = model.stepEmbeddings(batch.ids(), batch.symbols(), Dropout.none());
    return Tensors.toFloats(reading.read(model, batch, codes, Dropout.seeded(seed)));
  }

  private static StepBatch batch(List<List<Step>> sequences) {
    return StepBatch.of(sequences, CONFIG.slots(), CONFIG.maxSteps());
  }

  @Test
  void textsTakeThePlaceOfCodesButForItemsWithoutOneAndPadding() {
    StepBatch batch =
        batch(List.of(List.of(STEPS.get(2)), List.of(STEPS.get(6), STEPS.get(WITHOUT))));
    try (var _ = new PointerScope()) {
      float[] codes = read(new TextReading(TEXTS, 0), batch, 1);
      float[] texts = read(always, batch, 1);
      for (int row : new int[] {1, 3}) {
        assertThat(row(texts, row)).isEqualTo(row(codes, row));
      }
      assertRead(row(texts, 0), 2);
      assertRead(row(texts, 2), 6);
    }
  }

  private static float[] row(float[] values, int row) {
    return Arrays.copyOfRange(values, row * CONFIG.width(), (row + 1) * CONFIG.width());
  }

  private void assertRead(float[] found, int item) {
    double[] expected =
        TinyTasks.linear(
            model.parameters(), "texts.step.weight", "texts.step.bias", TinyTasks.text(item));
    for (int d = 0; d < found.length; d++) {
      assertThat((double) found[d]).isCloseTo(expected[d], within(1e-5));
    }
  }

  @Test
  void aHistoryIsReadByItsTextsAsAWholeOrNotAtAll() {
    var sequences = new ArrayList<List<Step>>();
    for (int i = 0; i < 1_000; i++) {
      sequences.add(List.of(STEPS.get(0), STEPS.get(5), STEPS.get(1)));
    }
    StepBatch batch = batch(sequences);
    try (var _ = new PointerScope()) {
      float[] some = read(new TextReading(TEXTS, .3), batch, 5);
      assertThat(read(new TextReading(TEXTS, .3), batch, 5)).isEqualTo(some);
      float[] read = read(always, batch(sequences.subList(0, 1)), 1);
      int whole = 0;
      for (int request = 0; request < 1_000; request++) {
        int texts = 0;
        for (int t = 0; t < 3; t++) {
          texts += Arrays.equals(row(some, request * 3 + t), row(read, t)) ? 1 : 0;
        }
        assertThat(texts).isIn(0, 3);
        whole += texts / 3;
      }
      assertThat(whole).isBetween(260, 340);
    }
  }
}

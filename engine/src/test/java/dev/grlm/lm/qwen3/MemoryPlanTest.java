package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.grlm.tensor.Device;
import dev.grlm.tensor.Placement;
import dev.grlm.tensor.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPlanTest {
  private static final Placement CARD = new Placement(new Device(true, 0), Precision.BFLOAT16);

  /// Of a card that is sold as one of 80 GB.
  private static final long CARD_BYTES = 79L << 30;

  private static Qwen3Config published(String size) {
    return Qwen3Shape.parse(size).config();
  }

  private static MemoryUse.Pass pass(boolean checkpointing) {
    return new MemoryUse.Pass(2048, 1024, 1024, checkpointing, 1);
  }

  /// Numbers of weights as the model cards give them.
  @ParameterizedTest
  @CsvSource({"0.6B, 0.596", "1.7B, 1.72", "4B, 4.02", "8B, 8.19", "14B, 14.77"})
  void publishedShapesHaveTheirPublishedNumberOfWeights(String size, double billions) {
    assertThat(published(size).size() / 1e9).isCloseTo(billions, withPercentage(0.5));
  }

  @Test
  void weightsAreCountedAsTheModelCountsThem() {
    for (boolean tied : List.of(true, false)) {
      var config = new Qwen3Config(40, 12, 20, 2, 4, 2, 6, 64, 1e6, 1e-6, 0.1, tied, -1, -1, -1);
      try (var model = new Qwen3(config, 0, 1)) {
        assertThat(config.size()).isEqualTo(model.parameters().size());
      }
    }
  }

  /// Masters, moments and gradients of each row, twice where the head is not the embedding, and
  /// what the rows say of the targets.
  @Test
  void rowsOfTokensThatAreTrainedWithAdaptersAreCounted() {
    for (String size : List.of("0.6B", "8B")) {
      Qwen3Config model = published(size);
      MemoryUse.Pass pass = pass(true);
      var alone = new MemoryUse.Lora(8, MemoryUse.PROJECTIONS, pass);
      var with = new MemoryUse.Lora(8, MemoryUse.PROJECTIONS, 1_000, pass);
      MemoryPlan before = MemoryPlan.of(model, CARD, alone);
      MemoryPlan after = MemoryPlan.of(model, CARD, with);
      long rows = 4L * 1_000 * model.width() * (model.tied() ? 1 : 2);
      assertThat(after.masters() - before.masters()).as(size).isEqualTo(rows);
      assertThat(after.moments() - before.moments()).isEqualTo(2 * rows);
      assertThat(after.gradients() - before.gradients()).isEqualTo(2 * rows);
      assertThat(after.logits() - before.logits())
          .isEqualTo(4L * 1_000 * Math.min(1_024, CheckpointedPass.HEAD_ROWS));
      assertThat(MemoryCheck.nearest(model, CARD, with, Long.MAX_VALUE)).contains(with);
    }
    assertThat(published("8B").tied()).isFalse();
    assertThatThrownBy(() -> new MemoryUse.Lora(8, MemoryUse.PROJECTIONS, -1, pass(true)))
        .hasMessage("rows of -1 tokens cannot be trained");
  }

  /// Prints the table of docs/qwen3-machines.md.
  @ParameterizedTest
  @CsvSource({
    "0.6B, true, true",
    "1.7B, true, true",
    "4B, true, true",
    "8B, false, true",
    "14B, false, true"
  })
  void allWeightsUpTo4BAndAdaptersOfAllSizesFitOneCard(String size, boolean full, boolean lora) {
    Qwen3Config model = published(size);
    long all = MemoryPlan.of(model, CARD, new MemoryUse.Full(pass(true))).total();
    var adapters = new MemoryUse.Lora(16, MemoryUse.PROJECTIONS, pass(true));
    long adapted = MemoryPlan.of(model, CARD, adapters).total();
    long plain = MemoryPlan.of(model, CARD, new MemoryUse.Full(pass(false))).total();
    var decoding = new MemoryUse.Decoding(8, 10, 1024, 24);
    System.out.printf(
        "| %s | %s | %s | %s | %s | %s |%n",
        size,
        MemoryPlan.gib(plain),
        MemoryPlan.gib(all),
        MemoryPlan.gib(adapted),
        MemoryPlan.gib(MemoryPlan.of(model, CARD, decoding).total()),
        MemoryPlan.gib(MemoryPlan.of(model, Placement.HOST, decoding).total()));
    assertThat(all <= CARD_BYTES).as(MemoryPlan.gib(all)).isEqualTo(full);
    assertThat(adapted <= CARD_BYTES).as(MemoryPlan.gib(adapted)).isEqualTo(lora);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheNearestThatDoes() {
    assertThatThrownBy(() ->
            MemoryCheck.require(
                published("8B"),
                CARD,
                new MemoryUse.Full(pass(false)),
                OptionalLong.of(CARD_BYTES)))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .matches(
            "needs [0-9.]+ GiB of the 79.0 GiB free on cuda:0; LoRA r=16 with checkpointing and"
                + " micro-batches of 2,048 tokens needs [0-9.]+ GiB");
  }

  /// Checkpointing first, then shorter passes, then adapters; and what is named does fit.
  @Test
  void theSmallestChangeComesFirst() {
    Qwen3Config model = published("0.6B");
    var pass = new MemoryUse.Pass(8192, 512, 4096, false, 1);
    var wish = new MemoryUse.Full(pass);
    var checkpointed = new MemoryUse.Full(pass.checkpointed());
    var shorter = new MemoryUse.Full(pass.checkpointed().shortened(4096));
    long enough = MemoryPlan.of(model, CARD, checkpointed).total();
    long less = MemoryPlan.of(model, CARD, shorter).total();
    assertThat(less).isLessThan(enough);
    assertThat(MemoryCheck.nearest(model, CARD, wish, enough)).contains(checkpointed);
    assertThat(MemoryCheck.nearest(model, CARD, wish, less)).contains(shorter);
    assertThat(MemoryCheck.nearest(model, CARD, wish, 5L << 30))
        .hasValueSatisfying(other -> assertThat(other).isInstanceOf(MemoryUse.Lora.class));
    assertThat(MemoryCheck.nearest(model, CARD, wish, 1L << 30)).isEmpty();
    var beams = new MemoryUse.Decoding(64, 10, 4096, 24);
    long half = MemoryPlan.of(model, CARD, new MemoryUse.Decoding(32, 10, 4096, 24)).total();
    assertThat(MemoryCheck.nearest(model, CARD, beams, half))
        .contains(new MemoryUse.Decoding(32, 10, 4096, 24));
  }

  @Test
  void unknownMemoryRefusesNothing() {
    var use = new MemoryUse.Full(pass(false));
    assertThat(MemoryCheck.require(published("14B"), CARD, use, OptionalLong.empty()).total())
        .isGreaterThan(CARD_BYTES);
  }

  /// Measured in a JVM of its own, over what it has after loading libtorch.
  @ParameterizedTest
  @CsvSource({"256, 256, 8, false", "256, 1, 8, false", "256, 256, 8, true", "256, 256, 16, true"})
  void whatIsPredictedIsWhatATrainingTakes(
      int length, int targets, int sequences, boolean checkpointing) throws Exception {
    assumeThat(Files.isReadable(Path.of("/proc/self/status"))).isTrue();
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProgram.class.getName(),
                Integer.toString(length),
                Integer.toString(targets),
                Integer.toString(sequences),
                Boolean.toString(checkpointing))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(program.waitFor()).isZero();
    int tokens = length * sequences;
    var pass = new MemoryUse.Pass(tokens, length, targets * sequences, checkpointing, 1);
    MemoryPlan plan = MemoryPlan.of(MemoryProgram.MODEL, Placement.HOST, new MemoryUse.Full(pass));
    System.out.printf(
        "| %,d | %,d | %s | %d MiB | %d MiB |%n",
        tokens,
        targets * sequences,
        checkpointing ? "yes" : "no",
        plan.total() >> 20,
        Long.parseLong(printed) >> 20);
    assertThat((double) plan.total()).isCloseTo(Double.parseDouble(printed), withPercentage(30));
  }
}

package dev.grlm.systems.gencdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.codebook.ItemVectors;
import dev.grlm.codebook.RqVaeConfig;
import dev.grlm.codebook.RqVaeQuantizer;
import dev.grlm.codebook.RqVaeTraining;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdaptedEncoderTest {
  private static final int ITEMS = 40;
  private static final int WIDTH = 6;
  private static final ItemVectors VECTORS = vectors();

  /// The first half and the second.
  private static final int[] DOMAIN_OF =
      IntStream.range(0, ITEMS).map(item -> 2 * item / ITEMS).toArray();

  private final RqVaeQuantizer quantizer = quantizer();

  private static ItemVectors vectors() {
    var random = new Random(3);
    var values = new float[ITEMS * WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new ItemVectors(ITEMS, WIDTH, values);
  }

  private static RqVaeQuantizer quantizer() {
    var config = new RqVaeConfig(List.of(8), 4, .25, 1, false, 60, 16, 1e-2, .05, 0, 1, 20);
    try {
      return new RqVaeTraining(config, 2, 8, 1, 5, List.of())
          .train(VECTORS, Checkpoints.none(), TrainingProgress.silent())
          .quantizer();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @BeforeAll
  void freeze() {
    quantizer.model().parameters().freeze();
  }

  @AfterAll
  void close() {
    quantizer.close();
  }

  private AdaptedEncoder encoder() {
    return AdaptedEncoder.create(quantizer, List.of("cups", "teas"), 3, 7);
  }

  private AdaptedEncoder trained(AdapterConfig config) throws IOException {
    AdaptedEncoder encoder = encoder();
    var objective = new AdapterObjective(encoder, VECTORS, DOMAIN_OF, config, quantizer.books());
    new Trainer<>(objective, config.trainer(2, 1), TrainingProgress.silent())
        .train(
            IntStream.range(0, ITEMS).boxed().toList(), _ -> objective.score(), Checkpoints.none());
    return encoder;
  }

  @Test
  void aNewOneIsTheSharedEncoderToTheBit() {
    try (AdaptedEncoder encoder = encoder()) {
      assertThat(encoder.encoded(VECTORS, DOMAIN_OF).values())
          .isEqualTo(quantizer.encoded(VECTORS).values());
    }
  }

  @Test
  void whatIsSharedStaysAsItWasAndEachDomainGetsItsOwn(@TempDir Path folder) throws IOException {
    float[] before = quantizer.model().parameters().values();
    try (AdaptedEncoder encoder = trained(new AdapterConfig(3, .25, .01, 60, 16, 1e-2))) {
      assertThat(quantizer.model().parameters().values()).isEqualTo(before);
      float[] shared = quantizer.encoded(VECTORS).values();
      float[] adapted = encoder.encoded(VECTORS, DOMAIN_OF).values();
      assertThat(adapted).isNotEqualTo(shared);
      var swapped = new int[ITEMS];
      Arrays.setAll(swapped, item -> 1 - DOMAIN_OF[item]);
      assertThat(encoder.encoded(VECTORS, swapped).values()).isNotEqualTo(adapted);
      var unknown = new int[ITEMS];
      Arrays.fill(unknown, ItemDomains.NONE);
      assertThat(encoder.encoded(VECTORS, unknown).values())
          .as("of no known domain")
          .isEqualTo(shared);
      AdapterFolder.save(encoder, folder);
      try (AdaptedEncoder again = AdapterFolder.load(folder, quantizer)) {
        assertThat(again.domains()).containsExactly("cups", "teas");
        assertThat(again.encoded(VECTORS, DOMAIN_OF).values()).isEqualTo(adapted);
      }
    }
  }

  /// One that balances alone holds every gate at one half.
  @Test
  void aBalanceThatIsAllThatCountsKeepsTheGatesAtOneHalf() throws IOException {
    double free = distance(new AdapterConfig(3, .25, 0, 150, 16, 3e-2));
    double held = distance(new AdapterConfig(3, .25, 100, 150, 16, 3e-2));
    assertThat(held).isLessThan(.02).isLessThan(free);
  }

  /// Of the mean gate of a domain to one half, at most.
  private double distance(AdapterConfig config) throws IOException {
    try (AdaptedEncoder encoder = trained(config);
        var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      ItemVectors standard = encoder.standardized(VECTORS);
      int[] rows = IntStream.range(0, ITEMS).toArray();
      Tensor x = Tensors.floats(standard.rows(rows), ITEMS, WIDTH);
      float[] gates = Tensors.toFloats(encoder.encode(x, encoder.marks(rows, DOMAIN_OF)).gates());
      double most = 0;
      for (int domain = 0; domain < 2; domain++) {
        int own = domain;
        double mean =
            IntStream.range(0, ITEMS)
                .filter(item -> DOMAIN_OF[item] == own)
                .mapToDouble(item -> gates[item])
                .average()
                .orElseThrow();
        most = Math.max(most, Math.abs(mean - .5));
      }
      return most;
    }
  }

  /// While nothing is adapted: what is decoded from the codes, .25 of what is left, and no balance.
  @Test
  void theLossOfANewOneIsWhatIsLeft() {
    var config = new AdapterConfig(3, .25, 1, 1, 16, 1e-3);
    try (AdaptedEncoder encoder = encoder();
        var _ = new PointerScope()) {
      var objective = new AdapterObjective(encoder, VECTORS, DOMAIN_OF, config, quantizer.books());
      double loss =
          objective.loss(IntStream.range(0, ITEMS).boxed().toList(), Dropout.none()).item_double();
      var plain = new RqVaeConfig(List.of(8), 4, .25, 1, false, 1, 16, 1e-3, 0, 0, 1, 1);
      var own = quantizer.objective(VECTORS, plain);
      var pass = own.pass(IntStream.range(0, ITEMS).toArray());
      double expected = pass.reconstruction().sub(pass.x()).square().sum().item_double() / WIDTH;
      for (int level = 0; level < 2; level++) {
        Tensor rest = pass.residuals().get(level).sub(pass.chosen().get(level));
        expected += .25 / 2 * rest.square().sum().item_double() / 4;
      }
      assertThat(loss).isCloseTo(expected, within(1e-3));
    }
  }

  @Test
  void whatCannotBeIsRefusedWithItsValue() {
    assertThatThrownBy(() -> new AdapterConfig(-1, .25, .01, 1, 1, 1e-3))
        .hasMessageContaining("must not be negative: -1, 0.25, 0.01");
    assertThatThrownBy(() -> new UpdateConfig(8, -.1, UpdateConfig.DEFAULT.training()))
        .hasMessage("rank and balance must not be negative: 8, -0.1");
  }
}

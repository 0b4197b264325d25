package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.lm.TinyModels;
import dev.grlm.lm.twolevel.TwoLevelObjective.Weights;
import dev.grlm.nn.Dropout;
import dev.grlm.nn.ScalarReference;
import dev.grlm.tensor.Parameters;
import dev.grlm.tensor.SafeTensors;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.GradientBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLossTest {
  private static final TwoLevelConfig CONFIG = TinyModels.config();
  private static final List<Step> UNIVERSE = TinyModels.universe(CONFIG, 6, 2);
  private static final Weights PLAIN = new Weights(0, 1, 0);
  private static final TwoLevelSample SEQUENCE =
      new TwoLevelSample.Sequence(UNIVERSE.subList(0, 3));
  private static final TwoLevelSample LINK =
      new TwoLevelSample.Link(UNIVERSE.get(4), UNIVERSE.get(2));

  /// Of every state the product with a vector of its own, times the number of its target.
  private static final class Product implements StepLoss {
    @Override
    public void declare(Parameters.Declaration declaration, TwoLevelConfig config) {
      declaration.normal("product.weight", 1, config.width());
    }

    @Override
    public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
      float[] numbers = new float[pass.targets().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = pass.targets().get(i).id();
      }
      Tensor weight = objective.model().parameters().tensor("product.weight");
      return pass.states().mv(weight).mul(Tensors.floats(numbers, numbers.length)).sum();
    }
  }

  /// Lets every sequence be read as if it began with the sixth step.
  private static final class OtherBeginning implements StepLoss {
    @Override
    public Tensor read(TwoLevelDecoder model, StepBatch batch, Tensor vectors, Dropout masks) {
      var rows = new long[batch.requests() * batch.time()];
      Arrays.setAll(rows, row -> row % batch.time() == 0 ? rows.length : row);
      long[][] symbols = new long[CONFIG.slots()][1];
      Arrays.setAll(symbols, slot -> new long[] {UNIVERSE.get(5).symbols()[slot]});
      Tensor sixth = model.stepEmbeddings(new long[] {5}, symbols, masks);
      return Tensors.cat(0, vectors, sixth).index_select(0, Tensors.longs(rows, rows.length));
    }

    @Override
    public Tensor of(TwoLevelObjective objective, StepPass pass, Dropout masks) {
      return Tensors.zeros();
    }
  }

  private final List<StepLoss> further = List.of(new Product());
  private final TwoLevelDecoder model = new TwoLevelDecoder(CONFIG, UNIVERSE, 1, further);

  @AfterEach
  void close() {
    model.close();
  }

  private double loss(List<StepLoss> losses, TwoLevelSample... samples) {
    try (var _ = new PointerScope()) {
      return new TwoLevelObjective(model, PLAIN, losses)
          .loss(List.of(samples), Dropout.none())
          .item_double();
    }
  }

  @Test
  void itStandsBesideTheLikelihoodOfSequencesAlone() {
    double[][] states = new ScalarTwoLevel(model).states(UNIVERSE.subList(0, 2));
    double[] weight = new double[CONFIG.width()];
    float[] found = Tensors.toFloats(model.parameters().tensor("product.weight"));
    Arrays.setAll(weight, d -> found[d]);
    double product =
        ScalarReference.dot(states[0], 0, weight, 0, weight.length)
            + 2 * ScalarReference.dot(states[1], 0, weight, 0, weight.length);
    assertThat(Math.abs(product)).isGreaterThan(.1);
    assertThat(loss(further, SEQUENCE, LINK))
        .isCloseTo(loss(List.of(), SEQUENCE, LINK) + product, within(1e-3));
    assertThat(loss(further, LINK)).isEqualTo(loss(List.of(), LINK));
  }

  @Test
  void itsWeightsAreTrainedWithTheDecoders() {
    try (var buffer = GradientBuffer.apart(model.parameters());
        var _ = new PointerScope()) {
      var objective = new TwoLevelObjective(model, PLAIN, further);
      objective.backward(List.of(SEQUENCE), 1, Dropout.none(), buffer);
      float[] gradient = Tensors.toFloats(buffer.flat());
      double[][] states = new ScalarTwoLevel(model).states(UNIVERSE.subList(0, 2));
      int at = 0;
      for (var shape : model.parameters().shapes().entrySet()) {
        if (shape.getKey().equals("product.weight")) {
          break;
        }
        at += (int) Arrays.stream(shape.getValue()).reduce(1, Math::multiplyExact);
      }
      for (int d = 0; d < CONFIG.width(); d++) {
        assertThat((double) gradient[at + d])
            .isCloseTo(states[0][d] + 2 * states[1][d], within(1e-4));
      }
    }
  }

  @Test
  void itMayHaveSomethingElseRead() {
    var other = new TwoLevelSample.Sequence(List.of(UNIVERSE.get(5), UNIVERSE.get(1)));
    var sequence = new TwoLevelSample.Sequence(UNIVERSE.subList(0, 2));
    List<StepLoss> reading = List.of(new OtherBeginning());
    assertThat(loss(reading, sequence))
        .isCloseTo(loss(List.of(), other), within(1e-5))
        .isNotCloseTo(loss(List.of(), sequence), within(1e-3));
    assertThat(loss(reading, LINK)).as("a link is none").isEqualTo(loss(List.of(), LINK));
  }

  /// The weights of the decoder are those of one without further losses, in what it writes, too.
  @Test
  void itIsNoPartOfTheModel(@TempDir Path folder) throws IOException {
    try (var plain = new TwoLevelDecoder(CONFIG, UNIVERSE, 1)) {
      model.save(folder.resolve("further"));
      plain.save(folder.resolve("plain"));
      assertThat(folder.resolve("further/model.safetensors"))
          .hasSameBinaryContentAs(folder.resolve("plain/model.safetensors"));
      assertThat(SafeTensors.read(folder.resolve("further/model.safetensors")).names())
          .doesNotContain("product.weight");
      assertThat(model.parameters().size()).isEqualTo(plain.parameters().size() + CONFIG.width());
    }
  }
}

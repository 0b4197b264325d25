package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.FileCheckpoints;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RqVaeTrainingTest {
  private static final Mixtures WORLD = Mixtures.of(3, 3, 4, 9, 3);

  @TempDir Path folder;

  private static RqVaeTraining training(
      int epochs, int validateEvery, int workers, boolean legacy) {
    var config =
        new RqVaeConfig(
            List.of(32), 16, .25, 1, false, epochs, 54, 1e-2, .05, 1e-4, 1, validateEvery);
    return new RqVaeTraining(config.withLegacy(legacy), 3, 3, workers, 5, List.of());
  }

  @Test
  void clustersOfSumsAreTheirCodes() throws IOException {
    RqVaeTraining.Trained trained =
        training(300, 10, 1, false)
            .train(WORLD.vectors(), Checkpoints.none(), TrainingProgress.silent());
    try (RqVaeQuantizer quantizer = trained.quantizer()) {
      Codes codes = quantizer.quantize(WORLD.vectors()).codes();
      assertThat(WORLD.recoveredBy(codes)).isTrue();
      assertThat(CodebookReport.of(codes, codes).levels())
          .allSatisfy(level -> assertThat(level.used()).isEqualTo(3));
      // Four items each have one sequence, and no fewer can.
      assertThat(trained.result().bestScore()).isBetween(-(81 + 1) / 108.0, -81 / 108.0);
    }
  }

  private float[] weights(Path checkpoints, boolean legacy, TrainingProgress progress)
      throws IOException {
    var files = new FileCheckpoints(checkpoints, "same", _ -> {});
    try (RqVaeQuantizer quantizer =
        training(8, 2, 2, legacy).train(WORLD.vectors(), files, progress).quantizer()) {
      return Tensors.toFloats(quantizer.model().parameters().flat());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTrainingThatWasStoppedEndsWithTheBitsOfAWholeOne(boolean legacy) throws IOException {
    float[] whole = weights(folder.resolve("whole"), legacy, TrainingProgress.silent());
    for (int epoch : new int[] {1, 3, 6}) {
      Path broken = folder.resolve("broken" + epoch);
      assertThatIllegalStateException()
          .isThrownBy(() -> weights(broken, legacy, new StopBehind(epoch)));
      assertThat(weights(broken, legacy, TrainingProgress.silent())).isEqualTo(whole);
    }
  }

  @Test
  void fewerCollisionsCountMoreThanWhatIsDecoded() {
    try (var model = new RqVae(new RqVaeShape(9, List.of(), 9, 1, 27), 2)) {
      ItemVectors encoded = model.encoded(WORLD.vectors());
      model.use(new ResidualKMeans(1, 27, 20, false, 3).fit(encoded));
      int groups = model.codebooks().quantize(encoded).codes().groups(1).size();
      double score = RqVaeTraining.score(model, WORLD.vectors());
      assertThat(-score * 108).isBetween(108.0 - groups, 108.0 - groups + 1);
    }
  }
}

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
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A world with a known answer: what the texts of items say in six of seven coordinates is a topic,
/// and in the last one, a community of people who take them.
class LetterLossesTest {
  private static final int ITEMS = 40;

  @TempDir Path folder;

  private static int topic(int item) {
    return item % 2;
  }

  private static int community(int item) {
    return item / 2 % 2;
  }

  private static ItemVectors texts() {
    var random = new Random(1);
    var values = new float[ITEMS * 7];
    for (int i = 0; i < values.length; i++) {
      int side = i % 7 == 6 ? community(i / 7) : topic(i / 7);
      values[i] = 2 * side - 1 + (float) (.3 * random.nextGaussian());
    }
    return new ItemVectors(ITEMS, 7, values);
  }

  private static ItemVectors people() {
    var random = new Random(2);
    var values = new float[ITEMS * 4];
    for (int i = 0; i < values.length; i++) {
      int side = 2 * community(i / 4) - 1;
      values[i] = (i % 4 == 0 ? 5 * side : 0) + (float) (.3 * random.nextGaussian());
    }
    return new ItemVectors(ITEMS, 4, values);
  }

  private static RqVaeTraining training(int epochs, int workers, List<RqVaeLoss> losses) {
    var config =
        new RqVaeConfig(List.of(8), 4, .25, 1, false, epochs, ITEMS, 1e-2, 0, 0, 1, epochs);
    return new RqVaeTraining(config, 1, 2, workers, 5, losses);
  }

  private static Codes codes(List<RqVaeLoss> losses) throws IOException {
    try (RqVaeQuantizer quantizer =
        training(300, 1, losses)
            .train(texts(), Checkpoints.none(), TrainingProgress.silent())
            .quantizer()) {
      return quantizer.quantize(texts()).codes();
    }
  }

  private static List<List<Integer>> by(IntUnaryOperator side) {
    return IntStream.of(side.applyAsInt(0), 1 - side.applyAsInt(0))
        .mapToObj(of ->
            IntStream.range(0, ITEMS).filter(item -> side.applyAsInt(item) == of).boxed().toList())
        .toList();
  }

  @Test
  void ofTwoCodesTextsMakeTopicsAndPeopleMakeCommunities() throws IOException {
    assertThat(codes(List.of()).groups(1)).isEqualTo(by(LetterLossesTest::topic));
    assertThat(codes(List.of(new CollaborativeAlignment(4, people()))).groups(1))
        .isEqualTo(by(LetterLossesTest::community));
  }

  private float[] weights(String name, TrainingProgress progress) throws IOException {
    List<RqVaeLoss> losses =
        List.of(new CollaborativeAlignment(.5, people()), new CodeDiversity(.5, 10, 4));
    var config = new RqVaeConfig(List.of(8), 4, .25, 1, true, 6, 20, 1e-2, 0, 0, 1, 2);
    try (RqVaeQuantizer quantizer =
        new RqVaeTraining(config, 2, 9, 2, 5, losses)
            .train(texts(), new FileCheckpoints(folder.resolve(name), "same", _ -> {}), progress)
            .quantizer()) {
      return Tensors.toFloats(quantizer.model().parameters().flat());
    }
  }

  @Test
  void aTrainingThatWasStoppedEndsWithTheBitsOfAWholeOne() throws IOException {
    float[] whole = weights("whole", TrainingProgress.silent());
    for (int epoch : new int[] {1, 2, 5}) {
      String broken = "broken" + epoch;
      assertThatIllegalStateException().isThrownBy(() -> weights(broken, new StopBehind(epoch)));
      assertThat(weights(broken, TrainingProgress.silent())).isEqualTo(whole);
    }
  }
}

package dev.grlm.lm.qwen3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.nn.Dropout;
import dev.grlm.tensor.Tensors;
import dev.grlm.train.Checkpoints;
import dev.grlm.train.Trainer;
import dev.grlm.train.TrainerConfig;
import dev.grlm.train.TrainingProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TokenObjectiveTest {
  private static final List<TokenSample> SAMPLES =
      List.of(
          new TokenSample(TinyQwen3.tokens(9, 1), 6),
          new TokenSample(TinyQwen3.tokens(2, 2), 1),
          new TokenSample(TinyQwen3.tokens(6, 3), 1));

  private static double loss(Qwen3 model, List<TokenSample> samples) {
    try (var _ = new PointerScope()) {
      return new TokenObjective(model).loss(samples, Dropout.none()).item_double();
    }
  }

  @Test
  void isTheLikelihoodOfTheTargetsWhateverTheirPadding() {
    try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, true), 4)) {
      var reference = new ScalarQwen3(model);
      double expected = 0;
      for (TokenSample sample : SAMPLES) {
        double alone = reference.loss(sample.tokens(), sample.firstTarget());
        assertThat(loss(model, List.of(sample))).isCloseTo(alone, within(1e-4));
        expected += alone;
      }
      assertThat(loss(model, SAMPLES)).isCloseTo(expected, within(3e-4));
    }
  }

  @Test
  void gradientIsThatOfPlainLoopsOverDoubles() {
    for (boolean tied : new boolean[] {true, false}) {
      try (Qwen3 model = TinyQwen3.model(TinyQwen3.config(4, 2, 6, tied), 4)) {
        List<String> names = List.copyOf(model.parameters().shapes().keySet());
        List<float[]> found = gradients(model);
        var reference = new ScalarQwen3(model);
        var random = new SplittableRandom(7);
        for (int n = 0; n < names.size(); n++) {
          double[] weight = reference.weight(names.get(n));
          for (int draw = 0; draw < 3; draw++) {
            int i = random.nextInt(weight.length);
            assertThat((double) found.get(n)[i])
                .as("%s, value %d", names.get(n), i)
                .isCloseTo(difference(reference, weight, i), within(2e-4));
          }
        }
      }
    }
  }

  private static List<float[]> gradients(Qwen3 model) {
    try (var _ = new PointerScope()) {
      TensorVector gradients =
          torch.grad(
              new TensorVector(new TokenObjective(model).loss(SAMPLES, Dropout.none())),
              new TensorVector(model.parameters().tensors()),
              new TensorVector(),
              new BoolOptional(),
              false,
              false);
      var copies = new ArrayList<float[]>();
      for (int i = 0; i < gradients.size(); i++) {
        copies.add(Tensors.toFloats(gradients.get(i)));
      }
      return copies;
    }
  }

  /// Central difference of the reference's loss.
  private static double difference(ScalarQwen3 reference, double[] weight, int i) {
    double step = 1e-5;
    double kept = weight[i];
    weight[i] = kept + step;
    double above = total(reference);
    weight[i] = kept - step;
    double below = total(reference);
    weight[i] = kept;
    return (above - below) / (2 * step);
  }

  private static double total(ScalarQwen3 reference) {
    return SAMPLES.stream()
        .mapToDouble(sample -> reference.loss(sample.tokens(), sample.firstTarget()))
        .sum();
  }

  @Test
  void groupsOnlyLikeLengths() {
    var samples = new ArrayList<TokenSample>();
    var random = new SplittableRandom(3);
    for (int i = 0; i < 400; i++) {
      samples.add(new TokenSample(new int[random.nextInt(2, 500)], 1));
    }
    List<List<TokenSample>> groups = TokenObjective.byLength(samples);
    assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(samples);
    assertThat(groups).hasSizeGreaterThan(5);
    long real = samples.stream().mapToLong(sample -> sample.tokens().length).sum();
    long padded =
        groups.stream().mapToLong(g -> (long) g.size() * g.getFirst().tokens().length).sum();
    assertThat((double) padded / real).isBetween(1.0, 1.2);
  }

  @Test
  void refusesASampleWithoutTargets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSample(new int[] {4, 5}, 2))
        .withMessage("first target 2 must be in 1…1: [4, 5]");
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSample(new int[] {4, 5}, 0));
    assertThat(new TokenSample(new int[] {4, 5, 6}, 1).targets()).isEqualTo(2);
  }

  /// A language of 30 words: after the prompt a b, the answer goes on with a + b, then each word is
  /// the sum of the two before it, modulo 30. Only what attention to both can find out.
  @Test
  void learnsATinyLanguage() throws IOException {
    var config = new Qwen3Config(30, 48, 96, 2, 4, 2, 12, 16, 1e4, 1e-6, 0.1, true, -1, -1, -1);
    var samples = new ArrayList<TokenSample>();
    for (int a = 0; a < 30; a++) {
      for (int b = 0; b < 6; b++) {
        int[] tokens = new int[2 + (a + b) % 3 + 1];
        tokens[0] = a;
        tokens[1] = b;
        for (int t = 2; t < tokens.length; t++) {
          tokens[t] = (tokens[t - 1] + tokens[t - 2]) % 30;
        }
        samples.add(new TokenSample(tokens, 2));
      }
    }
    try (var model = new Qwen3(config, 0, 1)) {
      var trainer =
          new Trainer<>(
              new TokenObjective(model),
              new TrainerConfig(60, 60, 5e-3, 0.1, 0.9, 0.99, 0, 1, 60, 1, 1, 1),
              TrainingProgress.silent());
      trainer.train(samples, _ -> 0, Checkpoints.none());
      double targets = samples.stream().mapToInt(TokenSample::targets).sum();
      assertThat(loss(model, samples) / targets).isLessThan(0.05);

      List<TokenContext> prompts =
          List.of(new TokenContext(new int[] {7, 1}), new TokenContext(new int[] {28, 4}));
      List<List<Beam>> beams = new BeamSearch<>(model).free(prompts, 1, 3);
      assertThat(beams.get(0).getFirst().symbols()).containsExactly(8);
      assertThat(beams.get(1).getFirst().symbols()).containsExactly(2);
    }
  }
}

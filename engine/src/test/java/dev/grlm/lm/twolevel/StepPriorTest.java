package dev.grlm.lm.twolevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.PrefixTrie;
import dev.grlm.lm.Session;
import dev.grlm.lm.TinyModels;
import dev.grlm.tensor.Natives;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StepPriorTest {
  private static final TwoLevelDecoder MODEL = TinyModels.loud(TinyModels.looking(), 3);
  private static final List<Step> STEPS = MODEL.table().steps();
  private static final List<Step> READ = STEPS.subList(0, 3);

  @BeforeAll
  static void load() {
    Natives.load();
  }

  private static StepContext told(StepPrior prior) {
    return new StepContext.Steps(READ, Optional.of(prior));
  }

  private static StepPrior prior(double scale, double slots, int[] steps, float... added) {
    return new StepPrior(scale, slots, steps, added);
  }

  /// The softmax of scale × score + added, and of it what each step has.
  private static double[] shares(double scale, float[] added) {
    float[] scores = MODEL.stepScores(List.of(new StepContext.Steps(READ))).getFirst();
    double[] weights = new double[scores.length];
    for (int step = 0; step < weights.length; step++) {
      weights[step] = Math.exp(scale * scores[step] + added[step]);
    }
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }

  private static PrefixTrie trie() {
    return PrefixTrie.of(STEPS.stream().map(Step::symbols).toList());
  }

  private static List<Beam> beams(StepContext context) {
    return new BeamSearch<>(MODEL)
        .constrained(List.of(context), trie(), STEPS.size(), List.of(new int[0]))
        .getFirst();
  }

  @Test
  void withoutTheSlotsNetsBeamsAreTheSoftmaxOfScaledScoresAndWhatIsAdded() {
    float[] added = {0, 1.5f, 0, -2, 0, .25f};
    double[] shares = shares(.4, added);
    List<Beam> found = beams(told(prior(.4, 0, new int[] {5, 1, 3}, .25f, 1.5f, -2)));
    assertThat(found)
        .hasSize((int) STEPS.stream().map(s -> Arrays.toString(s.symbols())).distinct().count());
    for (Beam beam : found) {
      double expected = 0;
      for (int step = 0; step < shares.length; step++) {
        if (Arrays.equals(STEPS.get(step).symbols(), beam.symbols())) {
          expected += shares[step];
        }
      }
      assertThat(Math.exp(beam.logProbability())).isCloseTo(expected, offset(1e-5));
    }
  }

  @Test
  void aPriorThatSaysNothingChangesNothing() {
    assertThat(beams(told(prior(1, 1, new int[0]))))
        .usingRecursiveComparison()
        .isEqualTo(beams(new StepContext.Steps(READ)));
  }

  @Test
  void aStepThatIsRuledOutIsNotFoundWhileAnythingElseIsLeft() {
    int[] others = {0, 1, 2, 3, 4};
    var out = new float[others.length];
    Arrays.fill(out, Float.NEGATIVE_INFINITY);
    Beam best = beams(told(prior(1, 0, others, out))).getFirst();
    assertThat(best.symbols()).isEqualTo(STEPS.get(5).symbols());
    assertThat(best.logProbability()).isCloseTo(0, offset(1e-5));
  }

  @Test
  void whereEverythingIsRuledOutValuesStayFinite() {
    var out = new float[STEPS.size()];
    Arrays.fill(out, Float.NEGATIVE_INFINITY);
    for (Beam beam : beams(told(prior(1, 0, new int[] {0, 1, 2, 3, 4, 5}, out)))) {
      assertThat(beam.logProbability()).isFinite();
    }
  }

  @Test
  void whatIsKnownOfOneRequestDoesNotReachAnother() {
    var plain = new StepContext.Steps(READ);
    var told = told(prior(.5, .25, new int[] {2}, 3f));
    var allowed = new Session.Allowed(new int[] {0, 2, 4}, new int[] {0, 1, 0, 1});
    try (Session together = MODEL.open(List.of(plain, told));
        Session alone = MODEL.open(List.of(plain));
        Session other = MODEL.open(List.of(told))) {
      var one = new Session.Allowed(new int[] {0, 2}, new int[] {0, 1});
      float[] both = together.logits(allowed);
      assertThat(Arrays.copyOfRange(both, 0, 2)).containsExactly(alone.logits(one), offset(1e-5f));
      assertThat(Arrays.copyOfRange(both, 2, 4)).containsExactly(other.logits(one), offset(1e-5f));
    }
  }

  @Test
  void freeBeamsAreToldToo() {
    int[] favourite = STEPS.get(4).symbols();
    List<Beam> free =
        new BeamSearch<>(MODEL)
            .free(List.of(told(prior(0, 1, new int[] {4}, 30f))), favourite.length, 3)
            .getFirst();
    assertThat(free.getFirst().symbols()).isEqualTo(favourite);
  }

  @Test
  void scoresDoNotDependOnWhoElseIsAsked() {
    var other = new StepContext.Steps(STEPS.subList(2, 4));
    List<float[]> together = MODEL.stepScores(List.of(other, new StepContext.Steps(READ)));
    assertThat(together.get(1))
        .isEqualTo(MODEL.stepScores(List.of(new StepContext.Steps(READ))).getFirst());
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> prior(-1, 0, new int[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> prior(Double.NaN, 0, new int[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> prior(1, 1.5, new int[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> prior(1, 0, new int[] {1}));
  }
}

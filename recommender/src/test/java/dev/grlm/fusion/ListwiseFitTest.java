package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.fusion.Choices.Choice;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListwiseFitTest {
  private static final boolean[] ALL = {true, true, true};
  private static final double[] NOTHING = {0, 0, 0};

  /// Users who choose among ten candidates as the softmax of these weights says.
  static Choices world(double[] weights, int users, long seed) {
    var random = new Random(seed);
    var choices = new Choices(weights.length);
    for (int user = 0; user < users; user++) {
      var features = new float[10 * weights.length];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      choices.add(new Choice(features, drawn(new Choice(features, 0), weights, random)));
    }
    return choices;
  }

  private static int drawn(Choice choice, double[] weights, Random random) {
    double[] shares = Arrays.stream(ListwiseFit.scores(choice, weights)).map(Math::exp).toArray();
    double left = random.nextDouble() * Arrays.stream(shares).sum();
    int candidate = 0;
    while (left > shares[candidate] && candidate < shares.length - 1) {
      left -= shares[candidate++];
    }
    return candidate;
  }

  @Test
  void findsTheWeightsByWhichUsersChose() {
    double[] truth = {1.5, .5, 0};
    ListwiseFit.Outcome found = new ListwiseFit(1).fit(world(truth, 4_000, 1), ALL, NOTHING);
    for (int k = 0; k < truth.length; k++) {
      assertThat(found.weights()[k]).isCloseTo(truth[k], offset(4 * found.deviations()[k]));
      assertThat(found.deviations()[k]).isBetween(.005, .05);
    }
  }

  @Test
  void theSlopeOfThePenalisedLikelihoodIsZeroThere() {
    Choices choices = world(new double[] {1, -1, .3}, 50, 2);
    double[] start = {.2, 0, -.1};
    double[] found = new ListwiseFit(7).fit(choices, ALL, start).weights();
    for (int k = 0; k < found.length; k++) {
      double step = 1e-4;
      double[] more = found.clone();
      double[] less = found.clone();
      more[k] += step;
      less[k] -= step;
      double slope = (value(choices, more, start) - value(choices, less, start)) / (2 * step);
      assertThat(slope).isCloseTo(0, offset(1e-3));
    }
  }

  private static double value(Choices choices, double[] weights, double[] start) {
    double value = 0;
    for (int user = 0; user < choices.size(); user++) {
      value += ListwiseFit.logLikelihood(choices.of(user), weights);
    }
    for (int k = 0; k < weights.length; k++) {
      value -= 7 * (weights[k] - start[k]) * (weights[k] - start[k]) / 2;
    }
    return value;
  }

  @Test
  void withoutUsersNothingMovesFromTheStart() {
    double[] start = {.5, .2, .1};
    ListwiseFit.Outcome found = new ListwiseFit(50).fit(new Choices(3), ALL, start);
    assertThat(found.weights()).containsExactly(start, offset(1e-12));
    assertThat(found.deviations()[0]).isCloseTo(1 / Math.sqrt(50), offset(1e-12));
  }

  @Test
  void anExpertThatIsNotUsedHasNoWeight() {
    boolean[] used = {true, false, true};
    double[] found =
        new ListwiseFit(1).fit(world(new double[] {1, 1, 1}, 200, 3), used, NOTHING).weights();
    assertThat(found[1]).isZero();
    assertThat(found[0]).isGreaterThan(.5);
  }

  @Test
  void whereItIsLookedFromDoesNotMatter() {
    Choices choices = world(new double[] {2, 1, -1}, 300, 4);
    var fit = new ListwiseFit(1);
    assertThat(fit.fit(choices, ALL, NOTHING, new double[] {-3, 8, 4}).weights())
        .containsExactly(fit.fit(choices, ALL, NOTHING).weights(), offset(1e-4));
  }

  /// Perfect experts would have weights without bound.
  @Test
  void anExpertThatIsAlwaysRightKeepsAFiniteWeight() {
    var choices = new Choices(1);
    for (int user = 0; user < 100; user++) {
      choices.add(new Choice(new float[] {0, 1, 0}, 1));
    }
    double weight =
        new ListwiseFit(1).fit(choices, new boolean[] {true}, new double[1]).weights()[0];
    assertThat(weight).isBetween(2., 10.);
  }
}

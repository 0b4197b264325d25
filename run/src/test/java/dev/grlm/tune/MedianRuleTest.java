package dev.grlm.tune;

import static dev.grlm.tune.Trial.State.FAILED;
import static dev.grlm.tune.Trial.State.FINISHED;
import static dev.grlm.tune.Trial.State.STOPPED;
import static dev.grlm.tune.Trial.State.UNFINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.io.RunListener.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MedianRuleTest {
  /// Judged after every epoch of a schedule of so many.
  private static Trial trial(Trial.State state, int epochs, double... scores) {
    var validations = new ArrayList<Validation>();
    for (int epoch = 1; epoch <= scores.length; epoch++) {
      validations.add(new Validation(epoch, (double) epoch / epochs, scores[epoch - 1]));
    }
    return new Trial(1, Map.of(), state, validations, 0, "");
  }

  private static Trial finished(double... scores) {
    return trial(FINISHED, scores.length, scores);
  }

  private static Trial present(int epochs, double... scores) {
    return trial(UNFINISHED, epochs, scores);
  }

  private static Arguments judged(String why, boolean stops, Trial present, List<Trial> others) {
    return Arguments.of(why, stops, present, others);
  }

  private static final List<Trial> THREE =
      List.of(finished(.1, .4, .5, .5), finished(.2, .5, .4, .3), finished(.3, .3, .3, .9));

  private static Stream<Arguments> cases() {
    return Stream.of(
        judged("below the median of .1 .2 .3", true, present(4, .19), THREE),
        judged("as good as the median", false, present(4, .2), THREE),
        judged("below .4, of .4 .5 .3", true, present(4, .1, .39), THREE),
        judged("its best counts, not its last", false, present(4, .4, .1), THREE),
        judged("the others' best counts, .5 of .5 .5 .3", true, present(4, .3, .4, .49), THREE),
        judged("by the share of the schedule, not the epoch", true, present(8, .1, .19), THREE),
        judged("nobody was judged as early", false, present(8, .0), THREE),
        judged("at its end it ends by itself", false, present(1, .0), THREE),
        judged("two have finished", false, present(4, .0), THREE.subList(0, 2)),
        judged(
            "nor does a third that was stopped make three",
            false,
            present(4, .0),
            List.of(THREE.get(0), THREE.get(1), trial(STOPPED, 4, .9))),
        judged(
            "one that was stopped counts where it came: .25 of .1 .2 .3 .9",
            true,
            present(4, .24),
            Stream.concat(THREE.stream(), Stream.of(trial(STOPPED, 4, .9))).toList()),
        judged(
            "and not behind: .4 of .4 .5 .3",
            false,
            present(4, .1, .41),
            Stream.concat(THREE.stream(), Stream.of(trial(STOPPED, 4, .9))).toList()),
        judged(
            "one that failed never does",
            false,
            present(4, .2),
            Stream.concat(THREE.stream(), Stream.of(trial(FAILED, 4, .9))).toList()),
        judged(
            "one that lost its patience early counts to the end: .65 of .5 .5 .8 .8",
            true,
            present(4, .1, .1, .6),
            List.of(THREE.get(0), THREE.get(1), finished(.1, .8, .9), trial(FINISHED, 4, .8, .1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aTrialIsStopped(String why, boolean stops, Trial present, List<Trial> others) {
    assertThat(MedianRule.stops(present, others)).isEqualTo(stops);
  }
}

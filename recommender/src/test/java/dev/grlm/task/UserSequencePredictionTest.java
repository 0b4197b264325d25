package dev.grlm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.ToyWorlds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UserSequencePredictionTest {
  @Test
  void aShortHistoryIsOneSampleWithoutItsLastTwoItems() {
    assertThat(items(3, false, 0, 1, 2, 3, 4)).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void aLongHistoryIsCutFromTheNewestBackwards() {
    assertThat(items(3, false, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .containsExactly(List.of(4, 5, 6, 7), List.of(1, 2, 3, 4), List.of(0, 1));
  }

  @Test
  void theNewestWindowAloneIsThePapersSample() {
    assertThat(items(3, true, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)).containsExactly(List.of(4, 5, 6, 7));
  }

  @Test
  void aUserWithoutTargetsTrainsWithEverythingAndOneOfThreeWithNothing() {
    assertThat(items(5, false, 4, 2)).containsExactly(List.of(4, 2));
    assertThat(items(5, false, 4, 2, 3)).isEmpty();
    assertThat(items(5, false, 4)).isEmpty();
  }

  @Test
  void aSampleNamesItsUser() {
    Example example = examples(new UserSequencePrediction(2, false), 0, 1, 2, 3).getFirst();
    assertThat(example.subject()).isEqualTo("u0");
    assertThat(example.task()).isEqualTo(UserSequencePrediction.NAME);
  }

  @Property
  void everyTrainingTransitionIsATargetExactlyOnceAndNoHeldOutOneIsSeen(
      @ForAll @IntRange(min = 3, max = 80) int length,
      @ForAll @IntRange(min = 1, max = 25) int window) {
    int[] history = IntStream.range(0, length).toArray();
    List<Example> examples = examples(new UserSequencePrediction(window, false), history);
    int[] targets =
        examples.stream()
            .flatMapToInt(example -> Arrays.stream(example.items()).skip(1))
            .sorted()
            .toArray();
    assertThat(targets).isEqualTo(IntStream.range(1, length - 2).toArray());
    for (Example example : examples) {
      int[] items = example.items();
      assertThat(items.length - 1).isBetween(1, window);
      assertThat(items)
          .as("consecutive and before the last two")
          .isEqualTo(IntStream.range(items[0], items[0] + items.length).toArray())
          .doesNotContain(length - 1, length - 2);
    }
  }

  @Test
  void aWindowHasATarget() {
    assertThatThrownBy(() -> new UserSequencePrediction(0, false)).hasMessageContaining("is 0");
  }

  private static List<Example> examples(UserSequencePrediction task, int... history) {
    Dataset dataset = ToyWorlds.of(100, history);
    return task.examples(dataset).toList();
  }

  private static List<List<Integer>> items(int window, boolean newestOnly, int... history) {
    return examples(new UserSequencePrediction(window, newestOnly), history).stream()
        .map(example -> Arrays.stream(example.items()).boxed().toList())
        .toList();
  }
}

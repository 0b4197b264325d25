package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  private static final int[] ITEMS = {5, 6, 7, 8, 9};

  @Test
  void leaveOneOutIsTheRuleWhereNothingElseIsSaid() {
    var history = new History("u", ITEMS);
    assertThat(Split.training(history)).containsExactly(5, 6, 7);
    assertThat(Split.VALIDATION.target(history)).isEqualTo(8);
    assertThat(Split.VALIDATION.context(history)).containsExactly(5, 6, 7);
    assertThat(Split.TEST.target(history)).isEqualTo(9);
    assertThat(Split.TEST.context(history)).containsExactly(5, 6, 7, 8);
    assertThat(history.leftOneOut()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void aShortHistoryIsTrainingAltogether(int length) {
    var history = new History("u", java.util.Arrays.copyOf(ITEMS, length));
    assertThat(Split.training(history)).hasSize(length);
    assertThat(Split.VALIDATION.hasTarget(history)).isFalse();
    assertThat(Split.TEST.hasTarget(history)).isFalse();
  }

  @Test
  void theFirstItemOfAPartIsItsTargetAndTheRestOfValidationIsSeenAtTest() {
    var history = new History("u", ITEMS, 1, 3);
    assertThat(Split.training(history)).containsExactly(5);
    assertThat(Split.VALIDATION.target(history)).isEqualTo(6);
    assertThat(Split.VALIDATION.context(history)).containsExactly(5);
    assertThat(Split.TEST.target(history)).isEqualTo(8);
    assertThat(Split.TEST.context(history)).containsExactly(5, 6, 7);
    assertThat(history.part(0)).isEqualTo(Part.TRAINING);
    assertThat(history.part(2)).isEqualTo(Part.VALIDATION);
    assertThat(history.part(3)).isEqualTo(Part.TEST);
    assertThat(history).isNotEqualTo(new History("u", ITEMS));
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 4", "3, 3, 4", "4, 4, 4", "5, 5, 5"})
  void whatIsTrainingMayGrowAndTheRestFollows(int length, int validationStart, int testStart) {
    assertThat(new History("u", ITEMS).trainedThrough(length))
        .isEqualTo(new History("u", ITEMS, validationStart, testStart));
  }

  @Test
  void timesGoWithTheItemsAndDoNotCut() {
    long[] times = {1, 2, 2, 4, 5};
    History history = new History("u", ITEMS).at(times);
    times[0] = 9;
    assertThat(history.timed()).isTrue();
    assertThat(history.time(0)).isEqualTo(1);
    assertThat(history.leftOneOut()).isTrue();
    assertThat(history.trainedThrough(5).time(4)).isEqualTo(5);
    assertThat(history).isNotEqualTo(new History("u", ITEMS));
    assertThat(new History("u", ITEMS).timed()).isFalse();
    assertThatThrownBy(() -> new History("someone", ITEMS).at(new long[4]))
        .hasMessage("4 times of 5 items, user someone");
  }

  /// `5` means past the end.
  @ParameterizedTest
  @CsvSource({
    "0, 2, false, true", // nothing stands before the validation part
    "0, 0, false, false", // all is test, nothing stands before it
    "2, 2, false, true", // no validation part
    "5, 5, false, false", // all is training
    "3, 5, true, false" // no test part
  })
  void aTargetNeedsAPartAndSomethingBeforeIt(
      int validationStart, int testStart, boolean validation, boolean test) {
    var history = new History("u", ITEMS, validationStart, testStart);
    var dataset = new Dataset(new Catalog(List.of()), List.of(history), new TreeMap<>());
    assertThat(Split.VALIDATION.evaluated(dataset)).hasSize(validation ? 1 : 0);
    assertThat(Split.TEST.evaluated(dataset)).hasSize(test ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"-1, 2", "3, 2", "2, 6"})
  void cutsOutsideTheHistoryOrOutOfOrderAreRefused(int validationStart, int testStart) {
    assertThatThrownBy(() -> new History("someone", ITEMS, validationStart, testStart))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("someone")
        .hasMessageContaining(validationStart + " and " + testStart);
  }
}

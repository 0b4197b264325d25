package dev.grlm.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  @Test
  void theDefaultsKeepEverythingAndTakeNobodyForAnother() {
    Rules rules = Rules.DEFAULT;
    assertThat(rules.minimumRating()).isNaN();
    assertThat(List.of(rules.from(), rules.until(), rules.now())).containsOnly(Event.NONE);
    assertThat(List.of(rules.userCore(), rules.itemCore(), rules.longestHistory())).containsOnly(0);
    assertThat(rules.keepItemsWithoutText()).isTrue();
    assertThat(rules.users()).isEqualTo(UserIds.SEPARATE);
    assertThat(rules.cut()).isEqualTo(Cut.LEAVE_ONE_OUT);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
  void nothingIsNegative(int userCore, int itemCore, int longest) {
    assertThatThrownBy(() ->
            Rules.DEFAULT.with(
                rules -> rules.userCore(userCore).itemCore(itemCore).longestHistory(longest)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("negative: " + userCore + ", " + itemCore + ", " + longest);
  }

  @Test
  void aWindowHasSomethingInIt() {
    assertThatThrownBy(() -> Rules.DEFAULT.with(rules -> rules.from(5).until(5)))
        .hasMessage("the time window is empty: 5 … 5");
    assertThat(Rules.DEFAULT.with(rules -> rules.from(5).until(6)).until()).isEqualTo(6);
    assertThat(Rules.DEFAULT.withUntil(-7).from()).isEqualTo(Event.NONE);
  }

  @ParameterizedTest
  @CsvSource({"0, .1", ".1, 0", ".5, .5", "NaN, .1", "-.1, .2", "1, .1"})
  void sharesLeaveSomethingForTraining(double validation, double test) {
    assertThatThrownBy(() -> new Cut.AtShares(validation, test))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("together below 1: " + validation + ", " + test);
  }

  @Test
  void validationIsBeforeTest() {
    assertThatThrownBy(() -> new Cut.AtTimes(5, 5))
        .hasMessage("validation must begin before test: 5, 5");
    assertThatThrownBy(() -> new Cut.AtTimes(Event.NONE, 5)).hasMessageContaining("both times");
    assertThat(new Cut.AtTimes(-5, 5).validationFrom()).isEqualTo(-5);
  }
}

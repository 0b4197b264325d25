package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What may be asked for and set.
class LiveSettingsTest {
  @Test
  void aLimitOfNothingIsRefused() {
    for (int[] wrong : new int[][] {{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new LiveSettings(wrong[0], wrong[1], Duration.ofSeconds(1), wrong[2], wrong[3]))
          .withMessageStartingWith("waiting asks, batch, history and workers must be at least 1: ");
    }
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LiveSettings(1, 1, wrong, 1, 1))
          .withMessage("the deadline must be positive, is " + wrong);
    }
  }

  @Test
  void anAskIsForAUserOrAfterAHistory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ask(null, null, 1, Filter.NONE))
        .withMessage("either a user or a history must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ask("u", List.of(), 1, Filter.NONE))
        .withMessage("either a user or a history must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ask.forUser("u", 0))
        .withMessage("k must be at least 1, is 0");
  }

  @Test
  void whatWasAskedDoesNotChangeWithTheAskersList() {
    var ids = new ArrayList<>(List.of("i1"));
    Ask ask = Ask.after(ids, 3);
    var filter = new Filter(ids, ids, ids, ids);
    ids.add("i2");
    assertThat(ask.history()).containsExactly("i1");
    assertThat(filter)
        .isEqualTo(new Filter(List.of("i1"), List.of("i1"), List.of("i1"), List.of("i1")));
  }

  @Test
  void whatAJournalHasIsTheRunsUpToItsLastEntryOfThatJournalOnly() {
    var collected = Collected.summed("mine", 7);
    assertThat(collected.upToOf("mine")).isEqualTo(7);
    assertThat(collected.upToOf("another")).isZero();
  }
}

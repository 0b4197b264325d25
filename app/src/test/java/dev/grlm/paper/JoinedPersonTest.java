package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Items below 10 are of the source, the others of the target.
class JoinedPersonTest {
  private static JoinedPerson joined(boolean timed, History... histories) {
    return JoinedPerson.of(List.of(histories), timed, item -> item >= 10);
  }

  private static History source(int... items) {
    return new History("s:p", items).of("p");
  }

  private static History target(int... items) {
    return new History("t:p", items).of("p");
  }

  @Test
  void severalHistoriesAreMergedByTime() {
    JoinedPerson person =
        joined(
            true,
            source(1, 2, 3).at(new long[] {10, 30, 50}),
            target(11, 12, 13).at(new long[] {20, 30, 60}));
    assertThat(person.history())
        .isEqualTo(
            new History("p", new int[] {1, 11, 12, 2, 3, 13})
                .at(new long[] {10, 20, 30, 30, 50, 60}));
    assertThat(person.ordered()).isTrue();
    assertThat(person.tied()).isZero();
  }

  /// As of two users of one domain who are one person.
  @Test
  void severalHistoriesOfOneDomainAreMergedByTimeToo() {
    JoinedPerson person =
        joined(
            true, target(11, 12).at(new long[] {20, 40}), target(13, 14).at(new long[] {10, 30}));
    assertThat(person.history().items()).containsExactly(13, 11, 14, 12);
    assertThat(person.ordered()).isTrue();
  }

  /// Nobody knows that they were before.
  @Test
  void noEventOfTheOtherDomainStandsBeforeATargetOfItsTime() {
    JoinedPerson test =
        joined(
            true,
            source(1, 2, 3, 4).at(new long[] {10, 20, 60, 60}),
            target(11, 12, 13).at(new long[] {15, 30, 60}));
    assertThat(test.history().items())
        .as("3 and 4 are asked for")
        .containsExactly(1, 11, 2, 12, 3, 4);
    assertThat(test.tied()).isEqualTo(1);
    JoinedPerson validation =
        joined(true, new History("p", new int[] {11, 1, 12, 13}).at(new long[] {10, 20, 20, 30}));
    assertThat(validation.history().items()).containsExactly(11, 12, 13);
    assertThat(validation.tied()).isEqualTo(1);
  }

  @Test
  void withoutTimesTheSourceGoesFirstWithoutWhatItIsJudgedBy() {
    JoinedPerson person = joined(false, target(11, 12, 13), source(1, 2, 3, 4));
    assertThat(person.history()).isEqualTo(new History("p", new int[] {1, 2, 11, 12, 13}));
    assertThat(person.ordered()).isFalse();
    assertThat(person.heldOut()).isEqualTo(2);
  }

  /// Its order would be lost: the tea of its middle would stand after all cups.
  @Test
  void severalHistoriesOfWhichOneHasBothDomainsAreRefused() {
    History mixed = new History("a", new int[] {11, 1, 12, 2}).of("p");
    assertThatThrownBy(() -> joined(false, source(1, 2, 3), mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the person 'p' has 2 histories without times, and that of the user 'a'")
        .hasMessageEndingWith("give times, or one history per person")
        .hasMessageNotContaining("\n");
    assertThat(joined(true, source(1).at(new long[] {15}), mixed.at(new long[] {10, 20, 30, 40})))
        .extracting(person -> person.history().items())
        .as("times say where they belong")
        .isEqualTo(new int[] {11, 1, 1, 12, 2});
  }

  /// What is left is of one domain, and whoever did it was in both.
  @Test
  void ofNothingThatIsLeftTheOrderIsUnknown() {
    JoinedPerson person = joined(false, source(1, 2), target(11, 12, 13));
    assertThat(person.history()).isEqualTo(new History("p", new int[] {11, 12, 13}));
    assertThat(person.heldOut()).isEqualTo(2);
    assertThat(person.ordered()).isTrue();
    assertThat(person.overlapping()).isTrue();
    assertThat(joined(false, target(11), target(12, 13)).overlapping()).isFalse();
  }

  @Test
  void oneHistoryKeepsItsOrder() {
    JoinedPerson mixed = joined(false, new History("p", new int[] {11, 1, 12, 2}));
    assertThat(mixed.history()).isEqualTo(new History("p", new int[] {11, 1, 12, 2}));
    assertThat(mixed.ordered()).isTrue();
    JoinedPerson alone = joined(false, source(1, 2, 3));
    assertThat(alone.history()).isEqualTo(new History("p", new int[] {1, 2, 3}));
    assertThat(alone.ordered()).isTrue();
  }
}

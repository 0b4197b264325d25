package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Intervals against published examples, and how often they hold what they should.
class OnlineRateTest {
  private static OnlineRate plain(int hits, int trials) {
    return OnlineRate.wilson(trials, (double) hits / trials, trials);
  }

  /// Newcombe 1998, two-sided intervals for a single proportion, table I, method 3.
  @Test
  void theIntervalOfAShareIsWilsons() {
    assertThat(plain(81, 263).low()).isCloseTo(0.2553, within(5e-5));
    assertThat(plain(81, 263).high()).isCloseTo(0.3662, within(5e-5));
    assertThat(plain(0, 20).low()).isZero();
    assertThat(plain(0, 20).high()).isCloseTo(0.1611, within(5e-5));
  }

  /// Newcombe 1998, interval estimation for the difference, table II, method 10.
  @Test
  void theIntervalOfADifferenceIsNewcombes() {
    OnlineRate.Difference difference = plain(48, 80).to(plain(56, 70));
    assertThat(difference.value()).isCloseTo(0.2, within(1e-12));
    assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    assertThat(difference.words()).isEqualTo("B is above A");
    assertThat(plain(56, 70).to(plain(48, 80)).words()).isEqualTo("A is above B");
    assertThat(plain(5, 10).to(plain(6, 10)).words()).isEqualTo("A and B are not told apart yet");
  }

  @Test
  void nothingCountedTellsNothing() {
    OnlineRate none = OnlineRate.of(new int[3], new int[3]);
    assertThat(none).isEqualTo(new OnlineRate(0, 0, 0, 1));
    assertThat(none.to(plain(80, 80)).words()).isEqualTo("A and B are not told apart yet");
  }

  @Test
  void whatNobodyDidIsNotSureToBeNothing() {
    OnlineRate none = OnlineRate.of(new int[] {0, 0, 0}, new int[] {100, 100, 100});
    assertThat(none.low()).isZero();
    assertThat(none.high()).isGreaterThan(0.3); // three users, not three hundred
  }

  /// Users who are shown many lists, and buy often or seldom, each in his way.
  @Test
  void theIntervalHoldsAlthoughUsersDiffer() {
    var random = new Random(7);
    int held = 0;
    int heldByLists = 0;
    int draws = 600;
    for (int draw = 0; draw < draws; draw++) {
      var hits = new int[Tally.BUCKETS];
      var trials = new int[Tally.BUCKETS];
      for (int user = 0; user < 400; user++) {
        int bucket = random.nextInt(Tally.BUCKETS);
        double willing = random.nextInt(5) == 0 ? 0.4 : 0.025; // 0.1 on average
        int shown = 20;
        trials[bucket] += shown;
        for (int list = 0; list < shown; list++) {
          hits[bucket] += random.nextDouble() < willing ? 1 : 0;
        }
      }
      OnlineRate rate = OnlineRate.of(hits, trials);
      OnlineRate lists = plain(Arrays.stream(hits).sum(), Arrays.stream(trials).sum());
      held += rate.low() <= 0.1 && 0.1 <= rate.high() ? 1 : 0;
      heldByLists += lists.low() <= 0.1 && 0.1 <= lists.high() ? 1 : 0;
    }
    assertThat(held / (double) draws).isBetween(0.925, 0.975);
    assertThat(heldByLists / (double) draws).isLessThan(0.75);
  }

  @Test
  void twoThatAreTheSameAreSeldomToldApart() {
    var random = new Random(8);
    int apart = 0;
    int draws = 600;
    for (int draw = 0; draw < draws; draw++) {
      OnlineRate a = drawn(random);
      OnlineRate b = drawn(random);
      apart += a.to(b).words().contains("not told apart") ? 0 : 1;
    }
    assertThat(apart / (double) draws).isLessThan(0.075);
  }

  private static OnlineRate drawn(Random random) {
    var hits = new int[Tally.BUCKETS];
    var trials = new int[Tally.BUCKETS];
    for (int user = 0; user < 300; user++) {
      int bucket = random.nextInt(Tally.BUCKETS);
      int shown = 1 + random.nextInt(10);
      double willing = random.nextDouble() * 0.2;
      trials[bucket] += shown;
      for (int list = 0; list < shown; list++) {
        hits[bucket] += random.nextDouble() < willing ? 1 : 0;
      }
    }
    return OnlineRate.of(hits, trials);
  }
}

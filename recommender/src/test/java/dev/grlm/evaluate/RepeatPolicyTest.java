package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.recommend.ToyWorlds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RepeatPolicyTest {
  /// One user of so many whose validation target repeats; everyone's test target does.
  private static Dataset oneRepeatAmong(int users) {
    int[][] histories = new int[users][];
    Arrays.setAll(histories, _ -> new int[] {0, 1, 0});
    histories[0] = new int[] {1, 1, 0};
    return ToyWorlds.of(2, histories);
  }

  @Test
  void autoAllowsFromOnePercentOfValidationTargets() {
    assertThat(RepeatPolicy.repeatShare(oneRepeatAmong(100))).isEqualTo(.01);
    assertThat(RepeatPolicy.AUTO.allows(oneRepeatAmong(100))).isTrue();
    assertThat(RepeatPolicy.AUTO.allows(oneRepeatAmong(101))).isFalse();
    assertThat(RepeatPolicy.ALLOW.allows(oneRepeatAmong(101))).isTrue();
    assertThat(RepeatPolicy.FORBID.allows(oneRepeatAmong(100))).isFalse();
  }

  @Test
  void usersWithoutATargetDoNotCount() {
    Dataset dataset = ToyWorlds.of(2, new int[] {1, 1}, new int[] {0, 1, 1});
    assertThat(RepeatPolicy.repeatShare(dataset)).isZero();
    assertThat(RepeatPolicy.AUTO.allows(ToyWorlds.of(2))).isFalse();
  }

  @Test
  void isParsedFromItsWord() {
    for (RepeatPolicy policy : RepeatPolicy.values()) {
      assertThat(RepeatPolicy.parse(policy.word())).isEqualTo(policy);
    }
    assertThatThrownBy(() -> RepeatPolicy.parse("maybe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown repeat policy 'maybe'; it is one of [auto, allow, forbid]");
  }
}

package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.fusion.Choices.Choice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExpertSelectionTest {
  private static final double[] NOTHING = new double[4];
  private static final boolean[] ANY = {true, true, true, true};

  private static boolean[] select(Choices choices, boolean[] mayGo) {
    return new ExpertSelection(new ListwiseFit(1)).select(choices, mayGo, NOTHING);
  }

  @Test
  void keepsWhatHelpsAndNothingElse() {
    Choices choices = ListwiseFitTest.world(new double[] {1, 0, .5, 0}, 1_500, 1);
    assertThat(select(choices, ANY)).containsExactly(true, false, true, false);
  }

  @Test
  void whatSpeaksAgainstItemsIsLeftOut() {
    Choices choices = ListwiseFitTest.world(new double[] {1, -1, 0, 0}, 1_500, 2);
    assertThat(select(choices, ANY)).containsExactly(true, false, false, false);
  }

  @Test
  void whatMayNotGoStays() {
    Choices choices = ListwiseFitTest.world(new double[] {1, 0, 0, 0}, 1_500, 3);
    boolean[] used = select(choices, new boolean[] {true, true, true, false});
    assertThat(used[3]).isTrue();
  }

  /// The second says what the first says.
  @Test
  void ofTwoThatSayTheSameOneStays() {
    Choices world = ListwiseFitTest.world(new double[] {1, 0, 0, 0}, 1_500, 4);
    var twins = new Choices(4);
    for (int user = 0; user < world.size(); user++) {
      float[] features = world.of(user).features().clone();
      for (int row = 0; row < features.length; row += 4) {
        features[row + 1] = features[row];
      }
      twins.add(new Choice(features, world.of(user).chosen()));
    }
    boolean[] used = select(twins, ANY);
    assertThat(used[0] ^ used[1]).isTrue();
  }

  @Test
  void ofFewUsersNothingIsLearnt() {
    Choices choices = ListwiseFitTest.world(new double[] {.1, .1, .1, .1}, 20, 5);
    assertThat(select(choices, ANY)).isEqualTo(new boolean[4]);
  }

  @Test
  void withoutUsersNothingIsTaken() {
    assertThat(Arrays.equals(select(new Choices(4), ANY), new boolean[4])).isTrue();
  }
}

package dev.grlm.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.grlm.fusion.Choices.Choice;
import dev.grlm.fusion.StrangerRows.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One feature, which is the score itself; row 0 stands for the known items.
class ExposureBonusTest {
  private static final double[] WEIGHTS = {1};

  private static float[] best(int many, float score) {
    var best = new float[many];
    Arrays.fill(best, score);
    return best;
  }

  private static User ofStranger(float score, int knownAbove) {
    return new User(new Choice(new float[] {0, score}, 1), best(knownAbove, 0), Double.NaN);
  }

  private static User ofKnown(float stranger, int knownAbove) {
    return new User(new Choice(new float[] {0, stranger}, 0), best(knownAbove, 1), .5);
  }

  private static List<User> users(User one, int times, User other, int otherTimes) {
    var users = new ArrayList<>(Collections.nCopies(times, one));
    users.addAll(Collections.nCopies(otherTimes, other));
    return users;
  }

  @Test
  void isAsLargeAsItMayWhereItCostsNothing() {
    var users = users(ofStranger(-.6f, AddedFit.LIST), 10, ofKnown(-9, 3), 10);
    ExposureBonus.Chosen chosen = ExposureBonus.of(users, WEIGHTS);
    assertThat(chosen.bonus()).isCloseTo(2, offset(1e-9));
    assertThat(chosen.found()).isEqualTo(1);
    assertThat(chosen.others()).isEqualTo(1);
  }

  /// Beyond .6 strangers come before the known items that are 0, and all would be found, but of the
  /// others half only.
  @Test
  void purchasesOfStrangersAreFoundNoMoreOftenThanOthers() {
    var users = users(ofStranger(-.6f, AddedFit.LIST), 10, ofKnown(-9, 3), 10);
    users.addAll(Collections.nCopies(10, ofKnown(-9, AddedFit.LIST)));
    ExposureBonus.Chosen chosen = ExposureBonus.of(users, WEIGHTS);
    assertThat(chosen.bonus()).isCloseTo(.6, offset(1e-9));
    assertThat(chosen.found()).isZero();
    assertThat(chosen.others()).isEqualTo(.5);
  }

  /// A known item is the last of the list, until a stranger comes before it: at .4.
  @Test
  void whatIsTakenFromKnownItemsIsLittle() {
    User pushedOut = ofKnown(.1f, AddedFit.LIST - 1);
    User kept = ofKnown(-9, 3);
    User stranger = ofStranger(-9, AddedFit.LIST);
    var many = users(pushedOut, 10, kept, 90);
    many.add(stranger);
    assertThat(ExposureBonus.of(many, WEIGHTS).bonus())
        .as("a tenth is much")
        .isCloseTo(.35, offset(1e-9));
    var few = users(pushedOut, 2, kept, 98);
    few.add(stranger);
    assertThat(ExposureBonus.of(few, WEIGHTS).bonus())
        .as("a fiftieth is little")
        .isCloseTo(2, offset(1e-9));
  }
}

package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.grlm.data.ItemOrder;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollisionsTest {
  /// First level 0 or 10, last level 0, 1, 2, 3.
  private static final Codebooks BOOKS =
      new Codebooks(
          List.of(
              new Matrix(2, 1, new double[] {0, 100}),
              new Matrix(4, 1, new double[] {0, 1, 2, 3})));

  private static Quantized quantized(float... values) {
    return BOOKS.quantize(new ItemVectors(values.length, 1, values));
  }

  private static ItemOrder order(long... popularity) {
    var ids = new java.util.ArrayList<String>();
    for (int item = 0; item < popularity.length; item++) {
      ids.add("i" + item);
    }
    return ItemOrder.of(ids, popularity);
  }

  @Test
  void aDigitNumbersTheItemsOfAGroupByTheirOrder() {
    Quantized quantized = quantized(0, 101, .1f, 2, -.1f);
    Codes codes = Collisions.DIGIT.resolve(quantized, order(3, 1, 9, 5, 3));
    assertThat(codes.sizes()).containsExactly(2, 4, 3);
    assertThat(codes.of(2)).as("the most popular").containsExactly(0, 0, 0);
    assertThat(codes.of(0)).as("equally popular, by id").containsExactly(0, 0, 1);
    assertThat(codes.of(4)).containsExactly(0, 0, 2);
    assertThat(codes.of(1)).containsExactly(1, 1, 0);
    assertThat(codes.of(3)).containsExactly(0, 2, 0);
  }

  @Test
  void whereNoneCollideTheDigitSaysNothing() {
    Codes codes = Collisions.DIGIT.resolve(quantized(0, 1, 2), order(0, 0, 0));
    assertThat(codes.sizes()).containsExactly(2, 4, 1);
    assertThat(codes.surplus()).isZero();
  }

  @Test
  void repairSpreadsAGroupAndLeavesTheOthers() {
    Quantized quantized = quantized(0, .3f, 3, 100);
    assertThat(quantized.codes().surplus()).isEqualTo(1);
    Codes codes = Collisions.REPAIR.resolve(quantized, order(0, 0, 0, 0));
    assertThat(codes.surplus()).isZero();
    assertThat(codes.groups(1))
        .as("all levels but the last stay")
        .containsExactly(List.of(0, 1, 2), List.of(3));
    assertThat(codes.of(3)).as("it never collided").containsExactly(1, 0);
  }

  @Test
  void equalItemsCannotBeRepaired() {
    Codes codes = Collisions.REPAIR.resolve(quantized(1, 1, 3), order(0, 0, 0));
    assertThat(codes.groups(2)).contains(List.of(0, 1));
  }

  @Test
  void matchingGivesAllItemsOfAPrefixTheCodesThatAreNearestInSum() {
    // 0, .2 and .9 with codes at 0, 1, 2, 3: that .2 gives way to .9 costs least.
    Codes codes =
        Collisions.MATCHING.resolve(quantized(0, .2f, .9f, 100.2f, 100), order(0, 0, 0, 0, 0));
    assertThat(codes.surplus()).isZero();
    assertThat(codes.of(0)).containsExactly(0, 0);
    assertThat(codes.of(1)).containsExactly(0, 1);
    assertThat(codes.of(2)).as("not colliding, but moved").containsExactly(0, 2);
    assertThat(codes.of(3)).containsExactly(1, 1);
    assertThat(codes.of(4)).containsExactly(1, 0);
  }

  @Test
  void matchingOfMoreItemsThanCodesTakesNoneMoreOftenThanItMust() {
    Codes codes = Collisions.MATCHING.resolve(quantized(0, 0, 0, 0, 0, 0), order(0, 0, 0, 0, 0, 0));
    assertThat(codes.groups(2)).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(2));
    assertThat(codes.surplus()).isEqualTo(6 - codes.groups(2).size()).isPositive();
  }

  @Test
  void keptCollisionsStay() {
    Quantized quantized = quantized(0, 0, 1);
    assertThat(Collisions.KEEP.resolve(quantized, order(0, 0, 0))).isEqualTo(quantized.codes());
  }

  @ParameterizedTest
  @EnumSource
  void everyWayHasAWord(Collisions way) {
    assertThat(Collisions.parse(way.word())).isEqualTo(way);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Collisions.parse("digits"))
        .withMessageContaining("'digits'; it is one of [keep, digit, repair, matching]");
  }

  @ParameterizedTest
  @EnumSource
  void everyQuantizerHasAWord(QuantizerKind kind) {
    assertThat(QuantizerKind.parse(kind.word())).isEqualTo(kind);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuantizerKind.parse("kmeans"))
        .withMessageContaining("'kmeans'; it is one of [k-means, rq-vae]");
  }
}

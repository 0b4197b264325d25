package dev.grlm.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.codebook.LateCodes.Given;
import dev.grlm.codebook.LateCodes.Way;
import dev.grlm.tensor.LinearAlgebra.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On a line: the first level says tens, the second ones.
class LateCodesTest {
  private static final Quantizer TENS_AND_ONES =
      new KMeansQuantizer(
          new Codebooks(List.of(book(0, 10, 20, 30), book(-2, -1, 0, 1, 2)), false));

  private static final List<Integer> TENS = List.of(0, 1, 2, 3);
  private static final List<Integer> ONES = List.of(0, 1, 2, 3, 4);

  private static Matrix book(double... values) {
    return new Matrix(values.length, 1, values);
  }

  private static Given give(
      Collisions collisions, List<List<Integer>> spelled, float value, int[]... taken) {
    return new LateCodes(TENS_AND_ONES, collisions, spelled)
        .give(new float[] {value}, among(taken));
  }

  private static Predicate<int[]> among(int[]... taken) {
    return codes -> Arrays.stream(taken).anyMatch(one -> Arrays.equals(one, codes));
  }

  private static void assertGiven(Given given, Way way, int... codes) {
    assertThat(given.codes()).containsExactly(codes);
    assertThat(given.way()).isEqualTo(way);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFreeIsTheNearest(Collisions collisions) {
    var spelled =
        collisions == Collisions.DIGIT ? List.of(TENS, ONES, List.of(0, 1)) : List.of(TENS, ONES);
    int[] expected = collisions == Collisions.DIGIT ? new int[] {2, 3, 0} : new int[] {2, 3};
    assertGiven(give(collisions, spelled, 21.2f), Way.NEAREST, expected);
  }

  @Test
  void theDigitIsTheNextFreeOne() {
    var spelled = List.of(TENS, ONES, List.of(2, 0, 1));
    assertGiven(give(Collisions.DIGIT, spelled, 21.2f, new int[] {2, 3, 0}), Way.NEAREST, 2, 3, 1);
    assertGiven(
        give(Collisions.DIGIT, spelled, 21.2f, new int[] {2, 3, 0}, new int[] {2, 3, 1}),
        Way.NEAREST,
        2,
        3,
        2);
  }

  /// 21.2 is nearer to 22 than to 20.
  @Test
  void whereTheModelKnowsNoFurtherDigitTheLastCodeMoves() {
    var spelled = List.of(TENS, ONES, List.of(0));
    assertGiven(give(Collisions.DIGIT, spelled, 21.4f, new int[] {2, 3, 0}), Way.MOVED, 2, 4, 0);
    assertGiven(
        give(Collisions.DIGIT, spelled, 21.4f, new int[] {2, 3, 0}, new int[] {2, 4, 0}),
        Way.MOVED,
        2,
        2,
        0);
  }

  @ParameterizedTest
  @EnumSource(names = {"REPAIR", "MATCHING"})
  void withoutADigitTheLastCodeIsTheNearestFreeOne(Collisions collisions) {
    assertGiven(give(collisions, List.of(TENS, ONES), 21.4f, new int[] {2, 3}), Way.MOVED, 2, 4);
  }

  @Test
  void whereNothingIsFreeCodesAreSharedAndThatIsSaid() {
    assertGiven(
        give(Collisions.REPAIR, List.of(TENS, List.of(3)), 21.2f, new int[] {2, 3}),
        Way.SHARED,
        2,
        3);
    assertGiven(
        give(Collisions.DIGIT, List.of(TENS, List.of(3), List.of(0)), 21.2f, new int[] {2, 3, 0}),
        Way.SHARED,
        2,
        3,
        0);
    assertGiven(
        give(Collisions.KEEP, List.of(TENS, ONES), 21.2f, new int[] {2, 3}), Way.NEAREST, 2, 3);
  }

  /// The second level goes on from what the code that was taken leaves.
  @Test
  void aCodeThatTheModelDoesNotKnowIsPassedOver() {
    assertGiven(give(Collisions.KEEP, List.of(List.of(0, 1, 3), ONES), 21f), Way.NEAREST, 3, 0);
    assertGiven(give(Collisions.KEEP, List.of(TENS, List.of(0, 4)), 21f), Way.NEAREST, 2, 4);
  }

  /// As fitted, where every code is known and none is taken.
  @ParameterizedTest
  @EnumSource(QuantizerKind.class)
  void aKnownVectorGetsItsOwnCodes(QuantizerKind kind) {
    var random = new Random(3);
    var values = new float[40 * 6];
    IntStream.range(0, values.length).forEach(i -> values[i] = (float) random.nextGaussian());
    var vectors = new ItemVectors(40, 6, values);
    try (Quantizer quantizer = fitted(kind, vectors)) {
      Codes codes = quantizer.quantize(vectors).codes();
      List<List<Integer>> spelled =
          IntStream.range(0, 2)
              .mapToObj(level ->
                  IntStream.range(0, 40)
                      .map(item -> codes.code(item, level))
                      .distinct()
                      .boxed()
                      .toList())
              .toList();
      var late = new LateCodes(quantizer, Collisions.MATCHING, spelled);
      for (int item = 0; item < 40; item++) {
        assertGiven(
            late.give(vectors.rows(new int[] {item}), _ -> false), Way.NEAREST, codes.of(item));
      }
    }
  }

  private static Quantizer fitted(QuantizerKind kind, ItemVectors vectors) {
    return switch (kind) {
      case K_MEANS -> new KMeansQuantizer(new ResidualKMeans(2, 5, 20, true, 1).fit(vectors));
      case RQ_VAE -> {
        var model = new RqVae(new RqVaeShape(6, List.of(8), 4, 2, 5), 1);
        model.use(
            new ResidualKMeans(2, 5, 20, false, 1)
                .fit(model.encoded(Standardization.of(vectors).apply(vectors))));
        yield new RqVaeQuantizer(model, Standardization.of(vectors));
      }
    };
  }

  @Test
  void codesOfOtherBooksAreRefused() {
    assertThatThrownBy(() -> new LateCodes(TENS_AND_ONES, Collisions.DIGIT, List.of(TENS, ONES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("codes of 2 levels, the books are for 3");
    assertThatThrownBy(
            () -> new LateCodes(TENS_AND_ONES, Collisions.KEEP, List.of(List.of(0, 4), ONES)))
        .hasMessage("level 1 of the books has 4 codes, and these are to be among them: [0, 4]");
  }
}

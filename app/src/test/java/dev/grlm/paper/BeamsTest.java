package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.recommend.Recommendation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeamsTest {
  private static List<Recommendation> list(int... items) {
    return IntStream.of(items).mapToObj(item -> Recommendation.scored(item, 1)).toList();
  }

  /// Of four true items three are found, in whatever order; of two, one; who has none counts for
  /// nothing.
  @Test
  void whatIsFoundIsAShareOfTheTrueList() {
    assertThat(
            Beams.found(
                List.of(list(4, 3, 2, 9), list(7), list(5)),
                List.of(list(1, 2, 3, 4), list(7, 8), list())))
        .isCloseTo((.75 + .5) / 2, within(1e-12));
    assertThat(Beams.found(List.of(list()), List.of(list()))).isZero();
  }
}

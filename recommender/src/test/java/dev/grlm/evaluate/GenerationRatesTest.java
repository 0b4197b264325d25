package dev.grlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.ground.Grounding;
import dev.grlm.ground.GroundingCounts;
import dev.grlm.identifier.Identifier;
import dev.grlm.recommend.Generated;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class GenerationRatesTest {
  private static final Generated EXACT = beam(new Grounding.Exact(List.of(1)), "red", "mug");
  private static final Generated STRUCTURAL =
      beam(new Grounding.Structural(List.of(1), 1), "red", "rug");
  private static final Generated UNMATCHED = beam(new Grounding.Unmatched(), "blue", "sky");
  private static final Generated TWICE =
      beam(new Grounding.Structural(List.of(1), 1), "red", "red");
  private static final Generated SHORT = beam(new Grounding.Unmatched(), "sky");

  @Test
  void everyBeamIsCountedByWhatBecameOfIt() {
    var rates = new GenerationRates(2);
    rates.accept(List.of(EXACT, EXACT, STRUCTURAL, UNMATCHED));
    rates.accept(List.of(TWICE, SHORT, EXACT, STRUCTURAL));
    assertThat(rates.counts()).isEqualTo(new GroundingCounts(3, 2, 2, 1, 1));
    assertThat(rates.counts().validRate()).isEqualTo(3 / 8.0);
    assertThat(rates.counts().directHitRate()).isEqualTo(3 / 6.0);
    assertThat(rates.counts().foundRate()).isEqualTo(6 / 8.0);
  }

  @Test
  void theFirstBeamsAreCountedTogetherAndSoAreTheSecondOnes() {
    var rates = new GenerationRates(2);
    rates.accept(List.of(EXACT, TWICE));
    rates.accept(List.of(STRUCTURAL));
    rates.accept(List.of(EXACT, UNMATCHED, SHORT));
    assertThat(rates.byBeam())
        .containsExactly(
            new GroundingCounts(2, 0, 1, 0, 0),
            new GroundingCounts(0, 1, 0, 1, 1),
            new GroundingCounts(0, 1, 0, 0, 0));
  }

  @Test
  void onlyTheFirstTenBeamsCount() {
    var rates = new GenerationRates(2);
    var beams = new ArrayList<>(Collections.nCopies(10, EXACT));
    beams.addAll(Collections.nCopies(5, UNMATCHED));
    rates.accept(beams);
    assertThat(rates.counts()).isEqualTo(new GroundingCounts(10, 0, 0, 0, 0));
  }

  @Test
  void nothingHeardIsNothingCounted() {
    var rates = new GenerationRates(2);
    rates.accept(List.of());
    assertThat(rates.counts()).isEqualTo(GroundingCounts.NONE);
    assertThat(rates.byBeam()).isEmpty();
  }

  @Test
  void severalThreadsMayBeHeardAtOnce() throws Exception {
    var rates = new GenerationRates(2);
    Callable<Void> many =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            rates.accept(List.of(EXACT, SHORT));
          }
          return null;
        };
    try (var pool = Executors.newFixedThreadPool(4)) {
      for (var done : pool.invokeAll(Collections.nCopies(4, many))) {
        done.get();
      }
    }
    assertThat(rates.counts()).isEqualTo(new GroundingCounts(40_000, 40_000, 0, 0, 0));
  }

  private static Generated beam(Grounding grounding, String... terms) {
    return new Generated(Identifier.of(terms), -1, grounding);
  }
}

package dev.grlm.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.ground.GroundingConfig;
import dev.grlm.io.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundingWeightsTest {
  private static final GroundingWeights GIVEN = GroundingWeights.of(List.of(1.0, 0.5, 0.5));

  private static DecodingConfig with(GroundingMode mode, GroundingWeights weights) {
    return new DecodingConfig(20, 20, mode, weights, false);
  }

  @Test
  void theWordStandsForAnyLength() {
    for (int length : new int[] {1, 5, 10}) {
      assertThat(GroundingWeights.RECIPROCAL.of(length))
          .isEqualTo(GroundingConfig.harmonic(length));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"reciprocal\"", "[1.0,0.5,0.5]", "[3.0]", "[1.0,0.5,0.3333333333333333]"})
  void readsWhatItWrites(String json) throws IOException {
    GroundingWeights read = Json.convert(Json.parse(json), GroundingWeights.class);
    assertThat(Json.line(read)).isEqualTo(json);
    assertThat(GroundingWeights.parse(read.value())).isEqualTo(read).hasSameHashCodeAs(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]          | no weights",
        "[1,0.5,0.6] | none above the one before, are [1.0, 0.5, 0.6]",
        "[1,0]       | above 0",
        "[1,-1]      | above 0",
        "[1,\"NaN\"] | a list of numbers, not [1, NaN]",
        "[1e999]     | must be finite",
        "\"harmonic\" | the word reciprocal or a list of numbers, not harmonic",
        "true        | the word reciprocal or a list of numbers, not true",
      })
  void whatCannotBeWeightsIsNamed(String json, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.convert(Json.parse(json), GroundingWeights.class))
        .withStackTraceContaining(reason);
  }

  @Test
  void asManyAsSlotsAreNeeded() throws IOException {
    assertThat(GIVEN.of(3).weights()).containsExactly(1.0, 0.5, 0.5);
    with(GroundingMode.ELASTIC, GIVEN).requireLength(3);
    with(GroundingMode.COMPATIBLE, GIVEN).requireLength(5); // which has weights of its own
    for (int length : new int[] {2, 4}) {
      assertThatThrownBy(() -> with(GroundingMode.ELASTIC, GIVEN).requireLength(length))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "decoding.groundingWeights: 3 weights, but identifiers have %d slots; give one for each, or reciprocal",
              length);
    }
  }

  @Test
  void everyIdentifierIsScoredOnlyOfCataloguesThatAllowIt() throws IOException {
    DecodingConfig.DEFAULT.requireSize(1_000_000, 10);
    var all = new DecodingConfig(20, 20, GroundingMode.ELASTIC, GroundingWeights.RECIPROCAL, true);
    all.requireSize(20_000, 20_000);
    assertThatThrownBy(() -> all.requireSize(20_001, 20_000))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "decoding.exhaustive: each of 20,001 items would be scored for each user, at most 20,000 are; leave it out, or take a part of the catalogue");
    assertThat(all.told().path("exhaustive").asBoolean()).isTrue();
  }

  /// Reports that were made before there was the setting are as they were.
  @Test
  void aStageNamesOnlyOtherWeights() {
    assertThat(Json.line(DecodingConfig.DEFAULT.told()))
        .isEqualTo("{\"beams\":20,\"freeBeams\":20,\"grounding\":\"elastic\"}");
    assertThat(with(GroundingMode.ELASTIC, GIVEN).told().path("groundingWeights")).hasSize(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LaterSettings.told(DecodingConfig.DEFAULT, Set.of("rays")))
        .withMessage("DecodingConfig has no key 'rays'");
  }
}

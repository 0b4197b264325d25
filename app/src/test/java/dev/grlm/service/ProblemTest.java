package dev.grlm.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  private static JsonNode json(Problem problem) throws IOException {
    return Json.parse(new String(problem.reply().body(), StandardCharsets.UTF_8));
  }

  @Test
  void isWrittenAsTheStandardSays() throws IOException {
    Problem problem = Problem.notFound("item", "a\"b\n");
    assertThat(problem.reply().mediaType()).isEqualTo("application/problem+json");
    assertThat(json(problem))
        .isEqualTo(
            Json.parse(
                "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                    + "\"detail\":\"no item 'a\\\"b\\n'\"}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "5000, 5"})
  void toldToComeBackItIsInWholeSecondsAndNeverAtOnce(long millis, String seconds) {
    assertThat(Problem.later(503, "x", Duration.ofMillis(millis)).reply().headers())
        .containsEntry("Retry-After", seconds);
  }

  @Test
  void headersAddUpAndTheFirstProblemStaysAsItWas() {
    Problem first = Problem.of(405, "x");
    Problem both = first.with("Allow", "GET").with("Retry-After", "1");
    assertThat(both.reply().headers()).hasSize(2).containsEntry("Allow", "GET");
    assertThat(both.status()).isEqualTo(405);
    assertThat(first.reply().headers()).isEmpty();
  }

  @Test
  void aReasonThatIsMissingIsStillADetail() throws IOException {
    assertThat(json(Problem.badRequest(null)).path("detail").asText())
        .isEqualTo("the request is wrong");
  }

  @Test
  void costsNoStackTrace() {
    assertThat(Problem.of(400, "x").getStackTrace()).isEmpty();
  }
}

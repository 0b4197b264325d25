package dev.grlm.bench.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs no peers, in small shapes on the host, so that the bench is ready when a card is
/// there.
class CardBenchTest {
  @TempDir Path folder;

  private List<JsonNode> figures(String... checks) throws IOException {
    for (String check : checks) {
      CardBench.main(
          new String[] {check, "cpu", "tiny", folder.toString(), folder.resolve("out").toString()});
    }
    return Files.readAllLines(folder.resolve("out/figures.jsonl")).stream()
        .map(CardBenchTest::parsed)
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return Json.parse(line);
    } catch (IOException wrong) {
      throw new AssertionError(line, wrong);
    }
  }

  @Test
  void trainsWithAndWithoutAdapters() throws IOException {
    List<JsonNode> lines = figures("training/0.6B/full", "training/4B/lora");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).get("case").asText()).isEqualTo("0.6B FULL");
    assertThat(lines.get(1).get("case").asText()).isEqualTo("4B LORA");
    for (JsonNode line : lines) {
      assertThat(line.get("tokensPerStep").asInt()).isEqualTo(512);
      assertThat(line.get("tokensPerSecond").asLong()).isPositive();
      assertThat(line.get("predictedBytes").asLong()).isPositive();
      // The logarithm of 512 tokens, to begin with.
      assertThat(line.get("losses").asText()).startsWith("[6.2");
    }
  }

  @Test
  void aGroupOfOneExchangesWhatItHas() throws IOException {
    assertThat(figures("processes").getFirst().get("right").asBoolean()).isTrue();
  }

  @Test
  void anUnknownCheckIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> figures("speed"))
        .withMessageContaining("speed");
  }
}

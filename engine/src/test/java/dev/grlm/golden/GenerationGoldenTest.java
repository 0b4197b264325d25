package dev.grlm.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.decode.Beam;
import dev.grlm.decode.BeamSearch;
import dev.grlm.decode.GeneratedTokens;
import dev.grlm.decode.Generator;
import dev.grlm.decode.Sampling;
import dev.grlm.decode.Stops;
import dev.grlm.lm.qwen3.Qwen3;
import dev.grlm.lm.qwen3.TokenContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `transformers` generates with the same checkpoints, which it is given one prompt at a time
/// and we all at once.
class GenerationGoldenTest {
  private static final int TOKENS = 12;
  private static final int BEAM_TOKENS = 6;
  private static final int BEAMS = 4;

  private static List<TokenContext> prompts(JsonNode cases) {
    var prompts = new ArrayList<TokenContext>();
    for (JsonNode generated : cases) {
      prompts.add(new TokenContext(Golden.ints(generated.get("prompt"))));
    }
    assertThat(prompts).hasSize(3);
    return prompts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"untied", "tied", "yarn"})
  void continuesGreedilyAlike(String name) throws IOException {
    JsonNode cases = Golden.json(name + "/expected.json").get("generated");
    try (Qwen3 model = Qwen3.load(Golden.folder(name), 0)) {
      var generator = new Generator<>(model, new Sampling.Greedy(), Stops.at(Set.of(), TOKENS));
      List<GeneratedTokens> found = generator.generate(prompts(cases));
      for (int i = 0; i < found.size(); i++) {
        int[] expected = Golden.ints(cases.get(i).get("greedy"));
        assertThat(expected).hasSize(TOKENS);
        assertThat(found.get(i).tokens()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"untied", "tied", "yarn"})
  void findsTheSameBeams(String name) throws IOException {
    JsonNode cases = Golden.json(name + "/expected.json").get("generated");
    try (Qwen3 model = Qwen3.load(Golden.folder(name), 0)) {
      List<List<Beam>> found = new BeamSearch<>(model).free(prompts(cases), BEAM_TOKENS, BEAMS);
      for (int i = 0; i < found.size(); i++) {
        JsonNode expected = cases.get(i).get("beams");
        assertThat(found.get(i)).hasSize(BEAMS).hasSize(expected.size());
        for (int rank = 0; rank < BEAMS; rank++) {
          Beam beam = found.get(i).get(rank);
          assertThat(beam.symbols()).isEqualTo(Golden.ints(expected.get(rank).get("tokens")));
          assertThat(beam.logProbability())
              .isCloseTo(expected.get(rank).get("log_probability").asDouble(), within(1e-4));
        }
      }
    }
  }
}

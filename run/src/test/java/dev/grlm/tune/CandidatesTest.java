package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final List<String> notes = new ArrayList<>();

  private static RunConfig base(long seed) throws IOException {
    return ConfigFile.over(RunConfig.defaults(Systems.ALL), null, List.of("seed=" + seed));
  }

  /// All of them, each remembered as tried; the known ones are.
  private List<String> all(long seed, List<Map<String, JsonNode>> known, String... variations)
      throws IOException {
    RunConfig base = base(seed);
    var candidates = new Candidates(base, Space.of(base, List.of(variations)), notes::add);
    var tried = new ArrayList<>(known);
    var drawn = new ArrayList<String>();
    for (Optional<Map<String, JsonNode>> next = candidates.next(tried);
        next.isPresent();
        next = candidates.next(tried)) {
      tried.add(next.get());
      drawn.add(Json.line(next.get()));
    }
    return drawn;
  }

  /// Two layers and a width of 128 are the defaults, which the empty settings stand for.
  @Test
  void firstTheSettingsAsTheyAreThenEveryOtherOnce() throws IOException {
    List<String> drawn = all(1, List.of(), "small.layers=1,2", "small.width=64,128");
    assertThat(drawn).startsWith("{}");
    assertThat(drawn)
        .containsExactlyInAnyOrder(
            "{}",
            "{\"grlm.small.layers\":1}",
            "{\"grlm.small.width\":64}",
            "{\"grlm.small.layers\":1,\"grlm.small.width\":64}");
    assertThat(notes).isEmpty();
  }

  @Test
  void theSeedDecidesTheOrderAndNothingElseDoes() throws IOException {
    String[] space = {"small.layers=1,2,3", "small.width=64,128,192", "small.dropout=0.1,0.2"};
    assertThat(all(1, List.of(), space)).hasSize(19).isEqualTo(all(1, List.of(), space));
    assertThat(all(2, List.of(), space)).isNotEqualTo(all(1, List.of(), space));
  }

  @Test
  void whatWasTriedIsNotTriedAgain() throws IOException {
    List<String> whole = all(1, List.of(), "small.layers=1,2,3", "small.width=64,128");
    var known = new ArrayList<Map<String, JsonNode>>();
    for (String line : whole.subList(0, 3)) {
      var settings = new LinkedHashMap<String, JsonNode>();
      Json.parse(line)
          .properties()
          .forEach(entry -> settings.put(entry.getKey(), entry.getValue()));
      known.add(settings);
    }
    assertThat(all(1, known, "small.layers=1,2,3", "small.width=64,128"))
        .isEqualTo(whole.subList(3, whole.size()));
  }

  /// 96 goes with 4 heads and 3, 128 with 4 alone.
  @Test
  void combinationsThatCannotBeAreNamed() throws IOException {
    RunConfig base = ConfigFile.over(base(1), null, List.of("small.width=96"));
    var candidates =
        new Candidates(
            base, Space.of(base, List.of("small.heads=3,4", "small.width=96,128")), notes::add);
    var tried = new ArrayList<Map<String, JsonNode>>();
    for (Optional<Map<String, JsonNode>> next = candidates.next(tried);
        next.isPresent();
        next = candidates.next(tried)) {
      tried.add(next.get());
    }
    assertThat(tried)
        .extracting(Json::line)
        .containsExactlyInAnyOrder("{}", "{\"grlm.small.heads\":3}", "{\"grlm.small.width\":128}");
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("left out, [grlm.small.heads=3, grlm.small.width=128]: configuration: ");
  }
}

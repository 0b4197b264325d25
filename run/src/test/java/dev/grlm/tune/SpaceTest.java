package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceTest {
  private static final RunConfig BASE = RunConfig.defaults(Systems.ALL);

  private static Space space(String... variations) throws IOException {
    return Space.of(BASE, List.of(variations));
  }

  @Test
  void keysAreFullAndValuesAsAConfigurationHoldsThem() throws IOException {
    Space space =
        space(
            "small.training.learningRate=1e-3,0.0020",
            "grlm.small.lookahead=true,false",
            "terms.collisions=keep,separate",
            "small.width=64,128");
    assertThat(Json.line(space.values()))
        .isEqualTo(
            "{\"grlm.small.training.learningRate\":[0.001,0.002],"
                + "\"grlm.small.lookahead\":[true,false],"
                + "\"grlm.terms.collisions\":[\"keep\",\"separate\"],"
                + "\"grlm.small.width\":[64,128]}");
  }

  @Test
  void everyCombinationHasANumber() throws IOException {
    Space space = space("small.layers=1,2,3", "small.width=64,128", "small.dropout=0.1,0.2");
    assertThat(space.size()).isEqualTo(12);
    Set<List<String>> all = new HashSet<>();
    for (long number = 0; number < 12; number++) {
      all.add(space.settings(number));
    }
    assertThat(all)
        .hasSize(12)
        .contains(
            List.of("grlm.small.layers=1", "grlm.small.width=64", "grlm.small.dropout=0.1"),
            List.of("grlm.small.layers=3", "grlm.small.width=128", "grlm.small.dropout=0.2"));
  }

  @Test
  void onlyWhatDiffersIsNamed() throws IOException {
    Space space = space("small.layers=2,3", "small.width=64,128");
    RunConfig other = ConfigFile.over(BASE, null, List.of("small.width=64", "small.heads=8"));
    assertThat(Json.line(space.differences(BASE, other))).isEqualTo("{\"grlm.small.width\":64}");
    assertThat(space.differences(BASE, BASE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "small.layers | --vary small.layers: expected KEY=V1,V2,…",
        "=1,2 | --vary =1,2: expected KEY=V1,V2,…",
        "small.layers= | --vary small.layers=: one value is no choice; give it with --set",
        "small.layers=2 | --vary small.layers=2: one value is no choice; give it with --set",
        "small.dropout=0.1,0.2,1e-1 | --vary small.dropout=0.1,0.2,1e-1: 0.1 stands there twice",
        "small.layers=2,2.0 | --vary small.layers=2,2.0: 2 stands there twice",
        "small.layer=1,2 | --vary small.layer=1: unknown key 'small.layer'; did you mean 'layers'?",
        "small.layers=1,2.5 | --vary small.layers=2.5: 'small.layers' is a whole number, not 2.5",
        "small=1,2 | --vary small=1: small=1: 'small' is a group; name a key in it",
        "small.layers=1, | --vary …=1,: a value is missing",
        "small.width=64,130 | --vary small.width=130: configuration: 'grlm.small': ",
        "small.layers=1,2;grlm.small.layers=2,3 | is varied already",
      })
  void whatCannotBeIsSaidInOneLine(String variations, String message) {
    assertThatThrownBy(() -> Space.of(BASE, Arrays.asList(variations.split(";", -1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void moreCombinationsThanALongCountsAreRefused() throws IOException {
    String values = String.join(",", IntStream.rangeClosed(1, 100).mapToObj(i -> "" + i).toList());
    Space space =
        space(
            "small.layers=" + values,
            "small.hidden=" + values,
            "small.slotHidden=" + values,
            "small.maxSteps=" + values,
            "small.minimumWordItems=" + values,
            "small.training.epochs=" + values,
            "small.training.batch=" + values,
            "small.training.patience=" + values,
            "small.training.validateEvery=" + values,
            "flat.layers=" + values);
    assertThatThrownBy(space::size)
        .hasMessage("--vary: more combinations than can be counted; vary less");
  }
}

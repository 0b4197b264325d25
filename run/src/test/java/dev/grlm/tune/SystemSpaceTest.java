package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RowKind;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SystemSpaceTest {
  private final List<String> notes = new ArrayList<>();

  private static Stream<Arguments> recipes() {
    return Systems.ALL.stream()
        .filter(system -> system.kind() == RowKind.SYSTEM)
        .flatMap(SystemSpaceTest::recipes);
  }

  private static Stream<Arguments> recipes(RecommenderSystem<?> system) {
    return system.recipes().keySet().stream().map(recipe -> Arguments.of(system.name(), recipe));
  }

  /// Every key there is, every value as it can be, and what is the default among them.
  @ParameterizedTest
  @MethodSource("recipes")
  void whatARecipeVariesCanBeAndIsAroundItsDefaults(String system, String recipe)
      throws IOException {
    RunConfig config = RunConfig.defaults(Systems.ALL).fitting(List.of(system)).withRecipe(recipe);
    Space space = SystemSpace.of(config, notes::add);
    assertThat(notes).isEmpty();
    assertThat(space.size()).isGreaterThan(10);
    JsonNode defaults = Space.tree(config);
    assertThat(space.values())
        .allSatisfy((key, values) -> assertThat(values).as(key).contains(Space.at(defaults, key)));
  }

  private Space of(String... settings) throws IOException {
    RunConfig defaults = RunConfig.defaults(Systems.ALL).fitting(List.of("sasrec"));
    return SystemSpace.of(ConfigFile.over(defaults, null, List.of(settings)), notes::add);
  }

  @Test
  void whatSomebodyDecidedIsNotVaried() throws IOException {
    Space space = of("sasrec.training.epochs=2", "sasrec.dropout=0.35");
    assertThat(space.values())
        .containsOnlyKeys(
            "sasrec.width",
            "sasrec.blocks",
            "sasrec.hidden",
            "sasrec.training.learningRate",
            "sasrec.training.batch");
    assertThat(notes)
        .containsExactly(
            "sasrec.dropout stays 0.35, as given", "sasrec.training.epochs stays 2, as given");
  }

  /// 128 heads divide no width below.
  @Test
  void valuesThatDoNotGoWithWhatWasGivenAreLeftOut() throws IOException {
    assertThat(Json.line(of("sasrec.heads=128").values()))
        .startsWith("{\"sasrec.width\":[128,256],");
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("left out, --vary sasrec.width=64: configuration: ");
  }

  @Test
  void nothingToChooseIsSaid() {
    List<String> all =
        List.of(
            "sasrec.width=32",
            "sasrec.blocks=3",
            "sasrec.hidden=64",
            "sasrec.dropout=0",
            "sasrec.training.learningRate=1",
            "sasrec.training.batch=2",
            "sasrec.training.epochs=1");
    assertThatThrownBy(() -> of(all.toArray(String[]::new)))
        .hasMessage("nothing to choose between for sasrec (default); --vary KEY=V1,V2 says what");
  }
}

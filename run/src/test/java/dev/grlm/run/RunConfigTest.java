package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSettings;
import dev.grlm.systems.grlm.GrlmSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunConfigTest {
  private static final RunConfig DEFAULT = RunConfig.defaults(Systems.ALL);

  /// The house with one more system, which has a key that GRLM has too.
  private static List<RecommenderSystem<?>> larger() {
    var house = new ArrayList<RecommenderSystem<?>>(Systems.ALL);
    house.add(new OneFileSystemTest.Successors());
    return house;
  }

  @Test
  void theFirstSystemThatLearnsIsFittedByDefault() {
    assertThat(DEFAULT.fitted()).containsExactly("grlm");
    assertThat(DEFAULT.recipe("grlm")).isEqualTo("small");
    assertThat(DEFAULT.recipe("floor")).isEqualTo("default");
  }

  @Test
  void systemsAreFittedInTheGivenOrderAndOnce() {
    RunConfig both =
        RunConfig.defaults(larger()).fitting(List.of("successors", "grlm", "successors"));
    assertThat(both.fitted()).containsExactly("successors", "grlm");
    assertThat(RunConfig.defaults(larger()).fittingAlso(List.of("successors")).fitted())
        .containsExactly("grlm", "successors");
  }

  /// A fit that names one system leaves the others of the run as they are.
  @Test
  void theOtherSystemsOfARunStayAsTheyAre() throws IOException {
    RunConfig run =
        ConfigFile.over(
            RunConfig.defaults(larger()).fitting(List.of("grlm", "successors")),
            null,
            List.of("steps=4", "small.width=64"));
    RunConfig again = RunConfig.defaults(larger()).beside(run);
    assertThat(again.fitted()).containsExactly("grlm", "successors");
    assertThat(again.tree().path("successors").path("steps").asInt()).isEqualTo(4);
    assertThat(again.settings(GrlmSystem.NAME, GrlmSettings.class).small().width()).isEqualTo(128);
  }

  @Test
  void whatCannotBeFittedIsNamed() {
    assertThatThrownBy(() -> DEFAULT.fitting(List.of("grml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no system is called 'grml'; there are [floor, grlm");
    assertThatThrownBy(() -> DEFAULT.fitting(List.of("floor")))
        .hasMessage("'floor' learns nothing and is in every report; fit another system");
    assertThatThrownBy(() -> DEFAULT.fitting(List.of())).hasMessageStartingWith("no system to fit");
  }

  @Test
  void everySystemHasAGroupOfKeysAndTheTreeIsReadBack() {
    var tree = DEFAULT.tree();
    assertThat(tree.path("systems")).hasToString("[\"grlm\"]");
    assertThat(tree.path("seed").asLong()).isEqualTo(42);
    assertThat(tree.path("grlm").path("recipe").asText()).isEqualTo("small");
    assertThat(tree.path("grlm").path("small").path("width").asInt()).isEqualTo(128);
    assertThat(RunConfig.of(Systems.ALL, tree)).isEqualTo(DEFAULT).hasSameHashCodeAs(DEFAULT);
    assertThat(DEFAULT).isNotEqualTo(DEFAULT.withRecipe("flat"));
  }

  @Test
  void aRecipeIsChosenOfWhomeverHasItAndKeepsWhatWasChanged() throws IOException {
    RunConfig changed = ConfigFile.over(DEFAULT, null, List.of("flat.hidden=16", "preset=flat"));
    assertThat(changed.recipe("grlm")).isEqualTo("flat");
    assertThat(changed.settings(GrlmSystem.NAME, GrlmSettings.class).flat().hidden()).isEqualTo(16);
    assertThatThrownBy(() -> DEFAULT.withRecipe("huge"))
        .hasMessage("unknown preset 'huge'; it is one of [small, flat, qwen3, qwen3-parity]");
    assertThatThrownBy(() -> ConfigFile.over(DEFAULT, null, List.of("grlm.recipe=huge")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown recipe 'huge' of grlm");
  }

  @Test
  void aKeyMayStandWithoutItsSystemWhereNoOtherHasIt() throws IOException {
    RunConfig base = RunConfig.defaults(larger());
    assertThat(ConfigFile.over(base, null, List.of("small.width=64")))
        .isEqualTo(ConfigFile.over(base, null, List.of("grlm.small.width=64")));
    assertThat(ConfigFile.over(base, null, List.of("steps=3")))
        .isEqualTo(ConfigFile.over(base, null, List.of("successors.steps=3")));
    assertThatThrownBy(() -> ConfigFile.over(base, null, List.of("recipe=small")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("--set: unknown key 'recipe'");
  }

  @Test
  void theSettingsAreOfOneType() {
    assertThatThrownBy(() -> DEFAULT.settings("floor", GrlmSettings.class))
        .hasMessageContaining("the settings of 'floor' are Settings, not GrlmSettings");
  }

  @Test
  void aStoredKeyThatIsNoMoreIsPassedOverAndAMissingSystemNamed() throws IOException {
    var tree = DEFAULT.tree().put("speed", 3);
    tree.withObjectProperty("neighbors").put("serch", "graph");
    assertThat(RunConfig.stored(Systems.ALL, tree)).isEqualTo(DEFAULT);
    assertThatThrownBy(
            () -> RunConfig.stored(Systems.ALL, Json.parse("{\"systems\": [\"oracle\"]}")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the run has a system 'oracle', which this program does not know");
  }

  @Test
  void twoSystemsOfOneNameAreAMistakeInTheProgram() {
    assertThatThrownBy(() -> RunConfig.defaults(List.of(new GrlmSystem(), new GrlmSystem())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two systems are called 'grlm'");
  }
}

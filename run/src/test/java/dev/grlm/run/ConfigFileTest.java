package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.systems.Systems;
import dev.grlm.systems.grlm.GrlmSettings;
import dev.grlm.systems.grlm.GrlmSystem;
import dev.grlm.systems.grlm.naming.CollisionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  private static final RunConfig DEFAULT = RunConfig.defaults(Systems.ALL);

  @TempDir Path folder;

  private static GrlmSettings own(RunConfig config) {
    return config.settings(GrlmSystem.NAME, GrlmSettings.class);
  }

  @Test
  void withoutAnythingTheDefaultsStay() throws IOException {
    assertThat(set()).isEqualTo(DEFAULT);
  }

  @Test
  void theDefaultsWrittenAsAFileAreTheDefaults() throws IOException {
    assertThat(file(Json.pretty(DEFAULT.tree()))).isEqualTo(DEFAULT);
  }

  @Test
  void aFileChangesOnlyWhatItNames() throws IOException {
    RunConfig config =
        file("{\"seed\": 7, \"small\": {\"width\": 64, \"training\": {\"epochs\": 3}}}");
    assertThat(config.shared().seed()).isEqualTo(7);
    assertThat(own(config).small().width()).isEqualTo(64);
    assertThat(own(config).small().training().epochs()).isEqualTo(3);
    assertThat(own(config).small().layers()).isEqualTo(own(DEFAULT).small().layers());
    assertThat(own(config).small().training().batch())
        .isEqualTo(own(DEFAULT).small().training().batch());
    assertThat(own(config).flat()).isEqualTo(own(DEFAULT).flat());
  }

  @Test
  void settingsComeAfterTheFileAndTheLastOneWins() throws IOException {
    Path file = write("{\"seed\": 7, \"workers\": 1}");
    RunConfig config = ConfigFile.over(DEFAULT, file, List.of("seed=8", "seed=9"));
    assertThat(config.shared().seed()).isEqualTo(9);
    assertThat(config.shared().workers()).isEqualTo(1);
  }

  @Test
  void aSettingMayBeAnyJsonOrAWord() throws IOException {
    RunConfig config =
        set(
            "preset=flat",
            "small.training.learningRate=1e-3",
            "textFields=[\"color\",\"size\"]",
            "evaluation.tuneFloor=false",
            "evaluation.repeats=\"allow\"",
            "terms.collisions=separate");
    assertThat(config.recipe("grlm")).isEqualTo("flat");
    assertThat(own(config).small().training().learningRate()).isEqualTo(1e-3);
    assertThat(config.shared().textFields()).containsExactly("color", "size");
    assertThat(config.shared().evaluation().tuneFloor()).isFalse();
    assertThat(config.shared().evaluation().repeats()).isEqualTo("allow");
    assertThat(own(config).terms().collisions()).isEqualTo(CollisionPolicy.SEPARATE);
  }

  /// A run of before `approximateAbove` knows only `k`.
  @Test
  void aKeyThatIsYoungerThanTheRunHasItsDefault() throws IOException {
    RunConfig stored =
        RunConfig.stored(
            Systems.ALL,
            Json.parse("{\"systems\": [\"grlm\"], \"seed\": 7, \"neighbors\": {\"k\": 3}}"));
    assertThat(stored.shared().seed()).isEqualTo(7);
    assertThat(stored.shared().neighbors()).isEqualTo(DEFAULT.shared().neighbors().withK(3));
    assertThat(RunConfig.stored(Systems.ALL, DEFAULT.tree())).isEqualTo(DEFAULT);
  }

  @Test
  void theDefaultsThemselvesAreNeverChanged() throws IOException {
    String before = Json.pretty(DEFAULT.tree());
    set("small.width=4");
    assertThat(Json.pretty(DEFAULT.tree())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sed=7                      | --set: unknown key 'sed'; did you mean 'seed'?
          small.widht=4              | --set: unknown key 'small.widht'; did you mean 'width'?
          smal.width=4               | --set: unknown key 'smal.width'; did you mean 'small'?
          small.training.epoch=4     | --set: unknown key 'small.training.epoch'; did you mean 'epochs'?
          seed                       | --set seed: expected key=value
          =7                         | --set =7: expected key=value
          small=4                    | --set small=4: 'small' is a group; name a key in it
          seed.deep=4                | --set seed.deep=4: 'seed' has no keys inside
          small.width=16.5           | --set: 'small.width' is a whole number, not 16.5
          seed=null                  | --set: 'seed' is a value like 42, not null
          seed={}                    | --set: 'seed' is a value like 42, not {}
          small.width=wide           | configuration: 'grlm.small.width':
          small.training.epochs=many | configuration: 'grlm.small.training.epochs':
          preset=huge                | unknown preset 'huge'; it is one of [small, flat, qwen3, qwen3-parity]
          evaluation.repeats=maybe   | unknown repeat policy 'maybe'
          small.heads=3              | width 128 is not a positive multiple of heads 3
          small.dropout=1            | a dropout rate must be in 0…0.99: 1.0
          small.training.epochs=0    | must be at least 1: 0
          flat.keyValueHeads=3       | num_key_value_heads 3 does not divide
          flat.historyItems=0        | historyItems must be at least 1
          workers=0                  | workers must be at least 1, is 0
          decoding.beams=0           | must be at least 1: 0, 20
          decoding.groundingWeights=[1,2] | configuration: 'decoding.groundingWeights': weights must be finite, above 0 and none above the one before, are [1.0, 2.0]
          decoding.groundingWeights=flat  | configuration: 'decoding.groundingWeights': weights are the word reciprocal or a list of numbers, not flat
          qwen3.newTokens=-1         | newTokens must not be negative: -1
          small.collaborative.neighbors=-1 | collaborative neighbors must not be negative, their weight above 0: -1, 1.0
          """)
  void whatCannotBeSetIsSaidInOneLine(String setting, String expected) {
    assertThatThrownBy(() -> set(setting))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"sed": 7}                   | : unknown key 'sed'; did you mean 'seed'?
          {"small": {"widht": 7}}      | : unknown key 'small.widht'; did you mean 'width'?
          {"small": 7}                 | : 'small' is a group of keys, not 7
          {"seed": {"a": 1}}           | : 'seed' is a value like 42, not {"a":1}
          {"small": {"width": 1.5}}    | : 'small.width' is a whole number, not 1.5
          [1]                          | : a configuration is a JSON object
          {"seed": 7                   | broken JSON
          """)
  void aBrokenFileIsNamedInOneLine(String content, String expected) throws IOException {
    Path file = write(content);
    assertThatThrownBy(() -> ConfigFile.over(DEFAULT, file, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  private static RunConfig set(String... settings) throws IOException {
    return ConfigFile.over(DEFAULT, null, List.of(settings));
  }

  private RunConfig file(String content) throws IOException {
    return ConfigFile.over(DEFAULT, write(content), List.of());
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("config.json"), content);
  }

  /// Texts, lists, numbers, of the run and of a system.
  @Test
  void whatMakesOneConfigurationAnotherIsNamed() throws IOException {
    RunConfig changed =
        set("seed=7", "small.width=64", "textFields=[\"a b\"]", "terms.collisions=separate");
    List<String> differences = ConfigFile.differences(DEFAULT, changed);
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "seed=7",
            "textFields=[\"a b\"]",
            "grlm.terms.collisions=\"separate\"",
            "grlm.small.width=64");
    assertThat(ConfigFile.over(DEFAULT, null, differences)).isEqualTo(changed);
    assertThat(ConfigFile.differences(changed, changed)).isEmpty();
  }
}

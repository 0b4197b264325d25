package dev.grlm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.cli.ConfigReference.Entry;
import dev.grlm.io.Json;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.system.RunSettings;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reference of settings lists what there is, says something of each, and is the page.
class ConfigReferenceTest {
  private static final Path PAGE =
      Path.of(System.getProperty("grlm.project.root", "..")).resolve("docs/config.md");
  private static final List<Entry> ALL = ConfigReference.of(Systems.ALL);

  static Stream<Entry> entries() {
    return ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyKeySaysWhatItMeansAndWhereItComesFrom(Entry entry) {
    assertThat(entry.meaning()).as(entry.key() + " in settings.properties").isNotBlank();
    assertThat(entry.source()).as(entry.key() + ".source").isNotBlank();
    assertThat(entry.type()).isNotEqualTo("record");
  }

  /// Seeds may be any number; every other one has a range.
  @Test
  void everyNumberHasARange() {
    assertThat(ALL)
        .filteredOn(entry -> entry.preset().isNumber() && !entry.key().endsWith("seed"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.range()).as(entry.key()).isNotBlank());
  }

  /// The keys and defaults are those of the configuration itself, `preset` and `systems` apart.
  @Test
  void theKeysAreThoseOfTheConfiguration() {
    var listed = new TreeMap<String, JsonNode>();
    ALL.forEach(entry -> listed.put(entry.key(), entry.preset()));
    var there = new TreeMap<String, JsonNode>();
    leaves("", RunConfig.defaults(Systems.ALL).tree(), there);
    there.keySet().removeIf(key -> key.equals("systems") || key.endsWith(".recipe"));
    assertThat(listed).isEqualTo(there);
  }

  private static void leaves(String path, ObjectNode tree, Map<String, JsonNode> found) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (entry.getValue() instanceof ObjectNode group) {
        leaves(path + entry.getKey() + ".", group, found);
      } else {
        found.put(path + entry.getKey(), entry.getValue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyKeyCanBeSet(Entry entry) throws IOException {
    String setting = entry.key() + "=" + entry.preset();
    RunConfig defaults = RunConfig.defaults(Systems.ALL);
    assertThat(ConfigFile.over(defaults, null, List.of(setting))).isEqualTo(defaults);
    assertThat(ConfigFile.keys(defaults, null, List.of(setting))).containsExactly(entry.key());
  }

  static Stream<Record> records() {
    return Stream.concat(
            Stream.of((Record) RunSettings.DEFAULT),
            Systems.ALL.stream().map(system -> (Record) system.recipes().firstEntry().getValue()))
        .flatMap(ConfigReferenceTest::withGroups);
  }

  private static Stream<Record> withGroups(Record record) {
    Stream<Record> groups =
        Arrays.stream(record.getClass().getRecordComponents())
            .map(component -> ConfigReference.value(record, component))
            .filter(Record.class::isInstance)
            .map(Record.class::cast)
            .flatMap(ConfigReferenceTest::withGroups);
    return Stream.concat(Stream.of(record), groups);
  }

  /// What is said of a key that has gone, or was misspelt, is said of nothing.
  @ParameterizedTest
  @MethodSource("records")
  void nothingIsSaidOfKeysThatAreNot(Record record) {
    List<String> components =
        Arrays.stream(record.getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    assertThat(components).containsAll(SettingNotes.of(record.getClass()).components());
  }

  @Test
  void thePageIsWhatTheCommandPrints() throws IOException {
    Cli made = Cli.run("config", "--page");
    assertThat(made.code()).isZero();
    assertThat(Files.readString(PAGE))
        .as("grlm config --page > docs/config.md")
        .isEqualTo(made.out());
  }

  @Test
  void theTableHoldsEveryKeyOnALine() {
    Cli table = Cli.run("config");
    assertThat(table.out().lines()).hasSize(ALL.size() + 2);
    assertThat(table.out()).contains("grlm.small.training.epochs", "whole number", "above 0");
  }

  @Test
  void aGroupIsShownAloneWithOrWithoutItsSystem() throws IOException {
    for (String group : List.of("small.training", "grlm.small.training")) {
      JsonNode list = Json.parse(Cli.run("config", group, "--json").out());
      assertThat(list).hasSize(11);
      assertThat(list)
          .allSatisfy(
              entry -> assertThat(entry.path("key").asText()).startsWith("grlm.small.training."));
    }
    assertThat(Json.parse(Cli.run("config", "seed", "--json").out())).hasSize(1);
  }
}

package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.systems.Systems;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Settings that somebody gave and nobody reads are named; those that are read are not.
class UnreadSettingsTest {
  private static List<String> notes(String verb, String... settings) throws IOException {
    RunConfig defaults = RunConfig.defaults(Systems.ALL);
    List<String> given = Arrays.asList(settings);
    RunConfig config = ConfigFile.over(defaults, null, given);
    return UnreadSettings.notes(config, ConfigFile.keys(config, null, given), verb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit       | flat.layers=2               | grlm.flat.layers has no effect: the recipe 'small'",
        "fit       | qwen3.rank=4                | grlm.qwen3.rank has no effect: the recipe 'small'",
        "fit       | sasrec.width=32             | sasrec.width has no effect: the system 'sasrec' is not fitted",
        "fit       | terms.prompted.repairs=1    | grlm.terms.prompted.repairs has no effect",
        "fit       | terms.textFields=[\"a\"]    | grlm.terms.textFields has no effect",
        "fit       | encoder.longest=100         | encoder.longest has no effect: without a checkpoint",
        "dataset   | seed=1                      | seed has no effect: 'dataset' does not read it",
        "embed     | ties=shuffle                | ties has no effect: 'embed' does not read it",
        "train     | ties=shuffle                | ties has no effect: 'train' does not read it",
        "evaluate  | ties=shuffle                | ties has no effect: 'evaluate' does not read it",
        "dataset   | small.width=64              | grlm.small.width has no effect: 'dataset'",
        "embed     | neighbors.k=3               | neighbors.k has no effect: 'embed' does not read it",
        "embed     | small.width=64              | grlm.small.width has no effect: 'embed'",
        "neighbors | embedding.dimensions=8      | embedding.dimensions has no effect: 'neighbors'",
        "terms     | small.training.epochs=3     | grlm.small.training.epochs has no effect: 'terms'",
        "terms     | neighbors.k=3               | neighbors.k has no effect: 'terms' does not read it",
        "train     | terms.neighbors=3           | grlm.terms.neighbors has no effect: 'train'",
        "train     | embedding.dimensions=8      | embedding.dimensions has no effect: 'train'",
        "evaluate  | small.training.epochs=3     | grlm.small.training.epochs has no effect: 'evaluate'",
        "evaluate  | neighbors.k=3               | neighbors.k has no effect: 'evaluate'",
      })
  void whatIsNotReadIsNamed(String verb, String setting, String note) throws IOException {
    assertThat(notes(verb, setting)).singleElement().asString().startsWith(note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fit       | small.layers=1",
        "fit       | embedding.dimensions=8",
        "fit       | terms.neighbors=3",
        "fit       | textFields=[\"a\"]",
        "fit       | ties=shuffle",
        "dataset   | ties=shuffle",
        "embed     | embedding.dimensions=8",
        "embed     | textFields=[\"a\"]",
        "neighbors | neighbors.k=3",
        "terms     | terms.neighbors=3",
        "terms     | terms.collisions=separate",
        "train     | small.training.epochs=3",
        "train     | seed=3",
        "train     | evaluation.validationUsers=9",
        "evaluate  | decoding.beams=9",
        "evaluate  | decoding.groundingWeights=[1]",
        "fit       | small.collaborative.neighbors=5",
        "evaluate  | evaluation.resamples=9",
      })
  void whatIsReadIsNot(String verb, String setting) throws IOException {
    assertThat(notes(verb, setting)).isEmpty();
  }

  /// How a decoder of codes is searched is asked of one that is trained.
  @ParameterizedTest
  @ValueSource(strings = {"tiger", "letter", "lc-rec", "etegrec", "idgenrec", "gram", "gencdr"})
  void aFittedDecoderIsAskedAmongOtherCodes(String system) throws IOException {
    String fitted = "systems=[\"%s\"]".formatted(system);
    String among = system + ".decoder.among=all";
    String width = system + ".decoder.width=64";
    assertThat(notes("evaluate", fitted, among, width))
        .filteredOn(note -> note.startsWith(system))
        .singleElement()
        .asString()
        .startsWith(system + ".decoder.width has no effect: 'evaluate' does not read it");
    assertThat(notes("fit", fitted, among, width)).isEmpty();
  }

  @Test
  void anotherRecipeReadsOtherSettings() throws IOException {
    assertThat(notes("fit", "preset=flat", "flat.layers=1", "small.layers=1"))
        .singleElement()
        .asString()
        .startsWith("grlm.small.layers has no effect: the recipe 'flat'");
    assertThat(notes("fit", "encoder.checkpoint=\"c\"", "encoder.longest=100", "embedding.seed=1"))
        .singleElement()
        .asString()
        .startsWith("embedding.seed has no effect: with a checkpoint");
    assertThat(notes("fit", "encoder.pretrained=\"minilm\"", "encoder.longest=100"))
        .containsExactly("encoder.longest has no effect: a pretrained encoder has no settings");
    assertThat(
            notes(
                "evaluate", "preset=qwen3", "qwen3.naming=false", "qwen3.titlesAtInference=false"))
        .singleElement()
        .asString()
        .startsWith("grlm.qwen3.naming has no effect: 'evaluate' does not read it");
    assertThat(
            notes(
                "fit",
                "terms.generator=endpoint",
                "terms.prompted.endpoint=http://localhost/v1",
                "terms.prompted.model=m",
                "terms.prompted.repairs=1"))
        .isEmpty();
  }

  @Test
  void whatIsSwitchedOffReadsNothing() throws IOException {
    assertThat(notes("evaluate", "decoding.grounding=compatible", "decoding.groundingWeights=[1]"))
        .singleElement()
        .asString()
        .startsWith("decoding.groundingWeights has no effect: the published code's rule");
    assertThat(notes("fit", "small.collaborative.weight=2", "small.collaborative.file=near.txt"))
        .hasSize(2)
        .allMatch(note -> note.contains("the recipe 'small' with these settings does not read it"));
    assertThat(notes("fit", "small.collaborative.weight=2", "small.collaborative.neighbors=5"))
        .isEmpty();
  }

  @Test
  void theSeedIsReadWithTheDataWhereTiesAreShuffled() throws IOException {
    assertThat(notes("dataset", "ties=shuffle", "seed=3")).isEmpty();
    assertThat(notes("dataset", "ties=keep", "seed=3")).hasSize(1);
  }

  @Test
  void everyOneOfThemIsNamedInOrder() throws IOException {
    assertThat(notes("fit", "sasrec.width=32", "seed=1", "flat.heads=2"))
        .satisfiesExactly(
            note -> assertThat(note).startsWith("sasrec.width"),
            note -> assertThat(note).startsWith("grlm.flat.heads"));
  }
}

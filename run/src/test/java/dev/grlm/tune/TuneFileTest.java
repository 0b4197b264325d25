package dev.grlm.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener.Validation;
import dev.grlm.run.ConfigFile;
import dev.grlm.run.RunConfig;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneFileTest {
  private static final JsonNode DEFAULTS = RunConfig.defaults(Systems.ALL).tree();

  @TempDir Path folder;

  private static TuneFile.Told told(String system, String vary, String hash, String... settings)
      throws IOException {
    RunConfig config =
        ConfigFile.over(
            RunConfig.defaults(Systems.ALL).fitting(List.of(system)), null, List.of(settings));
    return new TuneFile.Told(
        system,
        config.tree(),
        Space.of(config, List.of(vary)).values(),
        Map.of("items.jsonl", hash, "interactions.tsv", "a"));
  }

  private static final Map<String, JsonNode> WIDE =
      Map.of("grlm.small.width", IntNode.valueOf(192));

  private static final List<Trial> TRIALS =
      List.of(
          new Trial(
              1,
              Map.of(),
              Trial.State.FINISHED,
              List.of(new Validation(2, .5, .0625), new Validation(4, 1, .125)),
              90.5,
              ""),
          new Trial(2, WIDE, Trial.State.FAILED, List.of(), 1, "not finite"));

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("new/tune.json");
    TuneFile written =
        TuneFile.begun(told("grlm", "small.width=64,192", "a", "seed=7")).with(TRIALS, 91.5);
    written.write(file);
    TuneFile read = TuneFile.read(file);
    assertThat(read.trials()).isEqualTo(TRIALS);
    assertThat(read.seconds()).isEqualTo(91.5);
    assertThat(read.difference(written.told(), DEFAULTS)).isEmpty();
    assertThat(Files.readString(file)).contains("\"state\" : \"finished\"", "\"seconds\" : 91.5");
  }

  @Test
  void whatItWasToldOtherwiseIsNamed() throws IOException {
    Path file = folder.resolve("tune.json");
    TuneFile.begun(told("grlm", "small.width=64,192", "a")).write(file);
    TuneFile read = TuneFile.read(file);
    assertThat(read.difference(told("grlm", "small.width=64,256", "a"), DEFAULTS))
        .isEqualTo("grlm.small.width is [64,256], was [64,192]");
    assertThat(read.difference(told("grlm", "small.width=64,192", "b"), DEFAULTS))
        .isEqualTo("another items.jsonl");
    assertThat(
            read.difference(
                told("grlm", "small.width=64,192", "a", "seed=7", "small.layers=1"), DEFAULTS))
        .isEqualTo("grlm.small.layers is 1, was 2, seed is 7, was 42");
    assertThat(read.difference(told("sasrec", "sasrec.width=64,256", "a"), DEFAULTS))
        .startsWith("the system is sasrec, was grlm, systems is [\"sasrec\"], was [\"grlm\"]");
  }

  /// `seed` is 42 and the width 128 by default, and there was no TIGER.
  @Test
  void whatItWasNotToldWasAtItsDefault() throws IOException {
    Path file = folder.resolve("tune.json");
    TuneFile.begun(told("grlm", "small.width=64,192", "a")).write(file);
    ObjectNode older = (ObjectNode) Json.read(file);
    ObjectNode config = (ObjectNode) older.path("told").path("config");
    config.remove(List.of("tiger", "seed"));
    ((ObjectNode) config.path("grlm").path("small")).remove("width");
    Json.write(file, older);
    TuneFile read = TuneFile.read(file);
    assertThat(read.difference(told("grlm", "small.width=64,192", "a"), DEFAULTS)).isEmpty();
    TuneFile.Told now =
        told(
            "grlm", "small.width=64,192", "a", "seed=7", "small.width=16", "tiger.decoder.heads=1");
    assertThat(read.difference(now, DEFAULTS))
        .isEqualTo(
            "grlm.small.width is 16, was 128, seed is 7, was 42, tiger.decoder.heads is 1, was 4");
    read.told(now).write(file);
    assertThat(TuneFile.read(file).difference(now, DEFAULTS)).isEmpty();
  }

  @Test
  void aFileOfAnotherVersionIsRefused() throws IOException {
    Path file = folder.resolve("tune.json");
    Json.write(file, Map.of("format", 9));
    assertThatThrownBy(() -> TuneFile.read(file))
        .hasMessage(
            file
                + ": made by another version (format 9, this program reads 1); choose another --out");
    Json.write(file, List.of());
    assertThatThrownBy(() -> TuneFile.read(file)).hasMessageContaining("format unknown");
    Files.writeString(file, "{\"format\": 1, ");
    assertThatThrownBy(() -> TuneFile.read(file)).hasMessageStartingWith(file + ":1: broken JSON");
  }

  @Test
  void theTableHasTheBestFirst() {
    var stopped =
        new Trial(
            3,
            WIDE,
            Trial.State.STOPPED,
            List.of(new Validation(1, .25, .25), new Validation(2, .5, .25)),
            30,
            "");
    var tuned = new Tuned(List.of(TRIALS.get(0), TRIALS.get(1), stopped), 121.5, "enough");
    assertThat(tuned.best()).contains(stopped);
    assertThat(tuned.table().lines())
        .containsExactly(
            "trial  ndcg@10  state     best epoch  epochs  minutes  settings",
            "─".repeat(87),
            "    3   0.2500  stopped            1       2      0.5  grlm.small.width=192",
            "    1   0.1250  finished           4       4      1.5  as given",
            "    2        –  failed             –       –      0.0  grlm.small.width=192: not finite");
    assertThat(new Tuned(List.of(TRIALS.get(1)), 1, "").best()).isEmpty();
  }
}

package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.ShuffledTies;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.report.Report;
import dev.grlm.stage.RecordingListener;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.system.TieOrder;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `ties` makes of the data of a run. The shop's customers take six things a day.
class TieOrderTest {
  private static final List<RecommenderSystem<?>> HOUSE = house();

  @TempDir Path folder;
  private Path data;
  private Path run;

  private static List<RecommenderSystem<?>> house() {
    var house = new ArrayList<RecommenderSystem<?>>(List.of(new ByHeart()));
    house.addAll(Systems.ALL);
    return house;
  }

  @BeforeEach
  void shop() throws IOException {
    data = write("data", "timestamp", "0", "0");
    run = folder.resolve("run");
  }

  /// Twelve customers of six things, the first five at one time.
  ///
  /// @param column what says so, in which `first` stands with them
  private Path write(String name, String column, String first, String last) throws IOException {
    Path written = CyclicShop.of(1).write(folder.resolve(name));
    var rows = new ArrayList<>(List.of("user\titem\tposition\t" + column));
    for (int user = 0; user < 12; user++) {
      for (int place = 0; place < 6; place++) {
        String when = place < 5 ? first : last;
        rows.add("u%d\ti%d\t%d\t%s".formatted(user, 3 * user + place, place, when));
      }
    }
    Files.write(written.resolve("interactions.tsv"), rows);
    return written;
  }

  private static RunConfig config(String... settings) throws IOException {
    var all =
        new ArrayList<>(
            List.of(
                "embedding.dimensions=8",
                "neighbors.k=3",
                "evaluation.resamples=20",
                "evaluation.repeats=forbid",
                "evaluation.tuneFloor=false"));
    all.addAll(Arrays.asList(settings));
    return ConfigFile.over(RunConfig.defaults(HOUSE).fitting(List.of(ByHeart.NAME)), null, all);
  }

  private Dataset read(Path from, String... settings) throws IOException {
    new RunStages(new RunFolder(run), config(settings), RunListener.silent()).dataset(from);
    return DatasetFiles.read(new RunFolder(run).dataset());
  }

  @Test
  void unlessAskedForTheOrderOfTheInputIsKeptAndNothingIsSaid() throws IOException {
    assertThat(read(data)).isEqualTo(DatasetReader.read(data));
    assertThat(Json.read(run.resolve("run.json")).at("/stages/dataset/config")).isEmpty();
    assertThat(run.resolve("dataset/interactions.tsv"))
        .hasSameTextualContentAs(data.resolve("interactions.tsv"));
  }

  @Test
  void theDatasetOfTheRunHoldsTheDrawnOrderAndItsRecordSaysSo() throws IOException {
    assertThat(read(data, "ties=shuffle", "seed=7"))
        .isEqualTo(ShuffledTies.of(DatasetReader.read(data), 7))
        .isNotEqualTo(ShuffledTies.of(DatasetReader.read(data), 42));
    assertThat(Json.line(Json.read(run.resolve("run.json")).at("/stages/dataset/config")))
        .isEqualTo("{\"ties\":{\"order\":\"shuffle\",\"seed\":7}}");
  }

  /// Gaps are no times: what else reads times is told none.
  @Test
  void gapsBetweenEventsTellTiesToo() throws IOException {
    Path gaps = write("gaps", "gap_seconds", "0", "60");
    Dataset drawn = read(gaps, "ties=shuffle");
    assertThat(drawn.timed()).isFalse();
    assertThat(drawn)
        .isEqualTo(
            ShuffledTies.of(DatasetReader.read(write("timed", "timestamp", "0", "60")), 42)
                .untimed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rating", "timestamp", "gap_seconds"})
  void whereNobodyKnowsWhatIsAtOneTimeItIsRefused(String column) throws IOException {
    Path without = write("without", column, "often", "rarely");
    assertThatThrownBy(() -> read(without, "ties=shuffle"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            without + ": ties=shuffle needs to know which events of a user are at one time")
        .message()
        .doesNotContain("\n");
    assertThat(read(without).timed()).isFalse();
  }

  @Test
  void anotherSeedOrOrderMakesTheDatasetAnew() throws IOException {
    assertThat(worked("ties=shuffle")).containsExactly("dataset");
    assertThat(worked("ties=shuffle")).isEmpty();
    assertThat(worked("ties=shuffle", "seed=7")).containsExactly("dataset");
    assertThat(worked("seed=7")).containsExactly("dataset");
    assertThat(worked("seed=42")).isEmpty();
  }

  private List<String> worked(String... settings) throws IOException {
    var listener = new RecordingListener();
    new RunStages(new RunFolder(run), config(settings), listener).dataset(data);
    return listener.worked();
  }

  /// The next run's data have no times any more, and an order that is drawn already.
  @Test
  void theNextRunKeepsTheOrderAndPutsWhatIsNewBehindIt() throws IOException {
    Grlm.fit(data, run, config("ties=shuffle"), SystemRun.Inputs.NONE, RunListener.silent())
        .close();
    Dataset first = DatasetFiles.read(new RunFolder(run).dataset());
    assertThat(Report.read(run.resolve("report.json")).protocol())
        .endsWith("and so which of them are targets, was drawn by the seed.");
    assertThat(Grlm.configOf(HOUSE, run).shared().ties()).isEqualTo(TieOrder.SHUFFLE);

    List<History> grown =
        first.histories().stream()
            .map(history -> {
              int[] items = Arrays.copyOf(history.items(), history.length() + 1);
              items[history.length()] = 39;
              return new History(history.user(), items);
            })
            .toList();
    var newer = new Dataset(first.catalog(), grown, new TreeMap<>());
    Path next = folder.resolve("next");
    Refit.fit(
        HOUSE,
        run,
        new Refit.Newer(newer, Identifiers.none(CyclicShop.ITEMS), List.of()),
        next,
        RunListener.silent(),
        IfFinished.REFUSE);
    assertThat(DatasetFiles.read(new RunFolder(next).dataset()).histories()).isEqualTo(grown);
    assertThat(Grlm.configOf(HOUSE, next).shared().ties()).isEqualTo(TieOrder.KEEP);
  }
}

package dev.grlm.systems.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.RunListener;
import dev.grlm.recommend.Query;
import dev.grlm.system.FittedSystem;
import dev.grlm.system.Identifying;
import dev.grlm.system.Row;
import dev.grlm.system.RunFolder;
import dev.grlm.system.RunSettings;
import dev.grlm.system.RunTables;
import dev.grlm.system.SystemRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorSystemTest {
  private static final int ITEMS = 8;

  @TempDir Path folder;
  private SystemRun<FloorSystem.Settings> run;

  /// A system of the run whose items have names.
  private record Named(Identifiers identifiers) implements FittedSystem, Identifying {
    @Override
    public List<Row> rows() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void dataset() throws IOException {
    var catalog =
        new Catalog(
            IntStream.range(0, ITEMS).mapToObj(i -> Item.titled("i" + i, "thing " + i)).toList());
    List<History> histories =
        IntStream.range(0, 12)
            .mapToObj(user ->
                new History(
                    "u" + user, IntStream.range(0, 5).map(step -> (user + step) % ITEMS).toArray()))
            .toList();
    var files = new RunFolder(folder);
    DatasetFiles.write(files.dataset(), new Dataset(catalog, histories, new TreeMap<>()));
    run =
        new SystemRun<>(
            FloorSystem.NAME,
            "default",
            new FloorSystem.Settings(),
            RunSettings.DEFAULT,
            files,
            new RunTables(files),
            SystemRun.Inputs.NONE,
            RunListener.silent());
  }

  private static Identifiers names() {
    return new Identifiers(
        IntStream.range(0, ITEMS).mapToObj(i -> Identifier.of("t" + i / 2, "w" + i % 2)).toList());
  }

  @Test
  void withTermIdsItHasAllItsRowsTheBetterOfTheChosenLast() throws IOException {
    FittedSystem floor = new FloorSystem().open(run, List.of(new Named(names())));
    assertThat(floor.rows())
        .extracting(Row::name)
        .containsExactly(
            "popularity",
            "markov",
            "terms",
            "item-graph",
            "item-graph+terms",
            "item-graph+terms-tuned",
            "log-linear");
    assertThat(floor.rows().subList(5, 7)).allMatch(Row::chosenOnValidation);
    assertThat(floor.recommender().name()).isEqualTo("log-linear");
    assertThat(floor.rows()).allMatch(row -> row.rates().isEmpty());
    floor.close();
  }

  @Test
  void withoutTermIdsItHasNoRowsOfTerms() throws IOException {
    FittedSystem floor = new FloorSystem().open(run, List.of());
    assertThat(floor.rows())
        .extracting(Row::name)
        .containsExactly("popularity", "markov", "item-graph", "log-linear");
    assertThat(floor.recommender().recommend(Query.of(new int[] {2}, 1, false)))
        .singleElement()
        .matches(place -> place.item() == 3, "the next item of the cycle");
    floor.close();
  }

  @Test
  void itAddsNoStageAndLearnsNothing() throws IOException {
    var floor = new FloorSystem();
    floor.require(run);
    assertThat(floor.stages(run)).isEmpty();
    assertThat(floor.recipes()).containsOnlyKeys("default");
  }
}

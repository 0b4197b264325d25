package dev.grlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.identifier.Identifiers;
import dev.grlm.io.RunListener;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.RunFolder;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A system that learns by heart is judged by what no run has shown it.
class RefitTest {
  private static final List<RecommenderSystem<?>> HOUSE = house();

  /// Users of four items or more have a validation target. The first one's stands behind items that
  /// the second one has in training, so it is known without a leak; the others' are not. The last
  /// two are training altogether.
  private static final List<int[]> HISTORIES =
      List.of(
          new int[] {0, 1, 2, 3},
          new int[] {0, 1, 2, 4, 5},
          new int[] {6, 7, 8, 9},
          new int[] {10, 11, 12, 13},
          new int[] {20, 31},
          new int[] {21, 35});

  @TempDir Path folder;
  private Path first;

  private static List<RecommenderSystem<?>> house() {
    var house = new ArrayList<RecommenderSystem<?>>(List.of(new ByHeart()));
    house.addAll(Systems.ALL);
    return house;
  }

  @BeforeEach
  void fitTheFirst() throws IOException {
    first = folder.resolve("first");
    RunConfig config =
        ConfigFile.over(
            RunConfig.defaults(HOUSE).fitting(List.of(ByHeart.NAME)),
            null,
            List.of(
                "embedding.dimensions=8",
                "neighbors.k=3",
                "evaluation.resamples=20",
                "evaluation.repeats=forbid",
                "evaluation.tuneFloor=false"));
    Path data = new CyclicShop(HISTORIES).write(folder.resolve("data"));
    Grlm.fit(data, first, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
  }

  /// The shop with these items behind the histories of these users, by their number.
  private static Dataset later(Map<Integer, int[]> added) {
    var catalog =
        new Catalog(IntStream.range(0, CyclicShop.ITEMS).mapToObj(CyclicShop::item).toList());
    var histories = new ArrayList<History>();
    for (int user = 0; user < HISTORIES.size(); user++) {
      int[] more = added.getOrDefault(user, new int[0]);
      int[] items =
          IntStream.concat(IntStream.of(HISTORIES.get(user)), IntStream.of(more)).toArray();
      histories.add(new History("u" + user, items));
    }
    return new Dataset(catalog, histories, new TreeMap<>());
  }

  private Refit.Comparison refit(Path from, Dataset newer, String name) throws IOException {
    return Refit.fit(
        HOUSE,
        from,
        new Refit.Newer(newer, Identifiers.none(newer.catalog().size()), List.of()),
        folder.resolve(name),
        RunListener.silent(),
        IfFinished.REFUSE);
  }

  /// The second items of the two are in both runs' memory: judged by them, both would have three
  /// hits among six users.
  @Test
  void whatTheEarlierRunWasTrainedOnJudgesNobody() throws IOException {
    Refit.Comparison comparison =
        refit(first, later(Map.of(4, new int[] {37}, 5, new int[] {38})), "second");
    assertThat(comparison.users()).isEqualTo(4);
    assertThat(comparison.before()).isEqualTo(1 / 4.0);
    assertThat(comparison.now()).isEqualTo(1 / 4.0);

    Dataset stored = DatasetFiles.read(new RunFolder(folder.resolve("second")).dataset());
    assertThat(stored.histories().get(4))
        .isEqualTo(new History("u4", new int[] {20, 31, 37}, 2, 2));
    assertThat(Split.TEST.context(stored.histories().get(4))).containsExactly(20, 31);
    assertThat(stored.counts()).containsEntry("users without a validation target", 2L);
    assertThat(stored.histories().get(0)).isEqualTo(new History("u0", HISTORIES.getFirst()));
  }

  /// The run after next finds in the data of the next what both before were trained on: the second
  /// item of one stays training though only the third came since, the test target of the other
  /// becomes its validation target.
  @Test
  void aChainOfRunsRemembersWhatAllOfItWereTrainedOn() throws IOException {
    refit(first, later(Map.of(4, new int[] {37}, 5, new int[] {38})), "second");
    Refit.Comparison comparison =
        refit(
            folder.resolve("second"),
            later(Map.of(4, new int[] {37}, 5, new int[] {38, 39})),
            "third");
    assertThat(comparison.users()).isEqualTo(5);
    assertThat(comparison.now()).isEqualTo(1 / 5.0);
    Dataset stored = DatasetFiles.read(new RunFolder(folder.resolve("third")).dataset());
    assertThat(stored.histories().subList(4, 6))
        .containsExactly(
            new History("u4", new int[] {20, 31, 37}, 2, 2),
            new History("u5", new int[] {21, 35, 38, 39}));
  }

  @Test
  void withoutAnybodyToJudgeByNoRunIsMade() {
    Dataset newer = later(Map.of(4, new int[] {37}, 5, new int[] {38}));
    var left = new Dataset(newer.catalog(), newer.histories().subList(4, 6), newer.counts());
    assertThatThrownBy(() -> refit(first, left, "second"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(first + ": of 2 users none has a validation target")
        .hasMessageContaining("was not trained on");
    assertThat(folder.resolve("second")).doesNotExist();
  }
}

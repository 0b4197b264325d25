package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.grlm.data.Item;
import dev.grlm.io.RunListener;
import dev.grlm.journal.LiveEvent;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two runs side by side over one journal.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExperimentTest {
  private static final CyclicShop SHOP = CyclicShop.of(40);

  private Path a;
  private Path b;
  private Path journal;
  private Experiment experiment;

  @BeforeAll
  void fit(@TempDir Path temporary) throws IOException {
    Path data = SHOP.write(temporary.resolve("data"));
    a = fit(data, temporary.resolve("run-a"), 2);
    b = fit(data, temporary.resolve("run-b"), 1);
    experiment = new Experiment("spring", b, 0.5);
  }

  private static Path fit(Path data, Path run, int epochs) throws IOException {
    var config = CyclicShop.config(epochs, epochs, "evaluation.repeats=forbid");
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
    return run;
  }

  @BeforeEach
  void nameJournal(@TempDir Path temporary) {
    journal = temporary.resolve("journal");
  }

  private LiveRun open() throws IOException {
    return LiveRun.open(
        Systems.ALL, a, journal, LiveSettings.DEFAULT, experiment, RunListener.silent());
  }

  private String user(String arm) {
    return IntStream.range(0, 40)
        .mapToObj(i -> "u" + i)
        .filter(user -> experiment.armOf(Ask.forUser(user, 1)).equals(arm))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usersAreDrawnByTheNameAndInProportion() {
    var small = new Experiment("spring", b, 0.1);
    var other = new Experiment("autumn", b, 0.1);
    int draws = 20_000;
    int inSmall = 0;
    int inBoth = 0;
    for (int i = 0; i < draws; i++) {
      Ask ask = Ask.forUser("user " + i, 1);
      boolean drawn = small.armOf(ask).equals(Experiment.B);
      inSmall += drawn ? 1 : 0;
      inBoth += drawn && other.armOf(ask).equals(Experiment.B) ? 1 : 0;
    }
    assertThat(inSmall / (double) draws).isCloseTo(0.1, within(0.01));
    assertThat(inBoth / (double) draws).isCloseTo(0.01, within(0.004));
  }

  @Test
  void aHistoryWithoutAUserIsDrawnByItsItems() {
    List<Ask> asks = IntStream.range(0, 200).mapToObj(i -> Ask.after(List.of("i" + i), 1)).toList();
    assertThat(asks).extracting(experiment::armOf).contains("A", "B");
    assertThat(asks)
        .allSatisfy(ask ->
            assertThat(experiment.armOf(Ask.after(List.copyOf(ask.history()), 9)))
                .isEqualTo(experiment.armOf(ask)));
  }

  @Test
  void whoNamesAnArmGetsIt() {
    for (int user = 0; user < 50; user++) {
      Ask ask = Ask.forUser("u" + user, 3);
      assertThat(experiment.armOf(ask.withArm("A"))).isEqualTo("A");
      assertThat(experiment.armOf(ask.withReasons().withArm("B"))).isEqualTo("B");
    }
    assertThatThrownBy(() -> Ask.forUser("u1", 3).withArm("C"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'C'");
  }

  @Test
  void aShareOutOfRangeAndNoNameAreRefused() {
    for (double share : new double[] {0, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> new Experiment("e", b, share))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Experiment(" ", b, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachUserIsAnsweredByTheRunOfTheArm() throws Exception {
    try (LiveRun live = open();
        Grlm grlmA = Grlm.open(Systems.ALL, a);
        Grlm grlmB = Grlm.open(Systems.ALL, b)) {
      var batches = new CopyOnWriteArrayList<Timing>();
      live.listen(batches::add);
      List<Ask> asks = IntStream.range(0, 20).mapToObj(i -> Ask.forUser("u" + i, 5)).toList();
      List<Timed> answers = live.timed(asks, "");
      for (int i = 0; i < asks.size(); i++) {
        String arm = experiment.armOf(asks.get(i));
        Answer answer = answers.get(i).answer();
        assertThat(answer.arm()).isEqualTo(arm);
        assertThat(answer.run()).isEqualTo(arm.equals("A") ? "run-a" : "run-b");
        assertThat(answer.items().stream().map(place -> place.item().id()).toList())
            .isEqualTo(
                (arm.equals("A") ? grlmA : grlmB)
                    .recommendFor("u" + i, 5).stream().map(one -> one.item().id()).toList());
      }
      assertThat(batches.stream().mapToInt(Timing::together).sum()).isEqualTo(20);
      assertThat(answers)
          .allSatisfy(one -> {
            assertThat(one.timing().begun()).isGreaterThanOrEqualTo(one.timing().asked());
            assertThat(one.timing().decoded()).isGreaterThan(one.timing().begun());
            assertThat(one.timing().answered()).isGreaterThanOrEqualTo(one.timing().decoded());
          });
      Explanation explained = live.explain(Ask.forUser(user("B"), 3));
      assertThat(explained.answer().run()).isEqualTo("run-b");
      assertThat(live.runs()).containsExactly("run-a", "run-b");
    }
  }

  @Test
  void whatArrivesReachesBothArms() throws Exception {
    String inA = user("A");
    String inB = user("B");
    try (LiveRun live = open()) {
      live.put(Item.titled("new", "item i3 new"));
      live.append(List.of(new LiveEvent(inB, "new", 1_700_000_000_000L)));
      live.append(List.of(new LiveEvent(inA, "new", 1_700_000_000_000L)));
      for (String user : List.of(inA, inB)) {
        assertThat(live.recommend(Ask.forUser(user, 3)).history()).endsWith("new");
      }
      live.deleteItem("i5");
      for (String user : List.of(inA, inB)) {
        assertThat(live.recommend(Ask.forUser(user, 39)).items())
            .noneMatch(place -> place.item().id().equals("i5"));
      }
      assertThat(live.deleteUser(inB)).isTrue();
      assertThat(live.recommend(Ask.forUser(inB, 3)).basis()).isEqualTo(Answer.Basis.POPULARITY);
      live.swap(b);
      assertThat(live.runs()).containsExactly("run-b", "run-b");
      assertThat(live.recommend(Ask.forUser(inA, 3)).history()).endsWith("new");
    }
    try (LiveRun live = open()) {
      assertThat(live.recommend(Ask.forUser(inB, 3)).basis()).isEqualTo(Answer.Basis.POPULARITY);
      assertThat(live.recommend(Ask.forUser(inA, 3)).history()).endsWith("new");
    }
  }

  @Test
  void aSecondRunThatIsNoneLeavesNothingOpen() throws Exception {
    var broken = new Experiment("e", journal.resolve("none"), 0.5);
    assertThatThrownBy(() ->
            LiveRun.open(
                Systems.ALL, a, journal, LiveSettings.DEFAULT, broken, RunListener.silent()))
        .isInstanceOf(IOException.class);
    open().close();
  }

  @Test
  void withoutAnExperimentThereIsNoArm() throws Exception {
    try (LiveRun live = LiveRun.open(Systems.ALL, a, journal, LiveSettings.DEFAULT)) {
      assertThat(live.recommend(Ask.forUser(user("B"), 3)).arm()).isNull();
      assertThat(live.experiment()).isEmpty();
      assertThat(live.runs()).containsExactly("run-a");
    }
  }
}

package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.io.RunListener;
import dev.grlm.journal.LiveEvent;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.run.Refit;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A run, what was collected, and the run that comes of both.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NextRunTest {
  private Path run;
  private Path journal;
  private Path next;
  private Refit.Comparison comparison;
  private List<String> namesBefore;
  private Upcoming before;
  private final List<String> said = new ArrayList<>();

  @BeforeAll
  void closeTheCircle(@TempDir Path temporary) throws Exception {
    run = temporary.resolve("first");
    journal = temporary.resolve("journal");
    next = temporary.resolve("next");
    Path data = CyclicShop.of(100).write(temporary.resolve("data"));
    Grlm.fit(
            data,
            run,
            CyclicShop.config(3, 3, "evaluation.repeats=forbid"),
            SystemRun.Inputs.NONE,
            RunListener.silent())
        .close();
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT)) {
      live.put(Item.titled("n1", "garden lamp, red"));
      live.append(
          List.of(
              new LiveEvent("u1", "n1", 1),
              new LiveEvent("guest", "i2", 3),
              new LiveEvent("guest", "i1", 2),
              new LiveEvent("u3", "i9", 3)));
      live.deleteUser("u3");
      namesBefore = names(live);
      before = upcoming(live);
    }
    try (NextFitLog log = NextFitLog.of(journal, run, next, heard())) {
      comparison = NextRun.fit(Systems.ALL, run, journal, next, log);
      log.made(comparison, true);
    }
  }

  /// The first look is not waited for by who asks.
  private static Upcoming upcoming(LiveRun live) throws InterruptedException {
    while (true) {
      Optional<Upcoming> found = live.upcoming();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  private RunListener heard() {
    return new RunListener() {
      @Override
      public void stageStarted(String stage) {
        said.add(stage);
      }

      @Override
      public void stageDone(
          String stage, String status, double seconds, Map<String, Long> counts) {}

      @Override
      public void progress(String stage, long done, long total, String note) {}

      @Override
      public void message(String text) {
        said.add(text);
      }
    };
  }

  /// What is announced is what the fit then takes in.
  @Test
  void whatWaitedWasSaidBeforeAndIsGoneAfterwards() throws Exception {
    assertThat(before.run()).isEqualTo("first");
    assertThat(before.fit()).isNull();
    Uncollected waiting = Objects.requireNonNull(before.waiting());
    assertThat(waiting).isEqualTo(new Uncollected(3, 2, 1, 0, 1, 1L, 3L));
    assertThat(said)
        .contains(
            "%d events and %d items were collected, %d users were erased"
                .formatted(waiting.events(), waiting.newItems(), waiting.erasedUsers()));
    try (LiveRun live = LiveRun.open(Systems.ALL, next, journal, LiveSettings.DEFAULT)) {
      assertThat(live.entriesSince()).isZero();
      assertThat(upcoming(live).waiting()).isEqualTo(new Uncollected(0, 0, 0, 0, 0, null, null));
    }
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT)) {
      assertThat(live.entriesSince()).isEqualTo(6);
      assertThat(upcoming(live).waiting()).isEqualTo(waiting);
    }
  }

  @Test
  void howTheFitWentIsSaidInTheJournalsFolder() {
    NextFit fit = Objects.requireNonNull(NextFit.read(journal, System.currentTimeMillis()));
    NextFit.Judged judged = Objects.requireNonNull(fit.judged());
    assertThat(fit.from()).isEqualTo("first");
    assertThat(fit.out()).isEqualTo("next");
    assertThat(fit.why()).isEmpty();
    assertThat(fit.state()).isEqualTo(NextFit.State.PUBLISHED);
    assertThat(fit.stages()).allMatch(stage -> stage.begun() != null && stage.seconds() != null);
    assertThat(said).containsAll(fit.stages().stream().map(NextFit.Stage::name).toList());
    assertThat(judged.users()).isEqualTo(comparison.users());
    assertThat(judged.now()).isEqualTo(comparison.now());
  }

  private static List<String> names(LiveRun live) {
    var names = new ArrayList<String>();
    for (int item = 0; item < CyclicShop.ITEMS; item++) {
      names.add(live.item(CyclicShop.id(item)).orElseThrow().identifier().toString());
    }
    names.add(live.item("n1").orElseThrow().identifier().toString());
    return names;
  }

  @Test
  void whatWasCollectedIsInTheNewRunAndKnownItemsKeepTheirNames() throws IOException {
    try (Grlm grlm = Grlm.open(Systems.ALL, next)) {
      assertThat(grlm.catalog().size()).isEqualTo(CyclicShop.ITEMS + 1);
      assertThat(grlm.catalog().indexOf("n1")).isEqualTo(CyclicShop.ITEMS);
      assertThat(grlm.identifiers().all().stream().map(Object::toString)).isEqualTo(namesBefore);
      int[] items = grlm.history("u1").orElseThrow().items();
      assertThat(items[items.length - 1]).isEqualTo(CyclicShop.ITEMS);
      assertThat(grlm.history("guest").orElseThrow().items()).containsExactly(1, 2);
      assertThat(grlm.history("u3")).isEmpty();
      assertThat(grlm.histories()).hasSize(100);
    }
  }

  @Test
  void aServiceThatTakesItUpAddsNothingTwice() throws IOException {
    try (LiveRun live = LiveRun.open(Systems.ALL, next, journal, LiveSettings.DEFAULT)) {
      assertThat(live.history("guest").orElseThrow())
          .extracting(Item::id)
          .containsExactly("i1", "i2");
      assertThat(live.item("n1").orElseThrow().added()).isFalse();
      assertThat(live.history("u3")).isEmpty();
      assertThat(names(live)).isEqualTo(namesBefore);
    }
    assertThatThrownBy(() ->
            NextRun.fit(
                Systems.ALL, next, journal, run.resolveSibling("third"), RunListener.silent()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing was collected since");
  }

  /// The model before had three epochs, this one three more from where that ended.
  @Test
  void theWeightsAreTakenOverSoThatTheNewModelIsNoWorse() {
    assertThat(comparison.users()).isEqualTo(60); // the sample that the configuration asks for
    assertThat(comparison.now()).isGreaterThanOrEqualTo(comparison.before());
    assertThat(comparison.notWorse()).isTrue();
  }

  @Test
  void publishingNamesTheRun(@TempDir Path folder) throws IOException {
    Path current = folder.resolve("current");
    NextRun.publish(next, current);
    assertThat(Path.of(Files.readString(current).strip())).isEqualTo(next.toAbsolutePath());
    assertThatThrownBy(() -> NextRun.publish(next, folder)).hasMessageContaining("a folder");
  }
}

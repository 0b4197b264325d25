package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.atIndex;

import dev.grlm.data.Item;
import dev.grlm.identifier.Identifier;
import dev.grlm.io.Json;
import dev.grlm.io.RunListener;
import dev.grlm.journal.Entry;
import dev.grlm.journal.Journal;
import dev.grlm.journal.LiveEvent;
import dev.grlm.journal.ReusedKeyException;
import dev.grlm.live.Answer.Basis;
import dev.grlm.live.Answer.Place;
import dev.grlm.live.Explanation.Node;
import dev.grlm.recommend.Recommendation.Source;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.system.RecommenderSystem;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A shop whose next item is known, asked while things change.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRunTest {
  private static final CyclicShop SHOP = CyclicShop.of(100);

  private Path run;
  private Path other;
  private Path journal;

  @BeforeAll
  void fit(@TempDir Path temporary) throws IOException {
    Path data = SHOP.write(temporary.resolve("data"));
    run = temporary.resolve("first");
    Grlm.fit(
            data,
            run,
            CyclicShop.config(6, 6, "evaluation.repeats=forbid"),
            SystemRun.Inputs.NONE,
            RunListener.silent())
        .close();
    other = temporary.resolve("second");
    Grlm.fit(
            data,
            other,
            CyclicShop.config(1, 1, "evaluation.repeats=forbid"),
            SystemRun.Inputs.NONE,
            RunListener.silent())
        .close();
  }

  @BeforeEach
  void nameJournal(@TempDir Path temporary) {
    journal = temporary.resolve("journal");
  }

  private LiveRun open() throws IOException {
    return LiveRun.open(Systems.ALL, run, journal, LiveSettings.DEFAULT);
  }

  private static List<String> ids(Answer answer) {
    return answer.items().stream().map(place -> place.item().id()).toList();
  }

  private static Ask filtered(Filter filter) {
    return new Ask(null, List.of("i3", "i4"), 5, filter);
  }

  @Test
  void answersAsTheRunItself() throws Exception {
    try (LiveRun live = open();
        Grlm grlm = Grlm.open(Systems.ALL, run)) {
      Answer stored = live.recommend(Ask.forUser("u7", 8));
      assertThat(ids(stored))
          .isEqualTo(grlm.recommendFor("u7", 8).stream().map(one -> one.item().id()).toList());
      assertThat(stored.basis()).isEqualTo(Basis.MODEL);
      assertThat(stored.run()).isEqualTo("first");
      assertThat(ids(live.recommend(Ask.after(List.of("i3", "i4"), 8))))
          .isEqualTo(
              grlm.recommend(List.of("i3", "i4"), 8).stream().map(one -> one.item().id()).toList());
    }
  }

  @Test
  void theReasonAreTheTermsThatTheHistoryHasToo() throws Exception {
    try (LiveRun live = open()) {
      Answer answer = live.recommend(Ask.after(List.of("i3"), 10));
      List<String> history = live.identifier(CyclicShop.item(3)).symbols();
      for (Place place : answer.items()) {
        assertThat(place.sharedTerms())
            .isEqualTo(place.identifier().symbols().stream().filter(history::contains).toList());
      }
      assertThat(answer.items()).anyMatch(place -> !place.sharedTerms().isEmpty());
    }
  }

  @Test
  void whoIsUnknownIsAnsweredByPopularityAndUnknownItemsAreSaid() throws Exception {
    try (LiveRun live = open()) {
      Answer stranger = live.recommend(Ask.forUser("nobody", 3));
      assertThat(stranger.basis()).isEqualTo(Basis.POPULARITY);
      assertThat(stranger.items()).hasSize(3);
      assertThat(stranger.items()).extracting(Place::source).containsOnly(Source.FALLBACK);
      Answer half = live.recommend(Ask.after(List.of("x", "i3", "y"), 3));
      assertThat(half.basis()).isEqualTo(Basis.MODEL);
      assertThat(half.history()).containsExactly("i3");
      assertThat(half.ignored()).containsExactly("x", "y");
      Answer none = live.recommend(Ask.after(List.of("x"), 3));
      assertThat(none.basis()).isEqualTo(Basis.POPULARITY);
    }
  }

  @Test
  void filtersActOnTheSearch() throws Exception {
    try (LiveRun live = open()) {
      List<String> all = ids(live.recommend(filtered(Filter.NONE)));
      List<String> rest =
          ids(live.recommend(filtered(new Filter(List.of(), List.of(), all, null))));
      assertThat(rest).hasSize(5).doesNotContainAnyElementsOf(all);
      List<String> open = List.of("i20", "i30", "i31", "unknown", "i3");
      assertThat(ids(live.recommend(filtered(new Filter(List.of(), List.of(), List.of(), open)))))
          .containsExactlyInAnyOrder("i20", "i30", "i31"); // i3 is in the history
      live.put(new Item("n1", "red brush", "", List.of("Brushes"), List.of(), "", "", Map.of()));
      assertThat(
              ids(
                  live.recommend(
                      filtered(new Filter(List.of("BRUSHES"), List.of(), List.of(), null)))))
          .containsExactly("n1");
      assertThat(
              live.recommend(filtered(new Filter(List.of("none"), List.of(), List.of(), null)))
                  .items())
          .isEmpty();
    }
  }

  @Test
  void togetherTheAnswersAreThoseOfOneByOne() throws Exception {
    List<Ask> asks =
        IntStream.range(0, 40).mapToObj(user -> Ask.forUser("u" + user, 3 + user % 4)).toList();
    List<Answer> together;
    try (LiveRun live = open()) {
      together = atOnce(live, asks);
    }
    var alone = new LiveSettings(256, 1, Duration.ofSeconds(10), 200, 1);
    try (LiveRun live = LiveRun.open(Systems.ALL, run, journal, alone)) {
      for (int place = 0; place < asks.size(); place++) {
        Answer one = live.recommend(asks.get(place));
        assertThat(ids(together.get(place))).isEqualTo(ids(one));
      }
    }
  }

  private static List<Answer> atOnce(LiveRun live, List<Ask> asks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> calls = new ArrayList<>();
      asks.forEach(ask -> calls.add(() -> live.recommend(ask)));
      var answers = new ArrayList<Answer>();
      for (Future<Answer> future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  @Test
  void eventsAreKeptOverARestart() throws Exception {
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent("u7", "i30", 5), new LiveEvent("new", "i31", 6)));
      live.append(List.of(new LiveEvent("new", "i32", 4)));
      assertThat(live.history("new").orElseThrow())
          .extracting(Item::id)
          .containsExactly("i32", "i31");
      assertThat(live.recommend(Ask.forUser("new", 3)).basis()).isEqualTo(Basis.MODEL);
      assertThat(live.status().events()).isEqualTo(3);
    }
    try (LiveRun live = open()) {
      assertThat(live.history("new").orElseThrow()).hasSize(2);
      assertThat(live.history("u7").orElseThrow()).last().extracting(Item::id).isEqualTo("i30");
      assertThat(live.status().events()).isEqualTo(3);
      assertThat(live.searchUsers("ne", 5)).containsExactly("new");
    }
  }

  @Test
  void whatIsSentAgainCountsOnceAlsoAfterARestart() throws Exception {
    var timed = List.of(new LiveEvent("new", "i31", 6), new LiveEvent("new", "i32", 7));
    var untimed = List.of(LiveEvent.arrived("new", "i33", 8), LiveEvent.arrived("new", "i33", 8));
    try (LiveRun live = open()) {
      assertThat(live.append(timed)).isEqualTo(new Appended(2, 0));
      assertThat(live.append(timed)).isEqualTo(new Appended(0, 2));
      assertThat(live.append(List.of(timed.getFirst(), new LiveEvent("new", "i31", 9))))
          .isEqualTo(new Appended(1, 1));
      assertThat(live.append(untimed, "a key")).isEqualTo(new Appended(2, 0));
      assertThat(live.status().events()).isEqualTo(5);
    }
    try (LiveRun live = open()) {
      assertThat(live.append(timed)).isEqualTo(new Appended(0, 2));
      var later = List.of(LiveEvent.arrived("new", "i33", 99), untimed.getFirst());
      assertThat(live.append(later, "a key")).isEqualTo(new Appended(0, 2));
      assertThatThrownBy(() -> live.append(List.of(LiveEvent.arrived("u7", "i33", 9)), "a key"))
          .isInstanceOf(ReusedKeyException.class);
      assertThat(live.history("new").orElseThrow())
          .extracting(Item::id)
          .containsExactly("i31", "i32", "i33", "i33", "i31");
      assertThat(live.status().events()).isEqualTo(5);
    }
  }

  @Test
  void aJournalOfBeforeIsReadAsBefore() throws Exception {
    Files.createDirectories(journal);
    Files.writeString(
        journal.resolve("journal.jsonl"),
        """
        {"journal":"old","format":1}
        {"n":1,"event":{"user":"new","item":"i31","time":1700000000}}
        {"n":2,"event":{"user":"new","item":"i32","time":3}}
        {"n":3,"event":{"user":"new","item":"i32","time":3}}
        """);
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent("new", "i33", 1)));
      assertThat(live.history("new").orElseThrow())
          .extracting(Item::id)
          .containsExactly("i31", "i32", "i32", "i33");
    }
  }

  @Test
  void anUnknownItemOrABadUserIsRefusedWithAllThatCameWithIt() throws Exception {
    try (LiveRun live = open()) {
      assertThatThrownBy(
              () -> live.append(List.of(new LiveEvent("u", "i1", 1), new LiveEvent("u", "x", 1))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'x'");
      assertThatThrownBy(() -> live.append(List.of(new LiveEvent("a\tb", "i1", 1))))
          .hasMessageContaining("user id");
      assertThat(live.history("u")).isEmpty();
    }
  }

  @Test
  void aLineThatWasCutOffIsForgottenAndABrokenOneIsNamed() throws Exception {
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent("new", "i31", 6)));
    }
    Path file = journal.resolve("log-000001.jsonl");
    Files.writeString(file, "{\"n\":2,\"event\":{\"us", StandardOpenOption.APPEND);
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent("new", "i32", 6)));
    }
    try (LiveRun live = open()) {
      assertThat(live.history("new").orElseThrow()).hasSize(2);
    }
    Files.writeString(file, "{\"n\":1}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":4: broken entry: the line has no checksum");
  }

  @Test
  void closedItSaysThatItIs() throws Exception {
    LiveRun live = open();
    live.append(List.of(new LiveEvent("new", "i31", 6)));
    live.close();
    live.close();
    List<ThrowingCallable> calls =
        List.of(
            () -> live.recommend(Ask.forUser("u7", 3)),
            () -> live.explain(Ask.forUser("u7", 3)),
            () -> live.append(List.of(new LiveEvent("new", "i32", 7))),
            () -> live.put(Item.titled("n1", "lamp")),
            () -> live.deleteItem("i3"),
            () -> live.deleteUser("u7"),
            () -> live.swap(other));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOf(OverloadedException.class)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the live run is closed");
    }
    assertThat(live.history("new").orElseThrow()).as("tables stay").hasSize(1);
  }

  @Test
  void aJournalBelongsToOneService() throws Exception {
    try (LiveRun live = open()) {
      assertThat(live.status().run()).isEqualTo("first");
      assertThatThrownBy(this::open).hasMessageContaining("in use");
    }
  }

  @Test
  void aNewItemIsNamedFoundAndRecommendedAtOnce() throws Exception {
    String title = "Kitchen lamp, dimmable";
    try (LiveRun live = open()) {
      ItemView view = live.put(Item.titled("n1", title));
      assertThat(view.added()).isTrue();
      assertThat(view.identifier().symbols()).contains("kitchen", "lamp");
      assertThat(view.neighbors()).isNotEmpty();
      assertThat(live.searchItems("dimm lamp", 5)).extracting(Item::id).containsExactly("n1");
      assertThat(live.term("lamp", 50).orElseThrow().examples())
          .extracting(example -> example.item().id())
          .contains("n1");
      var only = new Filter(List.of(), List.of(), List.of(), List.of("n1"));
      Place place = live.recommend(filtered(only)).items().getFirst();
      assertThat(place.item().title()).isEqualTo(title);
      assertThat(place.source()).isEqualTo(Source.EXACT);
      live.append(List.of(new LiveEvent("fan", "n1", 1)));
      assertThat(live.recommend(Ask.forUser("fan", 3)).history()).containsExactly("n1");
    }
    try (LiveRun live = open()) {
      assertThat(live.item("n1").orElseThrow().identifier().symbols()).contains("lamp");
      assertThat(live.history("fan").orElseThrow()).hasSize(1);
      ItemView changed = live.put(Item.titled("n1", "Bathroom bowl"));
      assertThat(changed.item().title()).isEqualTo("Bathroom bowl");
      assertThat(changed.identifier().symbols()).contains("kitchen");
      assertThat(live.status().addedItems()).isEqualTo(1);
    }
  }

  /// Nobody waits for what a catalogue needs before its first answer.
  @Test
  void everyCatalogueIsPreparedBeforeItIsAsked() throws Exception {
    var watched = new DiarySystem();
    try (LiveRun live = LiveRun.open(house(watched), run, journal, LiveSettings.DEFAULT)) {
      assertThat(watched.diary()).isNotEmpty().containsOnly("prepared 40");
      int before = watched.diary().size();
      live.put(Item.titled("n1", "garden lamp"));
      assertThat(watched.diary().subList(before, before + 1)).containsExactly("prepared 41");
      live.recommend(Ask.after(List.of("i3"), 3));
      live.recommend(Ask.after(List.of("n1"), 3));
      assertThat(watched.diary()).endsWith("prepared 41", "asked 41", "asked 41");
      live.swap(other);
      assertThat(watched.diary()).as("the other run, then what was put").endsWith("prepared 41");
      live.recommend(Ask.after(List.of("n1"), 3));
      assertThat(watched.diary()).endsWith("prepared 41", "asked 41");
    }
    int before = watched.diary().size();
    LiveRun.open(house(watched), run, journal, LiveSettings.DEFAULT).close();
    assertThat(watched.diary().subList(before, watched.diary().size()))
        .as("what the journal has is prepared, too")
        .endsWith("prepared 41")
        .noneMatch(line -> line.startsWith("asked"));
  }

  /// What the journal calls an item by codes of another run means nothing in this one, which gives
  /// it one name of its own, however often the catalogue changes.
  @Test
  void whatComesByTheNameOfAnotherRunIsNamedOnce() throws Exception {
    var foreign = new Entry.Put(Item.titled("n1", "garden lamp"), Identifier.of("a1"), "0123abcd");
    try (Journal before = Journal.open(journal)) {
      before.append(List.of(foreign));
    }
    var watched = new DiarySystem();
    try (LiveRun live = LiveRun.open(house(watched), run, journal, LiveSettings.DEFAULT)) {
      assertThat(watched.named()).containsExactly("n1");
      Identifier first = live.item("n1").orElseThrow().identifier();
      live.put(Item.titled("n2", "garden lamp"));
      live.deleteItem("i3");
      assertThat(watched.named()).containsExactly("n1", "n2");
      assertThat(live.item("n1").orElseThrow().identifier()).isEqualTo(first);
      live.swap(other);
      assertThat(watched.named()).as("another run has other names").contains("n1", atIndex(2));
    }
  }

  /// However many proposals whoever may only read has sent: here all of them wait before the change
  /// comes.
  @Test
  void whoChangesTheCatalogueWaitsForOneProposalAndNoMore() throws Exception {
    var watched = new DiarySystem();
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    watched.beforeNaming(() -> {
      inside.countDown();
      awaitQuietly(go);
    });
    try (LiveRun live = LiveRun.open(house(watched), run, journal, LiveSettings.DEFAULT)) {
      var all = new ArrayList<Thread>();
      all.add(started(() -> live.propose(Item.titled("p0", "garden lamp"), "reader")));
      inside.await();
      for (int i = 1; i <= 8; i++) {
        Item item = Item.titled("p" + i, "garden lamp");
        all.add(started(() -> live.propose(item, "reader")));
        awaitState(all.getLast(), Thread.State.TIMED_WAITING);
      }
      all.add(started(() -> live.put(Item.titled("put", "garden lamp"))));
      awaitState(all.getLast(), Thread.State.TIMED_WAITING);
      go.countDown();
      for (Thread one : all) {
        one.join();
      }
      assertThat(watched.named()).startsWith("p0", "put").hasSize(10);
      assertThat(live.item("put")).isPresent();
    }
  }

  private static Thread started(Callable<?> work) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            work.call();
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      assertThat(thread.isAlive()).isTrue();
      LockSupport.parkNanos(100_000);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static List<RecommenderSystem<?>> house(RecommenderSystem<?> instead) {
    return Systems.ALL.stream()
        .<RecommenderSystem<?>>map(one -> one.name().equals(instead.name()) ? instead : one)
        .toList();
  }

  @Test
  void whatIsGuessedIsSaid() throws Exception {
    try (LiveRun live = open()) {
      ItemView view = live.put(Item.titled("n2", "Zzyzx qwrtp"));
      assertThat(view.guessed()).isTrue();
      assertThat(view.neighbors()).isEmpty();
      assertThat(view.identifier().symbols()).hasSize(5).doesNotContain("");
      assertThat(live.put(Item.titled("n3", "kitchen lamp")).guessed()).isFalse();
      assertThat(live.item("i3").orElseThrow().guessed()).as("of the run").isFalse();
    }
  }

  /// Their order is that of their coming, whatever their ids are, so that equal scores fall alike.
  @Test
  void newItemsKeepTheirOrderOverChangesAndRestarts() throws Exception {
    List<String> ids = List.of("zz", "a", "q7", "m", "0", "Ω", "b2", "y");
    try (LiveRun live = open()) {
      for (String id : ids) {
        live.put(Item.titled(id, "garden lamp novelty"));
      }
      live.put(Item.titled("m", "kitchen lamp novelty"));
      assertThat(live.searchItems("novelty", 20)).extracting(Item::id).isEqualTo(ids);
    }
    try (LiveRun live = open()) {
      assertThat(live.searchItems("novelty", 20)).extracting(Item::id).isEqualTo(ids);
    }
  }

  @Test
  void aFittedItemMayGetOtherMetadataButKeepsItsName() throws Exception {
    try (LiveRun live = open()) {
      var before = live.item("i3").orElseThrow().identifier();
      ItemView view = live.put(Item.titled("i3", "Something else"));
      assertThat(view.identifier()).isEqualTo(before);
      assertThat(view.added()).isFalse();
      assertThat(live.searchItems("something", 5)).hasSize(1);
    }
  }

  @Test
  void anItemWithoutTextOrWithABadIdIsRefused() throws Exception {
    try (LiveRun live = open()) {
      assertThatThrownBy(() -> live.put(Item.titled("n", " "))).hasMessageContaining("no text");
      assertThatThrownBy(() -> live.put(Item.titled("a\nb", "x"))).hasMessageContaining("item id");
      assertThat(live.status().addedItems()).isZero();
    }
  }

  @Test
  void aDeletedItemIsNeverRecommendedAgain() throws Exception {
    String best;
    try (LiveRun live = open()) {
      best = ids(live.recommend(filtered(Filter.NONE))).getFirst();
      assertThat(live.deleteItem(best)).isTrue();
      assertThat(live.deleteItem(best)).isFalse();
      assertThat(live.deleteItem("unknown")).isFalse();
      assertThat(ids(live.recommend(filtered(Filter.NONE)))).doesNotContain(best).hasSize(5);
      assertThat(live.item(best)).isEmpty();
      assertThat(live.recommend(Ask.after(List.of(best), 3)).history()).containsExactly(best);
    }
    try (LiveRun live = open()) {
      assertThat(ids(live.recommend(filtered(Filter.NONE)))).doesNotContain(best);
      live.put(Item.titled(best, "back again"));
      assertThat(ids(live.recommend(filtered(Filter.NONE)))).contains(best);
    }
  }

  @Test
  void anErasedUserIsNowhere() throws Exception {
    try (LiveRun live = open()) {
      live.append(
          List.of(
              new LiveEvent("secret", "i1", 1),
              new LiveEvent("other", "i1", 1),
              new LiveEvent("u7", "i1", 1)));
      assertThat(live.deleteUser("secret")).isTrue();
      assertThat(live.deleteUser("secret")).isFalse();
      assertThat(live.deleteUser("u7")).isTrue();
      assertThat(textOf(journal)).contains("other").doesNotContain("secret", "u7");
      assertThat(live.history("u7")).isEmpty();
      live.append(List.of(new LiveEvent("u7", "i2", 2)));
      assertThat(live.history("u7").orElseThrow()).hasSize(1);
    }
    try (LiveRun live = open()) {
      assertThat(live.history("secret")).isEmpty();
      assertThat(live.history("u7").orElseThrow()).hasSize(1);
      assertThat(live.searchUsers("u7", 20)).contains("u7");
      assertThat(live.deleteUser("u8")).isTrue();
    }
    try (LiveRun live = open()) {
      assertThat(live.searchUsers("u8", 20)).doesNotContain("u8");
      assertThat(live.recommend(Ask.forUser("u8", 2)).basis()).isEqualTo(Basis.POPULARITY);
    }
  }

  @Test
  void anotherRunTakesOverWithoutLosingAnAsk() throws Exception {
    try (LiveRun live = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      live.put(Item.titled("n1", "garden lamp"));
      live.append(List.of(new LiveEvent("new", "n1", 6)));
      var asked = new ArrayList<Future<Answer>>();
      for (int round = 0; round < 60; round++) {
        String user = "u" + round;
        asked.add(threads.submit(() -> live.recommend(Ask.forUser(user, 3))));
        if (round == 30) {
          live.swap(other);
        }
      }
      var runs = new ArrayList<String>();
      for (Future<Answer> one : asked) {
        runs.add(one.get().run());
      }
      assertThat(runs).hasSize(60);
      assertThat(runs.getLast()).isEqualTo("second");
      assertThat(live.item("n1")).isPresent();
      assertThat(live.history("new").orElseThrow()).hasSize(1);
      assertThatThrownBy(() -> live.swap(journal)).isInstanceOf(IOException.class);
      assertThat(live.recommend(Ask.forUser("new", 1)).run()).isEqualTo("second");
    }
  }

  @Test
  void whatARunWasFittedOnIsNotAddedAgain() throws Exception {
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent("new", "i1", 6), new LiveEvent("new", "i2", 6)));
    }
    String id = Json.parse(firstLine(journal.resolve("journal.json"))).path("journal").asText();
    Path collected = run.resolve("collected.json");
    Json.write(collected, Collected.summed(id, 1));
    try (LiveRun live = open()) {
      assertThat(live.history("new").orElseThrow()).extracting(Item::id).containsExactly("i2");
      assertThat(live.append(List.of(new LiveEvent("new", "i1", 6))).repeated())
          .as("it is in the run's data")
          .isEqualTo(1);
    } finally {
      Files.delete(collected);
    }
  }

  private static String textOf(Path folder) throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  private static String firstLine(Path file) throws IOException {
    return Files.readAllLines(file).getFirst();
  }

  @Test
  void theBeamsAreATreeOfTermsWithProbabilities() throws Exception {
    try (LiveRun live = open()) {
      Explanation explanation = live.explain(Ask.after(List.of("i3", "i4"), 5));
      assertThat(ids(explanation.answer()))
          .isEqualTo(ids(live.recommend(Ask.after(List.of("i3", "i4"), 5))));
      var leaves = new HashMap<List<String>, String>();
      assertThat(total(explanation.beams())).isLessThanOrEqualTo(1 + 1e-6);
      for (Node root : explanation.beams()) {
        walk(root, List.of(), leaves);
      }
      assertThat(leaves.values()).containsOnly("exact");
      assertThat(leaves)
          .containsKey(explanation.answer().items().getFirst().identifier().symbols());
      assertThat(live.explain(Ask.forUser("nobody", 2)).beams()).isEmpty();
    }
  }

  private static double total(List<Node> nodes) {
    return nodes.stream().mapToDouble(node -> Math.exp(node.logProbability())).sum();
  }

  /// @param leaves how the identifiers that end in a node are grounded
  private static void walk(Node node, List<String> above, Map<List<String>, String> leaves) {
    var path = new ArrayList<>(above);
    path.add(node.term());
    assertThat(node.slot()).isEqualTo(above.size());
    if (node.grounding() != null) {
      leaves.put(path, node.grounding().kind());
    }
    assertThat(total(node.children())).isLessThanOrEqualTo(Math.exp(node.logProbability()) + 1e-6);
    node.children().forEach(child -> walk(child, path, leaves));
  }
}

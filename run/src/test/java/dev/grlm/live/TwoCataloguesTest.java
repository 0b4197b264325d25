package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Item;
import dev.grlm.io.RunListener;
import dev.grlm.journal.LiveEvent;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.system.CannotException;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An experiment whose runs were fitted to different catalogues: B lacks the last item of A, and
/// has an item and a user that A does not have.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCataloguesTest {
  private static final CyclicShop SHOP = CyclicShop.of(40);
  private static final String ONLY_A = CyclicShop.id(CyclicShop.ITEMS - 1);
  private static final String ONLY_B = "drum";
  private static final String USER_OF_B = "vera";
  private static final long NOON = 1_700_000_000_000L;

  private Path a;
  private Path b;
  private Path withoutWords;
  private Path journal;

  @BeforeAll
  void fit(@TempDir Path temporary) throws IOException {
    Path data = SHOP.write(temporary.resolve("data"));
    a = fit(data, temporary.resolve("run-a"), "grlm");
    withoutWords = fit(data, temporary.resolve("run-sasrec"), "sasrec");
    b = fit(otherShop(temporary.resolve("other")), temporary.resolve("run-b"), "grlm");
  }

  private static Path fit(Path data, Path run, String system) throws IOException {
    var config =
        CyclicShop.config(1, 1, "sasrec.training.epochs=1", "evaluation.repeats=forbid")
            .fitting(List.of(system));
    Grlm.fit(data, run, config, SystemRun.Inputs.NONE, RunListener.silent()).close();
    return run;
  }

  private static Path otherShop(Path folder) throws IOException {
    SHOP.write(folder);
    Path items = folder.resolve("items.jsonl");
    var lines = new ArrayList<>(Files.readAllLines(items));
    lines.removeLast();
    lines.add("{\"id\":\"drum\",\"title\":\"garden drum\"}");
    Files.write(items, lines);
    Path log = folder.resolve("interactions.tsv");
    var rows = new ArrayList<>(Files.readAllLines(log));
    rows.removeIf(row -> row.contains("\t" + ONLY_A + "\t"));
    List<String> taken = List.of(ONLY_B, "i1", "i2", "i3", "i4", "i5");
    for (int place = 0; place < taken.size(); place++) {
      rows.add(USER_OF_B + "\t" + taken.get(place) + "\t" + place);
    }
    Files.write(log, rows);
    return folder;
  }

  @BeforeEach
  void nameJournal(@TempDir Path temporary) {
    journal = temporary.resolve("journal");
  }

  private LiveRun open() throws IOException {
    return open(a, b);
  }

  private LiveRun open(Path first, Path second) throws IOException {
    return LiveRun.open(
        Systems.ALL,
        first,
        journal,
        LiveSettings.DEFAULT,
        new Experiment("spring", second, 0.5),
        RunListener.silent());
  }

  /// A user of the data of both runs, who is answered by this arm.
  private String user(String arm) {
    return IntStream.range(0, 40).mapToObj(i -> "u" + i).filter(in(arm)).findFirst().orElseThrow();
  }

  private Predicate<String> in(String arm) {
    var experiment = new Experiment("spring", b, 0.5);
    return user -> experiment.armOf(Ask.forUser(user, 1)).equals(arm);
  }

  private static List<String> ids(List<Answer.Place> places) {
    return places.stream().map(place -> place.item().id()).toList();
  }

  @Test
  void whatOnlyTheSecondHasIsToldByIt() throws Exception {
    try (LiveRun live = open()) {
      ItemView view = live.item(ONLY_B).orElseThrow();
      assertThat(view.added()).as("it was fitted, in B").isFalse();
      assertThat(view.neighbors()).isNotEmpty();
      assertThat(live.similar(ONLY_B, 3).orElseThrow()).hasSize(3);
      assertThat(live.title(ONLY_B)).isEqualTo("garden drum");
      assertThat(live.identifier(view.item())).isEqualTo(view.identifier());
      assertThat(live.history(USER_OF_B).orElseThrow())
          .extracting(Item::id)
          .containsExactly(ONLY_B, "i1", "i2", "i3", "i4", "i5");
      assertThat(live.searchItems("garden drum", 5)).as("searches go by A").isEmpty();
      assertThat(live.item("none")).isEmpty();
      assertThat(live.similar("none", 3)).isEmpty();
    }
  }

  /// The arm that does not have the item passes over it and says so.
  @Test
  void anEventMayNameAnItemOfEither() throws Exception {
    try (LiveRun live = open()) {
      for (String user : List.of(user("A"), user("B"))) {
        live.append(List.of(new LiveEvent(user, ONLY_A, NOON)));
        live.append(List.of(new LiveEvent(user, ONLY_B, NOON + 1)));
        assertThat(live.history(user).orElseThrow()).extracting(Item::id).endsWith(ONLY_A, ONLY_B);
      }
      Answer inA = live.recommend(Ask.forUser(user("A"), 40).withReasons());
      assertThat(inA.history()).contains(ONLY_A).doesNotContain(ONLY_B);
      assertThat(inA.ignored()).containsExactly(ONLY_B);
      assertThat(ids(inA.items())).doesNotContain(ONLY_B);
      Answer inB = live.recommend(Ask.forUser(user("B"), 40).withReasons());
      assertThat(inB.history()).contains(ONLY_B).doesNotContain(ONLY_A);
      assertThat(inB.ignored()).contains(ONLY_A);
      assertThat(ids(inB.items())).doesNotContain(ONLY_A, ONLY_B);
      assertThatThrownBy(() -> live.append(List.of(new LiveEvent("u1", "none", NOON))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no item has the id 'none'");
    }
  }

  @Test
  void anExplanationGoesByTheArmOfItsUser() throws Exception {
    try (LiveRun live = open()) {
      Explanation inA = live.explain(Ask.forUser(user("A"), 3));
      assertThat(inA.answer().run()).isEqualTo("run-a");
      Explanation inB = live.explain(Ask.forUser(user("B"), 40));
      assertThat(inB.answer().run()).isEqualTo("run-b");
      assertThat(inB.beams()).isNotEmpty();
      assertThat(ids(inB.answer().items())).contains(ONLY_B).doesNotContain(ONLY_A);
    }
  }

  /// For A it is a new item, which A names; for B one of its own, which keeps its Term ID.
  @Test
  void anItemOfTheSecondThatIsPutIsNewToTheFirst() throws Exception {
    try (LiveRun live = open()) {
      var before = live.item(ONLY_B).orElseThrow().identifier();
      ItemView put = live.put(Item.titled(ONLY_B, "kitchen lamp drum"));
      assertThat(put.added()).isTrue();
      assertThat(live.item(ONLY_B).orElseThrow().identifier()).isEqualTo(put.identifier());
      assertBothRecommend(live, ONLY_B);
      Answer inB = live.recommend(Ask.forUser(user("B"), 40));
      assertThat(inB.items())
          .filteredOn(place -> place.item().id().equals(ONLY_B))
          .singleElement()
          .satisfies(place -> {
            assertThat(place.identifier()).isEqualTo(before);
            assertThat(place.item().title()).isEqualTo("kitchen lamp drum");
          });
    }
    try (LiveRun live = open()) {
      assertBothRecommend(live, ONLY_B);
    }
  }

  private void assertBothRecommend(LiveRun live, String item) throws Exception {
    for (String arm : List.of("A", "B")) {
      Answer answer = live.recommend(Ask.forUser(user(arm), 41));
      assertThat(answer.arm()).isEqualTo(arm);
      assertThat(ids(answer.items())).as(arm).contains(item);
    }
  }

  @Test
  void anItemThatIsNewToBothIsLearntByBoth() throws Exception {
    try (LiveRun live = open()) {
      live.put(Item.titled("new", "kitchen lamp"));
      live.put(Item.titled(ONLY_A, "travel basket of A"));
      assertBothRecommend(live, "new");
      assertThat(live.item(ONLY_A).orElseThrow().added()).as("A was fitted on it").isFalse();
      assertBothRecommend(live, ONLY_A);
    }
  }

  @Test
  void anItemOfTheSecondIsWithdrawnAsAnyOther() throws Exception {
    try (LiveRun live = open()) {
      assertThat(live.deleteItems(List.of(ONLY_A, ONLY_B, "none"))).isEqualTo(2);
      assertThat(live.item(ONLY_B)).isEmpty();
      assertThat(live.similar(ONLY_B, 3)).isEmpty();
      assertThat(live.deleteItem(ONLY_B)).as("it is gone already").isFalse();
      assertThat(ids(live.recommend(Ask.forUser(user("B"), 40)).items())).doesNotContain(ONLY_B);
      assertThat(ids(live.recommend(Ask.forUser(user("A"), 40)).items())).doesNotContain(ONLY_A);
      assertThat(live.title(ONLY_B)).as("it stays in histories").isEqualTo("garden drum");
    }
    try (LiveRun live = open()) {
      assertThat(ids(live.recommend(Ask.forUser(user("B"), 40)).items())).doesNotContain(ONLY_B);
      live.put(Item.titled(ONLY_B, "garden drum"));
      assertBothRecommend(live, ONLY_B);
    }
  }

  @Test
  void whomOnlyTheSecondKnowsIsErasedInBoth() throws Exception {
    try (LiveRun live = open()) {
      live.append(List.of(new LiveEvent(user("A"), ONLY_B, NOON)));
      assertThat(live.eraseUsers(List.of(USER_OF_B, user("A"), "nobody"))).isEqualTo(2);
      assertThat(live.history(USER_OF_B)).isEmpty();
      assertThat(live.history(user("A"))).isEmpty();
      assertThat(live.deleteUser(USER_OF_B)).isFalse();
      assertThat(live.recommend(Ask.forUser(USER_OF_B, 3)).history()).isEmpty();
    }
    try (LiveRun live = open()) {
      assertThat(live.history(USER_OF_B)).isEmpty();
      assertThat(live.history(user("A"))).isEmpty();
    }
  }

  /// What B knows and A would have to name is refused where A cannot; what A knows is not.
  @Test
  void aFirstRunThatTakesNoNewItemsRefusesThoseOfTheSecond() throws Exception {
    try (LiveRun live = open(withoutWords, b)) {
      assertThatThrownBy(() -> live.put(Item.titled(ONLY_B, "loud drum")))
          .isInstanceOf(CannotException.class)
          .hasMessageContaining("sasrec");
      assertThat(live.item(ONLY_B).orElseThrow().item().title()).isEqualTo("garden drum");
      assertThat(live.put(Item.titled("i3", "a towel")).item().title()).isEqualTo("a towel");
      assertThat(live.deleteItem(ONLY_B)).isTrue();
      assertThat(live.item(ONLY_B)).isEmpty();
    }
  }

  /// And a second that takes none goes on without them.
  @Test
  void aSecondRunThatTakesNoNewItemsGoesOnWithoutThem() throws Exception {
    try (LiveRun live = open(a, withoutWords)) {
      live.put(Item.titled("new", "kitchen lamp"));
      live.append(List.of(new LiveEvent(user("B"), "new", NOON)));
      assertThat(ids(live.recommend(Ask.forUser(user("A"), 41)).items())).contains("new");
      Answer inB = live.recommend(Ask.forUser(user("B"), 41));
      assertThat(ids(inB.items())).doesNotContain("new");
      assertThat(inB.ignored()).containsExactly("new");
      assertThatThrownBy(() -> live.explain(Ask.forUser(user("B"), 3)))
          .isInstanceOf(CannotException.class);
    }
  }
}

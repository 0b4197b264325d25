package dev.grlm.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.grlm.data.Item;
import dev.grlm.io.RunListener;
import dev.grlm.journal.LiveEvent;
import dev.grlm.run.CyclicShop;
import dev.grlm.run.Grlm;
import dev.grlm.system.SystemRun;
import dev.grlm.systems.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Many items and users in one call.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveBulkTest {
  private static final CyclicShop SHOP = CyclicShop.of(40);

  private Path run;
  private Path folder;

  @BeforeAll
  void fit(@TempDir Path temporary) throws IOException {
    run = temporary.resolve("run");
    Grlm.fit(
            SHOP.write(temporary.resolve("data")),
            run,
            CyclicShop.config(1, 1, "evaluation.repeats=forbid"),
            SystemRun.Inputs.NONE,
            RunListener.silent())
        .close();
  }

  @BeforeEach
  void name(@TempDir Path temporary) {
    folder = temporary;
  }

  private LiveRun open(String journal) throws IOException {
    return LiveRun.open(Systems.ALL, run, folder.resolve(journal), LiveSettings.DEFAULT);
  }

  /// New ones with texts of known ones, and known ones with other texts.
  private static List<Item> items() {
    var items = new ArrayList<Item>();
    for (int number = 0; number < 30; number++) {
      String title = CyclicShop.item(number).title();
      boolean known = number % 5 == 4;
      items.add(
          Item.titled(known ? CyclicShop.item(number + 1).id() : "n" + number, title + " again"));
    }
    return items;
  }

  @Test
  void manyAreNamedAsOneAfterTheOther() throws IOException {
    try (LiveRun together = open("together");
        LiveRun single = open("single")) {
      List<Item> items = items();
      var expected = new ArrayList<ItemView>();
      for (Item item : items) {
        single.put(item);
      }
      for (Item item : items) {
        expected.add(single.item(item.id()).orElseThrow());
      }
      assertThat(together.put(items)).isEqualTo(expected);
      assertThat(expected).filteredOn(ItemView::added).hasSize(24);
    }
    try (LiveRun again = open("together")) {
      for (Item item : items()) {
        assertThat(again.item(item.id())).map(ItemView::item).contains(item);
      }
      assertThat(again.status().addedItems()).isEqualTo(24);
    }
  }

  @Test
  void oneThatIsRefusedRefusesAllAndIsNamedByItsPlace() throws IOException {
    Item good = Item.titled("n1", "a good mug");
    try (LiveRun live = open("refused")) {
      refused(live, List.of(good, Item.titled("n2", "")), 1, "has no text");
      refused(live, List.of(Item.titled("a\tb", "mug"), good), 0, "control character");
      refused(live, List.of(good, Item.titled("n2", "mug"), good), 2, "that of items[0], too");
      assertThat(live.item("n1")).isEmpty();
      assertThat(live.status().addedItems()).isZero();
    }
    try (LiveRun again = open("refused")) {
      assertThat(again.status().addedItems()).isZero();
    }
  }

  private static void refused(LiveRun live, List<Item> items, int place, String why) {
    assertThatExceptionOfType(RefusedItemException.class)
        .isThrownBy(() -> live.put(items))
        .withMessageContaining(why)
        .satisfies(refusal -> assertThat(refusal.place()).isEqualTo(place));
  }

  @Test
  void manyAreDeletedAndWhoIsUnknownIsNotCounted() throws IOException {
    try (LiveRun live = open("deleted")) {
      assertThat(live.deleteItems(List.of("i3", "none", "i4", "i3"))).isEqualTo(2);
      assertThat(live.deleteItems(List.of("i3", "i5"))).isEqualTo(1);
      assertThat(live.deleteItems(List.of())).isZero();
      assertThat(live.status().deletedItems()).isEqualTo(3);
    }
    try (LiveRun again = open("deleted")) {
      assertThat(again.status().deletedItems()).isEqualTo(3);
      assertThat(again.item("i4")).isEmpty();
    }
  }

  @Test
  void manyAreErasedThoseOfTheDataToo() throws IOException {
    try (LiveRun live = open("erased")) {
      int before = live.status().users();
      live.append(IntStream.range(0, 20).mapToObj(n -> new LiveEvent("new" + n, "i1", 5)).toList());
      assertThat(live.eraseUsers(List.of("new1", "u7", "nobody", "new2", "new1"))).isEqualTo(3);
      assertThat(live.eraseUsers(List.of("new1", "nobody"))).isZero();
      assertThat(live.history("new1")).isEmpty();
      assertThat(live.history("u7")).isEmpty();
      assertThat(live.history("new3")).isPresent();
      assertThat(live.status().users()).isEqualTo(before + 20 - 3);
    }
  }
}

package dev.grlm.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetReader;
import dev.grlm.data.History;
import dev.grlm.data.ItemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutItemsTest {
  @TempDir Path folder;
  private Path data = Path.of(".");

  @BeforeEach
  void write() throws IOException {
    data = Files.createDirectories(folder.resolve("shop"));
    var items = new ArrayList<String>();
    for (int item = 0; item < 9; item++) {
      items.add("{\"id\": \"i " + item + "\", \"title\": \"thing " + item + "\"}");
    }
    Files.write(data.resolve("items.jsonl"), items);
    var rows = new ArrayList<>(List.of("user\titem"));
    for (int user = 0; user < 12; user++) {
      for (int step = 0; step < 5; step++) {
        rows.add("u" + user + "\ti " + (user * 2 + step) % 9);
      }
    }
    Files.write(data.resolve("interactions.tsv"), rows);
  }

  /// Every purchase of a held-out item is asked for after what was bought before it, unless nothing
  /// was; nothing of it is left in the data.
  @Test
  void whatIsHeldOutIsNowhereElse() throws IOException {
    HeldOutItems held = HeldOutItems.write(data, folder.resolve("held"), 3, 5);
    Set<String> out = new HashSet<>();
    ItemFile.read(held.items()).forEach(item -> out.add(item.id()));
    assertThat(out).hasSize(3);
    Dataset rest = DatasetReader.read(held.data());
    assertThat(rest.catalog().items()).hasSize(6).noneMatch(item -> out.contains(item.id()));

    Dataset whole = DatasetReader.read(data);
    Catalog catalog = whole.catalog();
    var expected = new ArrayList<HeldOutItems.Purchase>();
    for (History history : whole.histories()) {
      List<String> before = new ArrayList<>();
      for (int item : history.items()) {
        String id = catalog.item(item).id();
        if (!out.contains(id)) {
          before.add(id);
        } else if (!before.isEmpty()) {
          expected.add(new HeldOutItems.Purchase(id, List.copyOf(before)));
        }
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(held.purchases()).isEqualTo(expected);
  }

  /// Three users are one person; without persons there is no column.
  @Test
  void whoStandsBehindAUserIsKept() throws IOException {
    HeldOutItems without = HeldOutItems.write(data, folder.resolve("without"), 3, 5);
    assertThat(without.data().resolve("interactions.tsv")).content().startsWith("user\titem\nu0\t");
    Path events = data.resolve("interactions.tsv");
    List<String> rows = Files.readAllLines(events);
    Files.write(
        events,
        IntStream.range(0, rows.size())
            .mapToObj(row -> rows.get(row) + (row == 0 ? "\tperson" : row <= 15 ? "\tann" : "\t"))
            .toList());
    Dataset rest =
        DatasetReader.read(HeldOutItems.write(data, folder.resolve("with"), 3, 5).data());
    for (History history : rest.histories()) {
      boolean ann = Set.of("u0", "u1", "u2").contains(history.user());
      assertThat(history.person()).isEqualTo(ann ? "ann" : history.user());
    }
  }

  @Test
  void theSeedDrawsThem() throws IOException {
    String first = Files.readString(HeldOutItems.write(data, folder.resolve("a"), 3, 5).items());
    assertThat(HeldOutItems.write(data, folder.resolve("b"), 3, 5).items())
        .content()
        .isEqualTo(first);
    var others = new HashSet<String>();
    for (long seed = 6; seed < 12; seed++) {
      others.add(Files.readString(HeldOutItems.write(data, folder.resolve("c"), 3, seed).items()));
    }
    assertThat(others).hasSizeGreaterThan(1);
  }

  @Test
  void notAllCanBeHeldOut() {
    assertThatThrownBy(() -> HeldOutItems.write(data, folder.resolve("held"), 9, 5))
        .isInstanceOf(IOException.class)
        .hasMessage(data + " has 9 items; 9 of them cannot be held out");
  }
}

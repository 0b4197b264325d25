package dev.grlm.data;

import static dev.grlm.data.InputFiles.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrlmFolderTest {
  private static final String ITEMS = "toys.item.json";
  private static final String SEQUENCES = "sequential_data.txt";

  @TempDir Path path;
  private InputFiles folder;

  @BeforeEach
  void threeItems() throws IOException {
    folder =
        new InputFiles(path)
            .put(
                ITEMS,
                """
                {
                  "3": {"title": "Kite", "description": "flies", "categories": "Toys,Outdoor"},
                  "1": {"title": "Ball", "brand": "Round", "categories": ["Toys", "Balls"]},
                  "2": {"title": "Doll", "categories": [["Toys", "Dolls"], ["Gifts"]], "id": "x"}
                }\
                """);
  }

  @Test
  void aToyFolderIsReadAsItStands() throws IOException {
    folder.put(SEQUENCES, "7 1 2 3 1", "", " 5\t3  2 1 ");
    Dataset dataset = folder.read();
    assertThat(dataset.catalog().items())
        .containsExactly(
            new Item("3", "Kite", "", List.of("Toys,Outdoor"), List.of(), "flies", "", Map.of()),
            new Item("1", "Ball", "Round", List.of("Toys", "Balls"), List.of(), "", "", Map.of()),
            new Item(
                "2", "Doll", "", List.of("Toys", "Dolls"), List.of("Gifts"), "", "", Map.of()));
    assertThat(dataset.histories()).extracting(History::user).containsExactly("7", "5");
    assertThat(ids(dataset, 0)).containsExactly("1", "2", "3", "1");
    assertThat(ids(dataset, 1)).containsExactly("3", "2", "1");
    assertThat(dataset.counts()).isEqualTo(Map.of(Counts.REPEATS, 1L));
  }

  @Test
  void filesMayBePacked() throws IOException {
    Path other = Files.createDirectory(path.resolve("packed"));
    new InputFiles(other)
        .put("item.json.gz", "{\"1\": {\"title\": \"Ball\"}}")
        .put(SEQUENCES + ".gz", "7 1");
    Dataset dataset = DatasetReader.read(other);
    assertThat(dataset.catalog().items()).containsExactly(Item.titled("1", "Ball"));
    assertThat(dataset.interactions()).isEqualTo(1);
  }

  @Test
  void whatIsDroppedIsCounted() throws IOException {
    folder.put(SEQUENCES, "a 1 9 2 3", "b", "c 8", "d 1 2");
    Dataset dataset = folder.read();
    assertThat(dataset.histories()).extracting(History::user).containsExactly("a", "d");
    assertThat(dataset.counts())
        .isEqualTo(
            Map.of(
                Counts.UNKNOWN_ITEM, 2L,
                Counts.USERS_WITHOUT_ITEM, 2L,
                Counts.USERS_WITHOUT_TARGET, 1L));
  }

  @Test
  void brokenInputNamesThePlaceAndTheValue() throws IOException {
    folder.put(SEQUENCES, "a 1", "b 2", "a 3");
    folder.assertBroken(SEQUENCES, ":3: the user 'a' has an earlier line already");
    folder.put(SEQUENCES, "", " ");
    folder.assertBroken(SEQUENCES, ": no interactions");
    folder.put(SEQUENCES, "a 8 9");
    folder.assertBroken(SEQUENCES, ": no interactions left: ").hasMessageContaining("item '8'");
    folder.put(ITEMS, "{", "\"1\": {\"title\": }", "}");
    folder.assertBroken(ITEMS, ":2: broken JSON");
    folder.put(ITEMS, "{", "\"1\": {},", "\"1\": {}", "}");
    folder.assertBroken(ITEMS, ":3: broken JSON").hasMessageContaining("'1'");
    folder.put(ITEMS, "{\"1\": {\"title\": {}}}");
    folder.assertBroken(ITEMS, ": item '1': 'title' is not text: {}");
    folder.put(ITEMS, "{\"1\": \"Ball\"}");
    folder.assertBroken(ITEMS, ": item '1': an item must be a JSON object, found \"Ball\"");
    folder.put(ITEMS, "{}");
    folder.assertBroken(ITEMS, ": no items");
    folder.put(ITEMS, "[{\"id\": 1}]");
    folder.assertBroken(ITEMS, ": no items").hasMessageEndingWith("found [{\"id\":1}]");
  }

  @Test
  void severalItemFilesAreNotGuessedAt() throws IOException {
    folder.put(SEQUENCES, "a 1").put("beauty.item.json", "{}");
    assertThatThrownBy(folder::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageEndingWith("[beauty.item.json, toys.item.json]");
  }
}

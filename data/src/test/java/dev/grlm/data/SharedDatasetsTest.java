package dev.grlm.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.io.Json;
import dev.grlm.testkit.RealData;
import dev.grlm.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real folders have the sizes that their own descriptions state.
@RealData
class SharedDatasetsTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "beauty, 22363, 12101, 194687",
    "games, 50546, 16859, 440264",
    "ml-100k, 943, 1349, 99287",
    "scientific, 8317, 4344, 58492",
    "yelp, 30431, 20033, 316354"
  })
  void sizesAreTheStatedOnes(String name, int users, int items, long interactions)
      throws IOException {
    Dataset dataset = DatasetReader.read(SharedData.folder(name));
    assertThat(dataset.histories()).hasSize(users);
    assertThat(dataset.catalog().size()).isEqualTo(items);
    assertThat(dataset.interactions()).isEqualTo(interactions);
    assertThat(dataset.counts())
        .doesNotContainKeys(Counts.UNKNOWN_ITEM, Counts.USERS_WITHOUT_TARGET);
  }

  @Test
  void beautyHasSevenItemsWithoutATitleAndNoRepeats() throws IOException {
    Dataset dataset = DatasetReader.read(SharedData.folder("beauty"));
    assertThat(dataset.counts()).isEqualTo(Map.of(Counts.ITEMS_WITHOUT_TITLE, 7L));
  }

  @Test
  void yelpRepeatsItemsWithinHistories() throws IOException {
    Dataset dataset = DatasetReader.read(SharedData.folder("yelp"));
    assertThat(dataset.counts()).containsEntry(Counts.REPEATS, 11_830L);
  }

  /// The folder has the authors' own sequence file beside the table that was made from it.
  @Test
  void bothLayoutsGiveTheSameHistories() throws IOException {
    Path beauty = SharedData.folder("beauty");
    Dataset table = DatasetReader.read(beauty);
    Files.copy(beauty.resolve("sequential_data.txt"), temporary.resolve("sequential_data.txt"));
    Files.writeString(temporary.resolve("beauty.item.json"), itemFile(table.catalog()));
    Dataset sequences = DatasetReader.read(temporary);
    assertThat(sequences.histories()).isEqualTo(table.histories());
    assertThat(sequences.catalog().items())
        .extracting(Item::title)
        .containsExactlyElementsOf(table.catalog().items().stream().map(Item::title).toList());
  }

  private static String itemFile(Catalog catalog) {
    var byId = Json.object();
    for (Item item : catalog.items()) {
      byId.putObject(item.id()).put("title", item.title());
    }
    return byId.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"beauty", "games", "yelp"})
  void whatIsWrittenIsReadBack(String name) throws IOException {
    Dataset dataset = DatasetReader.read(SharedData.folder(name));
    DatasetFiles.write(temporary, dataset);
    assertThat(DatasetFiles.read(temporary)).isEqualTo(dataset);
  }

  /// Two blocks per user whose positions both start at 0; its description says that there is no
  /// order between them.
  @Test
  void positionsOfTwoDomainsAreNoOrder() {
    Path folder = SharedData.folder("arts-office");
    assertThatThrownBy(() -> DatasetReader.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            folder.resolve("interactions.tsv")
                + ": user '0' has the position 0 twice, with '0' of the domain 'arts' and '")
        .hasMessageEndingWith(
            "grlm convert --from " + folder + " --out DIR makes a history per user and domain");
  }
}

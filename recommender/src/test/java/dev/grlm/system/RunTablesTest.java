package dev.grlm.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.grlm.data.Catalog;
import dev.grlm.data.Dataset;
import dev.grlm.data.DatasetFiles;
import dev.grlm.data.History;
import dev.grlm.data.Item;
import dev.grlm.words.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTablesTest {
  private static final RunSettings WITH_MAKER =
      RunSettings.DEFAULT.withTextFields(List.of("maker"));

  @TempDir private Path root;

  /// Items 0 and 1, and one user for each history.
  private RunTables tables(String title, String maker, int[]... histories) throws IOException {
    var folder = new RunFolder(root);
    List<Item> items =
        IntStream.range(0, 2)
            .mapToObj(item ->
                new Item(
                    "i" + item, title, "", List.of(), List.of(), "", "", Map.of("maker", maker)))
            .toList();
    List<History> users =
        IntStream.range(0, histories.length)
            .mapToObj(user -> new History("u" + user, histories[user]))
            .toList();
    DatasetFiles.write(folder.dataset(), new Dataset(new Catalog(items), users, new TreeMap<>()));
    return new RunTables(folder);
  }

  @Test
  void theDatasetIsReadOnce() throws IOException {
    RunTables tables = tables("Tea pot", "", new int[] {0, 1, 0});
    Dataset first = tables.dataset();
    Files.delete(new RunFolder(root).items());
    assertThat(tables.dataset()).isSameAs(first);
    assertThat(first.catalog().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tea pot|''|false|false",
        "Tea pot|Rosehill|false|false",
        "''|Rosehill|true|false",
        "''|''|true|true",
        "'– ® –'|'…'|true|true",
      })
  void wordsCountOnlyInTheFieldsThatAreRead(
      String title, String maker, boolean wordless, boolean wordlessWithMaker) throws IOException {
    RunTables tables = tables(title, maker, new int[] {0, 1});
    assertThat(tables.wordless(RunSettings.DEFAULT)).isEqualTo(wordless);
    assertThat(tables.wordless(WITH_MAKER)).isEqualTo(wordlessWithMaker);
    assertThat(tables.wordless(RunSettings.DEFAULT)).as("asked again").isEqualTo(wordless);
  }

  @Test
  void languagesAreThoseOfTheFieldsAndOfTheSetting() throws IOException {
    RunTables tables = tables("Tea pot", "Чай и мёд", new int[] {0, 1});
    assertThat(tables.languages(RunSettings.DEFAULT)).isEqualTo(Languages.ENGLISH);
    assertThat(tables.languages(WITH_MAKER).codes())
        .containsExactly(Map.entry("Cyrillic", "ru"), Map.entry("Latin", "en"));
    assertThat(tables.languages(RunSettings.DEFAULT.withLanguage("de")).codes())
        .containsExactly(Map.entry("Latin", "de"));
  }

  /// The validation target is the last item but one.
  @ParameterizedTest
  @CsvSource({
    "auto,0,true",
    "auto,1,false",
    "allow,1,true",
    "forbid,0,false",
  })
  void repeatsAreDecidedByTheWordOrByValidation(String word, int target, boolean allowed)
      throws IOException {
    RunTables tables = tables("", "", new int[] {0, target, 1});
    assertThat(tables.repeats(new EvaluationConfig(word, 1, 1, true, 0, List.of())))
        .isEqualTo(allowed);
  }
}

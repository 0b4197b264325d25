package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of the tables beside the events hold the items: people export whole databases.
class ItemTablesTest {
  private static final String NAMED = "id,name\n101,Tea\n102,Pot\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeEvents() throws IOException {
    file("events.csv", "user_id,item_id,timestamp\n1,101,1400000000\n2,102,1400000001\n");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Source open() throws IOException {
    return Formats.open(Input.of(folder, Columns.GUESSED), null);
  }

  private List<String> items() throws IOException {
    return open().files().stream()
        .filter(file -> file.role() == SourceFile.Role.ITEMS)
        .map(file -> String.valueOf(file.path().getFileName()))
        .toList();
  }

  @Test
  void aTableThatNamesTheItemStandsBeforeOnesWithAPlainId() throws IOException {
    file("things.csv", "item_id,title\n101,Tea\n");
    file("users.csv", "id,name\n1,Jane\n2,John\n");
    file("stores.csv", "id,name\n101,Shop North\n");
    file("b.csv", NAMED);
    assertThat(items()).containsExactly("things.csv");
    assertThat(open().notes())
        .contains(
            "b.csv is not used: its id is not called as in the other file of items",
            "stores.csv is not used: its id is not called as in the other file of items",
            "users.csv is not used: its id is not called as in the other file of items");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users.csv",
        "customers_2024.csv",
        "stores.csv",
        "brands.csv",
        "categories.csv",
        "tags.csv",
        "cities.csv",
        "authors.csv",
        "aisles.csv",
        "departments.csv"
      })
  void aTableOfOtherThingsByItsNameIsNotOfItems(String name) throws IOException {
    file(name, NAMED);
    assertThat(items()).isEmpty();
    assertThat(open().notes())
        .contains(
            name
                + " is not used: by its name it is of something else than items; --items FILE says"
                + " otherwise");
  }

  @ParameterizedTest
  @ValueSource(strings = {"items.csv", "products.csv", "b.csv", "user_items.csv", "x1.csv"})
  void aTableThatMayBeOfItemsIsAGuessThatIsSaid(String name) throws IOException {
    file(name, NAMED);
    assertThat(items()).containsExactly(name);
    assertThat(open().notes())
        .contains(
            name
                + " holds items (a guess: it has an id and a title; --items FILE says otherwise): id"
                + " = id, title = name");
  }

  @Test
  void idsOfUsersAreNoItems() throws IOException {
    file("b.csv", "id,name\n1,Jane\n2,John\n");
    assertThat(items()).isEmpty();
    assertThat(open().notes())
        .contains("b.csv is not used: its ids are those of users; --items FILE says otherwise");
  }

  @Test
  void idsOfUsersAreSeenAlsoWhereADataFrameWroteThem() throws IOException {
    file("b.csv", "id,name\n1.0,Jane\n2.0,John\n");
    assertThat(items()).isEmpty();
  }

  @Test
  void theNameOfAFileDecidesBetweenTwo() throws IOException {
    file("b.csv", NAMED);
    file("products.csv", NAMED);
    assertThat(items()).containsExactly("products.csv");
    assertThat(open().notes())
        .contains(
            "b.csv is not used: it may hold the items or something else; --items FILE says which");
  }

  @Test
  void ofTwoThatMayBeNoneIsTaken() throws IOException {
    file("b.csv", NAMED);
    file("c.csv", NAMED);
    assertThat(items()).isEmpty();
    assertThat(open().notes())
        .filteredOn(note -> note.endsWith("--items FILE says which"))
        .hasSize(2);
  }

  @Test
  void partsOfOneTableAreReadTogether() throws IOException {
    file("items-0.csv", NAMED);
    file("items-1.csv", "id,name\n103,Cup\n");
    assertThat(items()).containsExactly("items-0.csv", "items-1.csv");
  }

  static Stream<String> untitled() {
    return Stream.of(
        "item_id,price\n101,2\n", "item_id,caption\n101,Tea\n", "item_id,prod_name\n101,Tea\n");
  }

  @ParameterizedTest
  @MethodSource("untitled")
  void aTableOfItemsWithoutATitleIsNamed(String text) throws IOException {
    file("articles.csv", text);
    assertThat(items()).isEmpty();
    assertThat(open().notes())
        .anySatisfy(note ->
            assertThat(note)
                .startsWith(
                    "articles.csv is not used: it has the item's id and no column of titles"));
  }

  @Test
  void aColumnThatLooksLikeTitlesIsProposed() throws IOException {
    file("articles.csv", "item_id,prod_name\n101,Tea\n");
    assertThat(open().notes())
        .anySatisfy(
            note -> assertThat(note).contains("'prod_name' looks like one: --title-col prod_name"));
  }
}

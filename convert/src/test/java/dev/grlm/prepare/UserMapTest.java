package dev.grlm.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is who, and how ids are called.
class UserMapTest {
  private static final List<String> SOURCES = List.of("shop", "forum");

  @TempDir private Path folder;

  private Path file(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("people.tsv"),
        "source\tuser\tperson\n" + String.join("\n", rows).replace(' ', '\t') + "\n");
  }

  private List<SourceIds> ids(Path file, String... names) throws IOException {
    return SourceIds.of(List.of(names), Rules.DEFAULT.withUsers(new UserIds.Mapped(file)));
  }

  @Test
  void aPersonMayHaveSeveralIdsAlsoInOneSource() throws IOException {
    Path file =
        file("shop 17 ann", "", "forum u4 ann", "shop 18 ann", "shop 17 ann", "forum 17 bob");
    List<SourceIds> ids = ids(file, "shop", "forum");
    assertThat(ids.get(0).user("17")).isEqualTo("ann");
    assertThat(ids.get(0).user("18")).isEqualTo("ann");
    assertThat(ids.get(1).user("u4")).isEqualTo("ann");
    assertThat(ids.get(1).user("17")).isEqualTo("bob");
    assertThat(ids.get(0).user("19")).isEqualTo("shop:19");
    assertThat(ids.get(1).user("18")).isEqualTo("forum:18");
  }

  @Test
  void rowsThatAreNotUsedAreCounted() throws IOException {
    List<SourceIds> ids = ids(file("shop 17 ann", "shop 18 eve", "forum u4 ann"), "shop", "forum");
    assertThat(ids.getFirst().unmet()).isEqualTo(2);
    ids.getFirst().user("17");
    ids.getFirst().user("17");
    ids.getFirst().user("99");
    assertThat(ids.getFirst().unmet()).isEqualTo(1);
    assertThat(ids.getLast().unmet()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "market 1 ann       | there is no source 'market'; there are [shop, forum]",
        "shop 1             | a row is a source, a user and a person",
        "shop 1 ann x       | a row is a source, a user and a person",
        "'shop  ann'        | a row is a source, a user and a person",
        "shop 1 shop:2      | the person 'shop:2' is called as a user of 'shop' who is not here",
        "forum 1 shop:2     | the person 'shop:2' is called as a user of 'shop' who is not here",
        "shop 17 bob        | the user '17' of 'shop' is the person 'ann' in an earlier line and 'bob'",
      })
  void aWrongRowIsNamedByItsLine(String row, String message) throws IOException {
    Path file = file("shop 17 ann", row);
    assertThatThrownBy(() -> UserMap.read(file, SOURCES))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":3: ")
        .hasMessageContaining(message);
  }

  @Test
  void anotherHeaderIsShown() throws IOException {
    Path file = Files.writeString(folder.resolve("people.csv"), "source,user,person\nshop,1,a\n");
    assertThatThrownBy(() -> UserMap.read(file, SOURCES))
        .hasMessageStartingWith(file + ":1: the header must be 'source', 'user' and 'person'")
        .hasMessageEndingWith("found 'source,user,person'");
  }

  /// Of a single source nothing is called otherwise; sources of one name are one.
  @ParameterizedTest
  @CsvSource({
    "'shop',        SEPARATE, 7,      shop:x",
    "'shop,forum',  SEPARATE, shop:7, shop:x",
    "'shop,shop',   SEPARATE, 7,      shop:x",
    "'shop,forum',  SHARED,   shop:7, x",
    "'shop',        SHARED,   7,      x",
  })
  void idsAreCalledAsTheRulesSay(String names, Rules.ItemIds items, String user, String item)
      throws IOException {
    Rules rules = Rules.DEFAULT.withItems(items);
    List<SourceIds> apart = SourceIds.of(List.of(names.split(",")), rules);
    assertThat(apart.getFirst().user("7")).isEqualTo(user);
    assertThat(apart.getFirst().item("x")).isEqualTo(item);
    assertThat(apart.stream().distinct().count())
        .isEqualTo(List.of(names.split(",")).stream().distinct().count());
    List<SourceIds> joined =
        SourceIds.of(List.of(names.split(",")), rules.withUsers(UserIds.JOINED));
    assertThat(joined.getLast().user("7")).isEqualTo("7");
    assertThat(SourceIds.plain().isPlain()).isTrue();
  }
}

package dev.grlm.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
  @Test
  void alignsTextLeftAndNumbersRight() {
    var table = new TextTable().text("row").number("ndcg@10").number("users");
    table.row("popularity", "0.0055", "22,363").row("grlm", "0.0506", "7");
    assertThat(table.toString())
        .isEqualTo(
            """
            row         ndcg@10   users
            ───────────────────────────
            popularity   0.0055  22,363
            grlm         0.0506       7
            """);
  }

  @Test
  void showsItsHeaderWithoutRows() {
    assertThat(new TextTable().text("row").lines()).containsExactly("row", "───");
  }

  @ParameterizedTest
  @CsvSource({
    "'',0",
    "grlm,4",
    "café,4",
    "cafe\u0301,4",
    "日本,4",
    "ﾆﾎﾝ,3",
    "🌱,2",
    "한국,4",
    "a\u200db,2"
  })
  void countsTerminalCells(String text, int width) {
    assertThat(TextTable.width(text)).isEqualTo(width);
  }

  @Test
  void wideCharactersKeepTheColumnsAligned() {
    var table = new TextTable().text("title").text("id");
    table.row("日本", "1").row("tea pot", "2");
    assertThat(table.lines().subList(2, 4)).containsExactly("日本     1", "tea pot  2");
  }

  @Test
  void aLineEndInACellDoesNotBreakTheTable() {
    assertThat(new TextTable().text("title").row("a\nb\tc").lines()).hasSize(3).contains("a b c");
  }

  @Test
  void namesBothCountsWhenARowDoesNotFit() {
    assertThatThrownBy(() -> new TextTable().text("a").text("b").row("1"))
        .hasMessageContaining("1 cells for 2 columns");
    assertThatThrownBy(() -> new TextTable().text("a").row("1").text("late"))
        .hasMessageContaining("late");
  }

  /// The last column is right-aligned and filled, so every line must be as wide as the rule.
  @Property
  void everyLineIsAsWideAsTheRule(@ForAll @Size(min = 1, max = 8) List<String> names) {
    var table = new TextTable().text("name").number("n");
    names.forEach(name -> table.row(name, "1"));
    List<String> lines = table.lines();
    assertThat(lines).hasSize(names.size() + 2);
    assertThat(lines).allMatch(line -> TextTable.width(line) == TextTable.width(lines.get(1)));
  }
}

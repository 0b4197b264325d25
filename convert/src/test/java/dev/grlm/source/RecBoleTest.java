package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RecBole's files in parts, with wrong separators, and beside other files.
class RecBoleTest {
  private static final String HEADER = "user_id:token\titem_id:token\ttimestamp:float\n";

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Source open() throws IOException {
    return Formats.open(Input.of(folder, Columns.GUESSED), null);
  }

  private List<String> read() throws IOException {
    return Recorded.opened(folder, Columns.GUESSED).lines();
  }

  @Test
  void partsAreReadTogetherInTheirOrder() throws IOException {
    file("shop.test.inter", HEADER + "1\t12\t1400000002\n");
    file("shop.train.inter", HEADER + "1\t10\t1400000000\n");
    file("shop.valid.inter", HEADER + "1\t11\t1400000001\n");
    assertThat(open().format()).isEqualTo("recbole");
    assertThat(read())
        .containsExactly(
            "1 10 2014-05-13T16:53:20Z", "1 11 2014-05-13T16:53:21Z", "1 12 2014-05-13T16:53:22Z");
    assertThat(open().notes().getFirst()).startsWith("shop.train.inter and 2 more like it holds");
  }

  @Test
  void numberedPartsAreReadTogether() throws IOException {
    file("shop.part1.inter", HEADER + "1\t10\t1400000000\n");
    file("shop.part2.inter", HEADER + "1\t11\t1400000001\n");
    assertThat(read()).hasSize(2);
  }

  @Test
  void thePartsOfTwoDataSetsAreRefused() throws IOException {
    file("shop.train.inter", HEADER);
    file("forum.test.inter", HEADER);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder
                + ": several files of a kind, leave one of each: [forum.test.inter,"
                + " shop.train.inter] []");
  }

  /// Reading both would give every event twice.
  @Test
  void theWholeBesideItsPartsIsRefused() throws IOException {
    file("shop.inter", HEADER);
    file("shop.train.inter", HEADER);
    assertThatThrownBy(this::open).hasMessageContaining("several files of a kind");
  }

  @Test
  void aPartThatIsThereTwiceIsRefused() throws IOException {
    file("shop.train.inter", HEADER);
    Path packed = folder.resolve("shop.train.inter.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(HEADER.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThatThrownBy(this::open).hasMessageContaining("several files of a kind");
  }

  @Test
  void blanksInPlaceOfTabsAreSaid() throws IOException {
    file("book.inter", "user_id:token item_id:token rating:float\n1 10 5\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("book.inter: the header has no tabs")
        .hasMessageContaining("'user_id:token item_id:token rating:float'");
  }

  @Test
  void filesOfUsersAndGraphsAreNamed() throws IOException {
    file("shop.inter", HEADER + "1\t10\t1400000000\n");
    file("shop.user", "user_id:token\tage:float\n1\t3\n");
    file("shop.kg", "head_id:token\trelation_id:token\ttail_id:token\na\tb\tc\n");
    assertThat(open().notes())
        .anyMatch(note -> note.startsWith("shop.user is not used"))
        .anyMatch(note -> note.startsWith("shop.kg is not used"));
  }

  @Test
  void columnsThatAreNotUsedAreNamedWithoutTheirTypes() throws IOException {
    file("shop.inter", "user_id:token\titem_id:token\tprice:float\n1\t10\t2\n");
    assertThat(open().notes().getFirst())
        .contains("no column of times was found")
        .endsWith("; columns not used: price");
  }

  @Test
  void namesInQuotesAreSeveralCategories() throws IOException {
    file("shop.inter", HEADER + "1\t10\t1400000000\n");
    file(
        "shop.item",
        "item_id:token\ttitle:token_seq\tcategories:token_seq\n10\tBall\t'Sports', 'Balls'\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).items)
        .singleElement()
        .satisfies(item -> assertThat(item.categories()).containsExactly("Sports", "Balls"));
  }

  @Test
  void idsThatADataFrameWroteAreWhole() throws IOException {
    file("shop.inter", HEADER + "1.0\t10.0\t1400000000\n2.0\t11.0\t1400000001\n");
    file("shop.item", "item_id:token\ttitle:token_seq\n10\tTea\n11\tPot\n");
    assertThat(read()).containsExactly("1 10 2014-05-13T16:53:20Z", "2 11 2014-05-13T16:53:21Z");
  }
}

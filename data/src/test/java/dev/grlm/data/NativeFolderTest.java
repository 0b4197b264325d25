package dev.grlm.data;

import static dev.grlm.data.InputFiles.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFolderTest {
  private static final String ITEMS = "items.jsonl";
  private static final String INTERACTIONS = "interactions.tsv";

  @TempDir Path path;
  private InputFiles folder;

  @BeforeEach
  void threeItems() throws IOException {
    folder =
        new InputFiles(path)
            .put(
                ITEMS,
                "{\"id\": \"a\", \"title\": \"A\"}",
                "",
                "{\"id\": 2, \"title\": \"B\"}",
                "{\"id\": \"c\", \"title\": \"C\"}");
  }

  @Test
  void aToyFolderIsReadAsItStands() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition", "u\tc\t0", "u\ta\t1", "u\t2\t2");
    Dataset dataset = folder.read();
    assertThat(dataset.catalog().items())
        .containsExactly(Item.titled("a", "A"), Item.titled("2", "B"), Item.titled("c", "C"));
    assertThat(dataset.histories()).containsExactly(new History("u", new int[] {2, 0, 1}));
    assertThat(dataset.counts()).isEmpty();
  }

  @Test
  void gzipAndWindowsLineEndsMakeNoDifference() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition", "u\tc\t0", "u\ta\t1", "v\t2\t0");
    Dataset plain = folder.read();
    folder.put(INTERACTIONS, "\uFEFFuser\titem\tposition\r", "u\tc\t0\r", "u\ta\t1\r", "v\t2\t0\r");
    assertThat(folder.read()).isEqualTo(plain);
    Files.delete(path.resolve(INTERACTIONS));
    folder.put(INTERACTIONS + ".gz", "user\titem\tposition", "u\tc\t0", "u\ta\t1", "v\t2\t0");
    assertThat(folder.read()).isEqualTo(plain);
  }

  @Test
  void usersKeepTheOrderOfFirstAppearanceAndNeedNotBeContiguous() throws IOException {
    folder.put(INTERACTIONS, "user\titem", "z\ta", "b\t2", "z\tc", "b\ta");
    Dataset dataset = folder.read();
    assertThat(dataset.histories()).extracting(History::user).containsExactly("z", "b");
    assertThat(ids(dataset, 0)).containsExactly("a", "c");
    assertThat(ids(dataset, 1)).containsExactly("2", "a");
  }

  @Test
  void positionWinsOverTimestampAndFileOrderBreaksTies() throws IOException {
    folder.put(
        INTERACTIONS,
        "rating\ttimestamp\tposition\titem\tuser",
        "5\t3\t1\ta\tu",
        "5\t2\t0\t2\tu",
        "5\t1\t1\tc\tu");
    assertThat(ids(folder.read(), 0)).containsExactly("2", "a", "c");
    folder.put(
        INTERACTIONS, "user\titem\ttimestamp", "u\ta\t3", "u\tc\t-2", "u\t2\t3", "u\tc\t3.0");
    assertThat(ids(folder.read(), 0)).containsExactly("c", "a", "2", "c");
  }

  @Test
  void timestampsAreKeptBesideTheOrder() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition\ttimestamp", "u\ta\t1\t20", "u\tc\t0\t30.0");
    assertThat(folder.read().histories())
        .containsExactly(new History("u", new int[] {2, 0}).at(new long[] {30, 20}));
  }

  /// Nothing is ordered by it.
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "2014-05-13", "1.5"})
  void aTimestampThatIsNoneTakesAllFromWhatIsOrderedByPosition(String time) throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\tposition\ttimestamp",
        "u\ta\t0\t20",
        "u\tc\t1\t" + time,
        "v\tc\t0\t7");
    Dataset dataset = folder.read();
    assertThat(dataset.histories())
        .containsExactly(new History("u", new int[] {0, 2}), new History("v", new int[] {2}));
    assertThat(dataset.timed()).isFalse();
    assertThat(dataset.counts()).containsEntry(Counts.TIMES_NOT_WHOLE, 1L);
  }

  /// In the order of the positions; what lies before the first event is no matter, and the gap of
  /// an event that is dropped is part of the time until the next.
  @Test
  void gapsBecomeTimesForWhoAsksForThem() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\tposition\tgap_seconds",
        "u\tc\t2\t0",
        "u\ta\t0\t",
        "u\t2\t1\t60",
        "v\tc\t0\t77",
        "v\tunknown\t1\t5",
        "v\ta\t2\t0.0",
        "gone\tunknown\t0\t0");
    Dataset dataset = DatasetReader.readGaps(path);
    assertThat(dataset.histories())
        .containsExactly(
            new History("u", new int[] {0, 1, 2}).at(new long[] {0, 60, 60}),
            new History("v", new int[] {2, 0}).at(new long[] {0, 5}));
    assertThat(folder.read()).isEqualTo(dataset.untimed());
    assertThat(dataset.counts()).containsEntry(Counts.UNKNOWN_ITEM, 2L);
    assertThat(dataset.counts()).containsEntry(Counts.USERS_WITHOUT_ITEM, 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1.5"})
  void aGapThatIsNoneLeavesItsUserOrAllWithoutTimes(String gap) throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\tposition\tgap_seconds",
        "u\ta\t0\t0",
        "u\tc\t1\t" + gap,
        "v\tunknown\t0\t0",
        "w\tc\t0\t0");
    Dataset dataset = DatasetReader.readGaps(path);
    assertThat(dataset.timed()).isFalse();
    assertThat(dataset.untimed().histories()).isEqualTo(folder.read().histories());
  }

  @Test
  void timestampsAreWorthMoreThanGaps() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\ttimestamp\tgap_seconds",
        "u\ta\t5\t0",
        "u\tc\t9\t0",
        "u\t2\t9\t0");
    assertThat(DatasetReader.readGaps(path)).isEqualTo(folder.read());
  }

  @Test
  void largeTimestampsAreComparedExactly() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\ttimestamp",
        "u\ta\t9007199254740993",
        "u\tc\t9007199254740992",
        "u\t2\t9.007199254740991e15");
    assertThat(ids(folder.read(), 0)).containsExactly("2", "c", "a");
  }

  @Test
  void furtherColumnsAndCellsAreIgnored() throws IOException {
    folder.put(INTERACTIONS, "user\tgap\titem\tposition", "u\t\ta\t0", "u\tx\t2\t1\tmore");
    assertThat(ids(folder.read(), 0)).containsExactly("a", "2");
  }

  @Test
  void theColumnPartCutsHistories() throws IOException {
    folder.put(
        INTERACTIONS,
        "user\titem\ttimestamp\tpart",
        "u\ta\t3\ttest",
        "u\tc\t1\ttraining",
        "u\t2\t2\tvalidation",
        "u\ta\t2\tvalidation",
        "v\tc\t9\ttest",
        "w\ta\t0\ttraining",
        "w\tc\t9\ttest");
    Dataset dataset = folder.read();
    assertThat(dataset.histories())
        .containsExactly(
            new History("u", new int[] {2, 1, 0, 0}, 1, 3).at(new long[] {1, 2, 2, 3}),
            new History("v", new int[] {2}, 0, 0).at(new long[] {9}),
            new History("w", new int[] {0, 2}, 1, 1).at(new long[] {0, 9}));
    assertThat(dataset.counts())
        .containsEntry(Counts.USERS_WITHOUT_TARGET, 1L)
        .containsEntry(Counts.USERS_WITHOUT_VALIDATION, 2L)
        .containsEntry(Counts.USERS_WITHOUT_TEST, 1L);
  }

  @Test
  void aWrongPartOrPartsOutOfOrderAreErrors() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tpart", "u\ta\ttraining", "u\tc\tlater");
    folder.assertBroken(INTERACTIONS, ":3: unknown part 'later'");
    folder.put(INTERACTIONS, "user\titem\tpart", "u\ta\ttest", "u\tc\tvalidation");
    folder
        .assertBroken(INTERACTIONS, ": user 'u': ")
        .hasMessageContaining("'c' of the validation part stands after 'a' of the test part");
    folder.put(INTERACTIONS, "user\titem\tpart\tpart", "u\ta\ttest\ttest");
    folder.assertBroken(INTERACTIONS, ":1: the header has the column 'part' twice");
  }

  @Test
  void whatIsNoticedIsCounted() throws IOException {
    folder.put(
        ITEMS,
        "{\"id\": \"a\", \"title\": \"A\"}",
        "{\"id\": \"b\", \"brand\": \"B\"}",
        "{\"id\": \"c\", \"domain\": \"not text that stages read\"}");
    folder.put(
        INTERACTIONS,
        "user\titem",
        "long\ta",
        "long\tb",
        "long\ta",
        "long\ta",
        "short\tb",
        "short\tb",
        "lost\tx",
        "short\ty");
    Dataset dataset = folder.read();
    assertThat(dataset.interactions()).isEqualTo(6);
    assertThat(dataset.histories()).extracting(History::user).containsExactly("long", "short");
    assertThat(dataset.counts())
        .isEqualTo(
            Map.of(
                Counts.ITEMS_WITHOUT_TITLE, 2L,
                Counts.ITEMS_WITHOUT_TEXT, 1L,
                Counts.UNKNOWN_ITEM, 2L,
                Counts.USERS_WITHOUT_ITEM, 1L,
                Counts.USERS_WITHOUT_TARGET, 1L,
                Counts.REPEATS, 3L));
  }

  @Test
  void anItemThatNobodyTouchedStaysInTheCatalogue() throws IOException {
    folder.put(INTERACTIONS, "user\titem", "u\ta");
    assertThat(folder.read().catalog().size()).isEqualTo(3);
  }

  @Test
  void brokenItemsNameTheLineAndTheValue() throws IOException {
    folder.put(INTERACTIONS, "user\titem", "u\ta");
    folder.put(ITEMS, "{\"id\": \"a\"}", "{\"id\": \"b\", \"title\": }");
    folder.assertBroken(ITEMS, ":2: broken JSON at column ").hasMessageContaining("\"title\": }");
    folder.put(ITEMS, "{\"id\": \"a\"}", "{\"id\": \"b\"");
    folder.assertBroken(ITEMS, ":2: broken JSON at column ").hasMessageContaining("{\"id\": \"b\"");
    folder.put(ITEMS, "{\"id\": \"a\"}", "[\"b\"]");
    folder.assertBroken(ITEMS, ":2: an item must be a JSON object").hasMessageContaining("[\"b\"]");
    folder.put(ITEMS, "", "{\"title\": \"A\"}");
    folder.assertBroken(ITEMS, ":2: no item id").hasMessageContaining("{\"title\": \"A\"}");
    folder.put(ITEMS, "{\"id\": \"1\"}", "{\"id\": \"2\"}", "{\"id\": 1}");
    folder.assertBroken(ITEMS, ":3: the item id '1' stands in line 1 already");
    folder.put(ITEMS, "{\"id\": \"1\"}", "{\"id\": \"2\", \"id\": \"3\"}");
    folder.assertBroken(ITEMS, ":2: broken JSON").hasMessageContaining("id");
  }

  @Test
  void emptyTablesAreErrors() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition");
    folder.assertBroken(INTERACTIONS, ": no interactions");
    folder.put(INTERACTIONS, "user\titem", "u\tx", "v\ty");
    folder
        .assertBroken(INTERACTIONS, ": no interactions left: ")
        .hasMessageEndingWith("interactions.tsv:2: item 'x' is not in the catalogue");
    Files.write(path.resolve(INTERACTIONS), new byte[0]);
    folder.assertBroken(INTERACTIONS, ":1: the header needs the columns 'user' and 'item'");
    folder.put(ITEMS, "", "");
    folder.assertBroken(ITEMS, ": no items");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user\tid", "item", "user_id:token\titem_id:token", "u\ta\t0", "User\tItem"})
  void aHeaderWithoutUserOrItemIsAnError(String header) throws IOException {
    folder.put(INTERACTIONS, header, "u\ta");
    folder
        .assertBroken(INTERACTIONS, ":1: the header needs the columns 'user' and 'item'")
        .hasMessageEndingWith("found " + header);
  }

  @Test
  void aColumnThatIsThereTwiceIsAnError() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tuser", "u\ta\tv");
    folder.assertBroken(INTERACTIONS, ":1: the header has the column 'user' twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "1 ", "NaN", "9223372036854775808", "1e99999999", "0x1"})
  void aBadPositionIsAnError(String position) throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition", "u\ta\t0", "u\t2\t" + position);
    folder.assertBroken(INTERACTIONS, ":3: the position '" + position + "' is not a whole number");
  }

  @Test
  void brokenRowsNameTheLineAndTheValue() throws IOException {
    folder.put(INTERACTIONS, "user\titem\tposition", "u\ta\t0", "u\t2");
    folder.assertBroken(INTERACTIONS, ":3: 2 columns, the header has 3: u\t2");
    folder.put(INTERACTIONS, "user\titem", "u\ta", "\t2");
    folder.assertBroken(INTERACTIONS, ":3: no user or no item");
    folder.put(INTERACTIONS, "user\titem", "u\t");
    folder.assertBroken(INTERACTIONS, ":2: no user or no item");
  }

  @Test
  void gzipThatIsCutShortIsAnError() throws IOException {
    folder.put(INTERACTIONS + ".gz", "user\titem", "u\ta", "u\t2");
    Path file = path.resolve(INTERACTIONS + ".gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 6));
    folder
        .assertBroken(INTERACTIONS + ".gz", ":")
        .hasMessageEndingWith("the gzip data ends too early");
  }

  @Test
  void undecodableTextIsAnError() throws IOException {
    byte[] latin = "user\titem\nMüller\ta\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(path.resolve(INTERACTIONS), latin);
    folder.assertBroken(INTERACTIONS, ":2: not UTF-8");
  }
}

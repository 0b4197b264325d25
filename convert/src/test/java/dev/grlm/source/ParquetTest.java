package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.grlm.data.Item;
import dev.grlm.source.Columns.Field;
import dev.grlm.testkit.ForeignData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {
  private static final long A_TIME = 1_400_000_000_000L;

  @TempDir private Path folder;

  private Path file(String name, String query) {
    return ParquetFixtures.write(folder.resolve(name), query);
  }

  private static Recorded read(Path path) throws IOException {
    return Recorded.of(Table.PARQUET, path);
  }

  private static Columns columns(Map<Field, String> fields, List<String> texts) {
    return new Columns(null, fields, Times.Unit.AUTO, null, texts);
  }

  private Event only(String query) throws IOException {
    Recorded recorded = read(file("only.parquet", query));
    assertThat(recorded.faults).isEmpty();
    assertThat(recorded.events).hasSize(1);
    return recorded.events.getFirst();
  }

  private Item onlyItem(String query, List<String> texts) throws IOException {
    Path events = file("events.parquet", "SELECT 'u' AS user, 'i' AS item");
    file("items.parquet", query);
    Recorded recorded =
        Recorded.of(
            Table.PARQUET, Objects.requireNonNull(events.getParent()), columns(Map.of(), texts));
    assertThat(recorded.faults).isEmpty();
    assertThat(recorded.items).hasSize(1);
    return recorded.items.getFirst();
  }

  /// The shared fixtures are what these queries give.
  @ParameterizedTest
  @ValueSource(strings = {"clicks.parquet", "products.parquet"})
  void theSharedFixturesAreTheRowsOfTheirRecipes(String name) throws IOException {
    Path shared = ForeignData.write("parquet", folder.resolve("shared"));
    Path made = Files.createDirectory(folder.resolve("made"));
    ParquetFixtures.write(made.resolve("clicks.parquet"), ParquetFixtures.CLICKS);
    ParquetFixtures.write(made.resolve("products.parquet"), ParquetFixtures.PRODUCTS);
    assertThat(ParquetFixtures.rows(shared.resolve(name)))
        .isNotEmpty()
        .isEqualTo(ParquetFixtures.rows(made.resolve(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'x y'                                            | x y",
        "'b'::BLOB                                        | b",
        "'e'::ENUM('e')                                   | e",
        "(-7)::TINYINT                                    | -7",
        "7::SMALLINT                                      | 7",
        "7::INTEGER                                       | 7",
        "9223372036854775807                              | 9223372036854775807",
        "255::UTINYINT                                    | 255",
        "65535::USMALLINT                                 | 65535",
        "4294967295::UINTEGER                             | 4294967295",
        "18446744073709551615::UBIGINT                    | 18446744073709551615",
        "3.0::FLOAT                                       | 3",
        "3.0::DOUBLE                                      | 3",
        "12345678901.0::DOUBLE                            | 12345678901",
        "3.5::DOUBLE                                      | 3.5",
        "12345678901234567890123::DECIMAL(38,0)           | 12345678901234567890123",
        "300.00::DECIMAL(9,2)                             | 300",
        "'6f1c3a52-0d3e-4c1a-9e51-1f7f8b9f0a11'::UUID     | 6f1c3a52-0d3e-4c1a-9e51-1f7f8b9f0a11",
      })
  void anIdMayBeOfManyTypes(String value, String id) throws IOException {
    Event event = only("SELECT " + value + " AS user_id, " + value + " AS item_id");
    assertThat(event.user()).isEqualTo(id);
    assertThat(event.item()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "4.5::FLOAT",
        "4.5::DOUBLE",
        "4.50::DECIMAL(9,2)",
        "4.5::DECIMAL(38,10)",
        "'4.5'",
      })
  void aRatingMayBeOfManyTypes(String value) throws IOException {
    assertThat(only("SELECT 'u' AS user, 'i' AS item, " + value + " AS rating").rating())
        .isEqualTo(4.5f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1400000000                                                | 0",
        "1400000000::UINTEGER                                      | 0",
        "1400000000.0::DOUBLE                                      | 0",
        "1400000000123                                             | 123",
        "TIMESTAMP_S '2014-05-13 16:53:20'                         | 0",
        "TIMESTAMP_MS '2014-05-13 16:53:20.123'                    | 123",
        "TIMESTAMP '2014-05-13 16:53:20.123456'                    | 123",
        "TIMESTAMP_NS '2014-05-13 16:53:20.123456789'              | 123",
        "'2014-05-13 16:53:20.123456789+00'::TIMESTAMPTZ_NS        | 123",
        "to_timestamp(1400000000.123)                              | 123",
        "to_timestamp(1400000000)                                  | 0",
        "DATE '2014-05-13'                                         | -60800000",
        "'2014-05-13T18:53:20+02:00'                               | 0",
        "'1400000000'                                              | 0",
      })
  void aTimeMayBeOfManyTypes(String value, long after) throws IOException {
    assertThat(only("SELECT 'u' AS user, 'i' AS item, " + value + " AS time").time())
        .isEqualTo(A_TIME + after);
  }

  @Test
  void theTimeZoneOfTheMachineDoesNotMatter() throws IOException {
    TimeZone here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      aTimeMayBeOfManyTypes("TIMESTAMP '2014-05-13 16:53:20'", 0);
      aTimeMayBeOfManyTypes("TIMESTAMPTZ '2014-05-13 16:53:20+00'", 0);
      aTimeMayBeOfManyTypes("'2014-05-13 16:53:20+00'::TIMESTAMPTZ_NS", 0);
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void theUnitOfTimesCanBeSaid() throws IOException {
    Path file = file("t.parquet", "SELECT 'u' AS user, 'i' AS item, 5000 AS time");
    var columns = new Columns(null, Map.of(), Times.Unit.MILLISECONDS, null, List.of());
    assertThat(Recorded.of(Table.PARQUET, file, columns).events.getFirst().time()).isEqualTo(5000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'infinity'::TIMESTAMP",
        "'-infinity'::TIMESTAMPTZ",
        "'infinity'::TIMESTAMPTZ_NS",
        "'infinity'::DATE",
        "TIME '10:00:00'",
        "true",
        "'soon'"
      })
  void whatIsNoTimeIsAFaultOfItsRow(String value) throws IOException {
    Recorded recorded =
        read(
            file(
                "t.parquet",
                "SELECT 'u' AS user, 'i' AS item, x AS time FROM (VALUES (NULL), ("
                    + value
                    + ")) AS t(x)"));
    assertThat(recorded.events).hasSize(1);
    assertThat(recorded.events.getFirst().time()).isEqualTo(Event.NONE);
    assertThat(recorded.faults).hasSize(1);
    Fault fault = recorded.faults.getFirst();
    assertThat(fault.reason()).isEqualTo(Reasons.BAD_TIME);
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.column()).isEqualTo("time");
  }

  @Test
  void whatIsMissingIsAFaultInAnIdAndNothingElsewhere() throws IOException {
    Recorded recorded =
        read(
            file(
                "n.parquet",
                """
                SELECT * FROM (VALUES (NULL, 'i', 1, 1.0::DOUBLE, 1, 'd'), ('u', NULL, 1, 1, 1, 'd'),
                  ('u', 'i', NULL, NULL, NULL, NULL), ('u', ' ', 1, 1, 1, 'd'), ('v', 'j', 1, 'NaN', 1, 'd'))
                  AS t("user", item, time, rating, position, domain)
                """));
    assertThat(recorded.faults)
        .extracting(Fault::line, Fault::column, Fault::value, Fault::reason)
        .containsExactly(
            tuple(1L, "user", "", Reasons.NO_USER),
            tuple(2L, "item", "", Reasons.NO_ITEM),
            tuple(4L, "item", " ", Reasons.NO_ITEM));
    assertThat(recorded.events)
        .containsExactly(
            new Event("u", "i", Event.NONE, Event.NONE, Float.NaN, ""),
            new Event("v", "j", 1000, 1, Float.NaN, "d"));
  }

  @Test
  void idsThatWouldBreakALineAreFaults() throws IOException {
    Recorded recorded =
        read(
            file(
                "b.parquet",
                """
                SELECT 'u' AS user, x AS item FROM (VALUES ('a' || chr(0)), ('a' || chr(9) || 'b'),
                  ('a' || chr(10) || 'b'), ('good')) AS t(x)
                """));
    assertThat(recorded.events).hasSize(1);
    assertThat(recorded.faults)
        .extracting(Fault::reason)
        .containsExactly(Reasons.BAD_ID, Reasons.BAD_ID, Reasons.BAD_ID);
    assertThat(recorded.faults).extracting(Fault::line).containsExactly(1L, 2L, 3L);
  }

  @Test
  void bytesThatAreNoTextAreAFaultOfTheirRow() throws IOException {
    Recorded recorded =
        read(
            file(
                "b.parquet",
                "SELECT 'u' AS user, x AS item FROM (VALUES ('\\xFF'::BLOB), ('a'::BLOB)) AS t(x)"));
    assertThat(recorded.events).extracting(Event::item).containsExactly("a");
    assertThat(recorded.faults).extracting(Fault::reason).containsExactly(Reasons.NOT_UTF_8);
  }

  @Test
  void anItemHasItsTexts() throws IOException {
    Item item =
        onlyItem(
            """
            SELECT 7 AS id, ' Soap ' AS title, 'Alder' AS brand, ['Home', 'Bath > tub'] AS categories,
              ['Soft.', NULL, 'Mild.'] AS description, 3.5::DOUBLE AS price, {'a': 1} AS unused
            """,
            List.of("price"));
    assertThat(item)
        .isEqualTo(
            new Item(
                "7",
                "Soap",
                "Alder",
                List.of("Home", "Bath > tub"),
                List.of(),
                "Soft. Mild.",
                "",
                Map.of("price", "3.5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "'Home|Bath'                                 ; Home,Bath ;",
        "['Home', '', NULL, 'Bath']                  ; Home,Bath ;",
        "['Home'::BLOB, 'Bath'::BLOB]                ; Home,Bath ;",
        "[[], ['Home', 'Bath'], ['Gifts', 'Bath']]   ; Home,Bath ; Gifts",
        "[]::VARCHAR[]                               ;           ;",
        "NULL::VARCHAR[]                             ;           ;",
      })
  void categoriesMayBeOfManyTypes(String value, String first, String more) throws IOException {
    Item item = onlyItem("SELECT 'i' AS id, 'T' AS title, " + value + " AS category", List.of());
    assertThat(item.categories()).isEqualTo(names(first));
    assertThat(item.moreCategories()).isEqualTo(names(more));
  }

  private static List<String> names(@Nullable String list) {
    return list == null ? List.of() : Arrays.asList(list.split(",", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clicks [1].parquet",
        "a*b?.parquet",
        "it's \"q\".parquet",
        "{a,b} ä.parquet",
        "s3:x.parquet",
        "user=9/clicks.parquet",
        "no-suffix"
      })
  void aPathMayHaveAnyName(String name) throws IOException {
    Files.createDirectories(Objects.requireNonNull(folder.resolve(name).getParent()));
    file("a1b2.parquet", "SELECT 'wrong' AS user, 'wrong' AS item");
    Path plain = file("plain", "SELECT 'u' AS user, 'i' AS item");
    Path odd = Files.move(plain, folder.resolve(name));
    assertThat(read(odd).events).extracting(Event::user).containsExactly("u");
  }

  @Test
  void aColumnThatIsMissingIsNamedWithThoseThatAreThere() {
    Path file = file("c.parquet", "SELECT 'u' AS \"user\", 'i' AS item, 1 AS \"odd \"\" name\"");
    Columns columns = columns(Map.of(Field.RATING, "grade"), List.of());
    assertThatThrownBy(() -> Recorded.of(Table.PARQUET, file, columns))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": no column 'grade'; there are user, item, odd \" name; say which with --rating-col"
                + " NAME");
  }

  @Test
  void columnsCanBeNamed() throws IOException {
    Path file = file("c.parquet", "SELECT 'u' AS \"who \"\" is\", 'i' AS \"c0\", 2 AS user");
    Columns columns = columns(Map.of(Field.USER, "who \" is", Field.ITEM, "c0"), List.of());
    assertThat(Recorded.of(Table.PARQUET, file, columns).events)
        .containsExactly(new Event("u", "i", Event.NONE, Event.NONE, Float.NaN, ""));
  }

  @Test
  void noRowsAreNoEvents() throws IOException {
    Recorded recorded = read(file("z.parquet", "SELECT 'u' AS user, 'i' AS item WHERE false"));
    assertThat(recorded.events).isEmpty();
    assertThat(recorded.faults).isEmpty();
  }

  @Test
  void whatIsNoParquetIsRefusedWhenItIsSaidToBe() throws IOException {
    Path file = Files.writeString(folder.resolve("x.parquet"), "user,item\nu,i\n");
    assertThatThrownBy(() -> Formats.open(Input.of(file, Columns.GUESSED), "parquet"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": not of the format 'parquet': x.parquet is a table with the columns user, item; leave --format out");
  }

  @Test
  void aFileThatIsCutShortIsRefusedInOneLine() throws IOException {
    Path file = ForeignData.write("parquet", folder).resolve("clicks.parquet");
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {4, 8, 12, 200, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Formats.open(Input.of(file, Columns.GUESSED), null))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": cannot be read as Parquet: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void textThatIsNotUtf8IsRefusedInOneLineThatSaysSo() throws IOException {
    Path file =
        ParquetFixtures.write(
            folder.resolve("latin1.parquet"),
            "SELECT 'Zoe' AS user, 'i' AS item",
            ", COMPRESSION uncompressed");
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("Zoe");
    Files.write(file, bytes.replace("Zoe", "Zo\u00e9").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": cannot be read as Parquet: ")
        .hasMessageContaining("UTF8")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileInsideGzipIsRefusedInOneLine() throws IOException {
    byte[] whole = Objects.requireNonNull(ForeignData.of("parquet").get("clicks.parquet"));
    Path file = Files.write(folder.resolve("clicks.parquet.gz"), FuzzTest.packed(whole));
    assertThatThrownBy(() -> Formats.open(Input.of(file, Columns.GUESSED), null))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": a Parquet file inside gzip is not read; unpack it first");
  }

  @Test
  void rowsComeInTheOrderOfTheFile() throws IOException {
    Path file =
        ParquetFixtures.write(
            folder.resolve("g.parquet"),
            "SELECT 'u' AS user, i AS item FROM range(20000) AS t(i)",
            ", ROW_GROUP_SIZE 2048, COMPRESSION zstd");
    assertThat(ParquetFixtures.rowGroups(file)).isGreaterThan(5);
    List<Event> events = read(file).events;
    assertThat(events).hasSize(20000);
    for (int row = 0; row < events.size(); row++) {
      assertThat(events.get(row).item()).isEqualTo(Integer.toString(row));
    }
  }

  @Test
  void aFolderMayHoldEventsItemsAndOtherTables() throws IOException {
    ForeignData.write("parquet", folder);
    file("weather.parquet", "SELECT 1 AS day, 20 AS degrees");
    file("more.parquet", "SELECT 'A3' AS user_id, 'B1' AS item_id");
    Source source = Formats.open(Input.of(folder, Columns.GUESSED), null);
    assertThat(source.format()).isEqualTo("parquet");
    assertThat(source.files())
        .containsExactly(
            SourceFile.items(folder.resolve("products.parquet")),
            SourceFile.events(folder.resolve("clicks.parquet")),
            SourceFile.events(folder.resolve("more.parquet")));
    var recorded = new Recorded();
    source.read(recorded, Meter.SILENT);
    assertThat(recorded.events).hasSize(6);
    assertThat(recorded.items)
        .extracting(Item::title)
        .containsExactly("Rose cream", "Soap", "Comb");
    var again = new Recorded();
    source.read(again, Meter.SILENT);
    assertThat(again.events).isEqualTo(recorded.events);
    assertThat(again.items).isEqualTo(recorded.items);
  }

  @Test
  void eventsAndItemsMayBeOfDifferentKinds() throws IOException {
    Path events = file("e.parquet", "SELECT 'u' AS user, 'i' AS item");
    Path items = Files.writeString(folder.resolve("i.csv"), "id,title\ni,Soap\n");
    Path csv = Files.writeString(folder.resolve("e.csv"), "user,item\nu,i\n");
    Path parquet = file("i.parquet", "SELECT 'i' AS id, 'Comb' AS title");
    assertThat(Recorded.of(Table.PARQUET, events, withItems(items)).items)
        .extracting(Item::title)
        .containsExactly("Soap");
    assertThat(Recorded.of(Table.CSV, csv, withItems(parquet)).items)
        .extracting(Item::title)
        .containsExactly("Comb");
  }

  private static Columns withItems(Path items) {
    return new Columns(items, Map.of(), Times.Unit.AUTO, null, List.of());
  }

  @Test
  void everyByteIsMeteredOnceInItsOrderWhileTheRowsCome() throws IOException {
    Path file = file("m.parquet", "SELECT 'u' AS user, hash(i) AS item FROM range(50000) AS t(i)");
    var bytes = new ByteArrayOutputStream();
    var half = new long[1];
    Sink sink =
        new Sink() {
          private int events;

          @Override
          public void event(Event event) {
            events++;
            half[0] = events == 25000 ? bytes.size() : half[0];
          }

          @Override
          public void item(Item item) {}

          @Override
          public void fault(Fault fault) {}
        };
    Formats.open(Input.of(file, Columns.GUESSED), null)
        .read(sink, (_, buffer, start, length) -> bytes.write(buffer, start, length));
    assertThat(bytes.toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(half[0]).isBetween(bytes.size() / 3L, bytes.size() / 2L + 1);
  }

  /// More than DuckDB may keep, and of ours the first ones are gone when later ones come: memory
  /// does not grow with the number of rows.
  @Test
  void manyRowsStream() throws IOException {
    int rows = (ParquetFile.MEMORY_MIB << 20) / 12_000 * 5 / 4;
    Path file =
        file(
            "w.parquet",
            "SELECT i AS user, 'i' AS item, repeat('x', 12000) AS domain FROM range(%d) AS t(i)"
                .formatted(rows));
    var first = new ArrayList<WeakReference<Event>>();
    var count = new int[1];
    var kept = new long[1];
    Sink sink =
        new Sink() {
          @Override
          public void event(Event event) {
            assertThat(event.user()).isEqualTo(Integer.toString(count[0]++));
            assertThat(event.domain()).hasSize(12_000);
            if (count[0] <= rows / 8) {
              first.add(new WeakReference<>(event));
            }
            if (count[0] == rows / 2) {
              System.gc();
              kept[0] = first.stream().filter(row -> row.get() != null).count();
            }
          }

          @Override
          public void item(Item item) {}

          @Override
          public void fault(Fault fault) {}
        };
    Formats.open(Input.of(file, Columns.GUESSED), null).read(sink, Meter.SILENT);
    assertThat(count[0]).isEqualTo(rows);
    assertThat(kept[0]).as("of the first eighth, in the middle").isZero();
  }

  @Test
  void aSinkThatEndsTheReadingEndsIt() {
    Path file = file("s.parquet", "SELECT 'u' AS user, NULL AS item FROM range(5000)");
    Sink strict =
        new Sink() {
          @Override
          public void event(Event event) {}

          @Override
          public void item(Item item) {}

          @Override
          public void fault(Fault fault) throws IOException {
            throw new IOException(fault.toString());
          }
        };
    assertThatThrownBy(
            () -> Formats.open(Input.of(file, Columns.GUESSED), null).read(strict, Meter.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ":1: column 'item'");
  }
}

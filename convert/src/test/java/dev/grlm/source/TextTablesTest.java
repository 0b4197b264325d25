package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of text as programs of all kinds write them.
class TextTablesTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Columns with(List<String> header, List<String> itemHeader) {
    return Columns.GUESSED.with(
        new Conventions(Times.DateOrder.YEAR_FIRST, null, Missing.USUAL, header, itemHeader));
  }

  private static Columns encoded(String charset) {
    return Columns.GUESSED.with(
        new Conventions(
            Times.DateOrder.YEAR_FIRST,
            Charset.forName(charset),
            Missing.USUAL,
            List.of(),
            List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "|"})
  void theSeparatorIsToldByTheHeader(String separator) throws IOException {
    file(
        "e.txt",
        "user,item,time\nu1,p1,1400000000\n\"u,2\",p2,1400000001\n".replace(",", separator));
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines())
        .containsExactly(
            "u1 p1 2014-05-13T16:53:20Z", "u" + separator + "2 p2 2014-05-13T16:53:21Z");
  }

  @Test
  void tabsStandBeforeAllOthers() throws IOException {
    file("e.txt", "user\titem\ta,b,c,d\nu;1\t\"p,1\"\tx\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines()).containsExactly("u;1 p,1 -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep=;", "SEP=;", "\"sep=;\"", "\ufeffsep=;"})
  void aLineOfSpreadsheetsSaysTheSeparator(String line) throws IOException {
    file("e.csv", line + "\r\nuser;item;rating\r\nann;0012;4,5\r\n");
    Recorded recorded = Recorded.opened(folder, Columns.GUESSED);
    assertThat(recorded.faults).isEmpty();
    assertThat(recorded.events)
        .containsExactly(new Event("ann", "0012", Event.NONE, Event.NONE, 4.5f, ""));
  }

  @Test
  void theLineMaySayAnUnusualSeparator() throws IOException {
    file("e.csv", "sep=^\nuser^item\na,b^p1\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines()).containsExactly("a,b p1 -");
  }

  @Test
  void faultsBehindThatLineHaveTheirTrueNumber() throws IOException {
    file("e.csv", "sep=;\nuser;item\na;b;c\nu;p\n");
    Recorded recorded = Recorded.opened(folder, Columns.GUESSED);
    assertThat(recorded.faults).extracting(Fault::line).containsExactly(3L);
  }

  /// Data sets without a header, with the names that their pages give.
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "user,time,lat,lon,item! 0\t2010-10-19T23:55:27Z\t30.2\t-97.7\t22847! 0 22847 2010-10-19T23:55:27Z",
        "user,item,rating,time! A39H,0205616461,5.0,1369699200! A39H 0205616461 2013-05-28T00:00:00Z",
        "user,item,category,behavior,time! 1,2268318,2520377,pv,1511544070! 1 2268318 2017-11-24T17:21:10Z",
        "user,time,item,artist,x,title! u1\t2009-05-04T23:08:57Z\tf1b1\tDeep Dish\t\tFame! u1 f1b1 2009-05-04T23:08:57Z"
      })
  void aHeaderThatIsSaidReadsAFileWithoutOne(String header, String line, String event)
      throws IOException {
    file("log.txt", line.strip() + "\n" + line.strip() + "\n");
    Recorded recorded = Recorded.opened(folder, with(List.of(header.split(",")), List.of()));
    assertThat(recorded.faults).isEmpty();
    assertThat(recorded.lines()).containsExactly(event.strip(), event.strip());
  }

  @Test
  void itemsMayBeWithoutAHeaderToo() throws IOException {
    file("behaviors.tsv", "U13\tN11\t1400000000\n");
    file("news.tsv", "N11\tlifestyle\tTea at home\tmore\nN21\tsports\tMarathon\tmore\n");
    Recorded recorded =
        Recorded.opened(
            folder,
            with(List.of("user", "item", "time"), List.of("item_id", "category", "title", "x")));
    assertThat(recorded.lines()).containsExactly("U13 N11 2014-05-13T16:53:20Z");
    assertThat(recorded.items)
        .extracting(item -> item.id() + " " + item.title() + " " + item.categories())
        .containsExactly("N11 Tea at home [lifestyle]", "N21 Marathon [sports]");
  }

  @Test
  void aSecondHeaderIsRefused() throws IOException {
    Path file = file("e.csv", "user_id,item_id\nu1,p1\n");
    assertThatThrownBy(() -> Recorded.opened(folder, with(List.of("user", "item"), List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": has a header (user_id, item_id)")
        .hasMessageContaining("--user-col");
  }

  @Test
  void anotherNumberOfNamesIsSaidWithTheFirstLine() throws IOException {
    file("e.csv", "1,2,3\n");
    assertThatThrownBy(() -> Recorded.opened(folder, with(List.of("user", "item"), List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 3 columns, --columns names 2; its first line is '1,2,3'");
  }

  @Test
  void anEncodingThatIsSaidIsRead() throws IOException {
    Files.write(
        folder.resolve("e.csv"),
        "user;item\nZo\u00e9;Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Recorded.opened(folder, encoded("windows-1252")).lines())
        .containsExactly("Zo\u00e9 Caf\u00e9 -");
    assertThat(Recorded.opened(folder, Columns.GUESSED).faults)
        .extracting(Fault::reason)
        .containsExactly(Reasons.NOT_UTF_8);
    assertThat(Reasons.help(Reasons.NOT_UTF_8)).contains("--encoding windows-1252");
  }

  @Test
  void theItemsAreOfThatEncodingToo() throws IOException {
    Charset chinese = Charset.forName("GBK");
    Files.write(folder.resolve("e.csv"), "user,item\nu1,p1\n".getBytes(chinese));
    Files.write(folder.resolve("i.csv"), "item,title\np1,\u8272\u5f69\n".getBytes(chinese));
    assertThat(Recorded.opened(folder, encoded("GBK")).items)
        .extracting(dev.grlm.data.Item::title)
        .containsExactly("\u8272\u5f69");
  }

  @Test
  void floatsAndWholeNumbersAreTheSameIdsInAColumnOfNumbers() throws IOException {
    file("events.csv", "user_id,item_id\n1.0,101.0\n1,102\n2.0,101\n");
    file("items.csv", "item_id,title\n101,Tea\n102,Pot\n");
    Recorded recorded = Recorded.opened(folder, Columns.GUESSED);
    assertThat(recorded.lines()).containsExactly("1 101 -", "1 102 -", "2 101 -");
    assertThat(recorded.noticed).containsEntry(EventCells.WHOLE, 3L);
  }

  @Test
  void versionsAreNoNumbers() throws IOException {
    file("events.csv", "user_id,item_id\nu,1.0\nu,1.5\nu,2.0b\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).lines())
        .containsExactly("u 1.0 -", "u 1.5 -", "u 2.0b -");
  }

  @Test
  void aMonthAndADayWithoutAYearAreRefusedOrTakenAsNumbers() throws IOException {
    Path file = file("log.csv", "user_id,item_id,time_stamp\n1,11,0829\n1,12,1111\n");
    assertThatThrownBy(() -> Recorded.opened(folder, Columns.GUESSED))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": column 'time_stamp' holds a month and a day")
        .hasMessageContaining("('0829')")
        .hasMessageContaining("--time-unit seconds");
    Columns seconds = new Columns(null, Map.of(), Times.Unit.SECONDS, null, List.of());
    assertThat(Recorded.opened(folder, seconds).lines())
        .containsExactly("1 11 1970-01-01T00:13:49Z", "1 12 1970-01-01T00:18:31Z");
  }

  @Test
  void aColumnOfItemsThatIsSaidMustBeThere() throws IOException {
    file("e.csv", "user,item\nu,p\n");
    Columns nosuch =
        new Columns(null, Map.of(Field.TITLE, "nosuch"), Times.Unit.AUTO, null, List.of());
    assertThatThrownBy(() -> Recorded.opened(folder, nosuch))
        .hasMessageContaining("no file with items was found for the column 'nosuch'");
    file("i.csv", "item,name\np,Tea\n");
    Columns text = new Columns(null, Map.of(), Times.Unit.AUTO, null, List.of("colour"));
    assertThatThrownBy(() -> Recorded.opened(folder, text))
        .hasMessageContaining("no column 'colour'; there are item, name");
  }

  @Test
  void eventsOfOneKindMayHaveItemsOfAnother() throws IOException {
    file("e.csv", "user,item\nu,p\n");
    file("i.jsonl", "{\"item\": \"p\", \"title\": \"Tea\"}\n");
    assertThat(Recorded.opened(folder, Columns.GUESSED).items)
        .extracting(dev.grlm.data.Item::title)
        .containsExactly("Tea");
  }
}

package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables with quotes, a broken quote among them.
class QuotedTableTest {
  @TempDir private Path folder;

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private List<String> names = List.of();

  private void read(String text) throws IOException {
    read(text.getBytes(StandardCharsets.UTF_8));
  }

  private void read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), bytes);
    Sink sink = new FaultsOnly(fault -> faults.add(fault.line() + " " + fault.reason()));
    Delimited.quoted(
        file,
        Delimited.Quoted.by(','),
        sink,
        Meter.SILENT,
        new Delimited.Taker() {
          @Override
          public void header(List<String> header) {
            names = header;
          }

          @Override
          public void row(List<String> cells, EventCells.Faults line) {
            rows.add(cells);
          }
        });
  }

  @Test
  void aCellMayHoldLineEndsQuotesAndSeparators() throws IOException {
    read("a,b\n1,\"x\r\n\ny\"\n2,\"p,\"\"q\"\"\"\n\n3,5\" pipe\n4,\"\"\n");
    assertThat(names).containsExactly("a", "b");
    assertThat(rows)
        .containsExactly(
            List.of("1", "x\n\ny"),
            List.of("2", "p,\"q\""),
            List.of("3", "5\" pipe"),
            List.of("4", ""));
    assertThat(faults).isEmpty();
  }

  @Test
  void theLineOfARecordIsItsFirst() throws IOException {
    read("a,b\n1,\"x\ny\"\n1,2,3\n1,\"x\ny\",3\n1,2\n");
    assertThat(faults).containsExactly("4 wrong number of columns", "5 wrong number of columns");
    assertThat(rows).hasSize(2);
  }

  @Test
  void aByteOrderMarkBeforeAQuotedHeaderIsNoPartOfIt() throws IOException {
    read("\uFEFF\"a\",\"b,c\"\n1,2\n");
    assertThat(names).containsExactly("a", "b,c");
    assertThat(rows).containsExactly(List.of("1", "2"));
  }

  @Test
  void loneCarriageReturnsEndRows() throws IOException {
    read("a,b\r1,2\r\"3\",\"4\r5\"\r6,7");
    assertThat(names).containsExactly("a", "b");
    assertThat(rows).containsExactly(List.of("1", "2"), List.of("3", "4\r5"), List.of("6", "7"));
  }

  @Test
  void ofAnOpenQuoteOnlyItsLineIsLost() throws IOException {
    read("a,b\n1,\"open\n2,x\n3,\"y\"\n4,\"also\n5,z\n");
    assertThat(faults)
        .containsExactly("2 quote that is never closed", "5 quote that is never closed");
    assertThat(rows).containsExactly(List.of("2", "x"), List.of("3", "y"), List.of("5", "z"));
  }

  @Test
  void aCellOfMoreLinesThanARecordMayHaveIsAnOpenQuote() throws IOException {
    int lines = QuotedRecords.MOST_LINES;
    read("a,b\n1,\"" + "2,x\n".repeat(lines) + "\"\n3,y\n");
    assertThat(faults).first().isEqualTo("2 quote that is never closed");
    assertThat(rows).hasSize(lines).contains(List.of("2", "x")).endsWith(List.of("3", "y"));
    rows.clear();
    faults.clear();
    read("a,b\n1,\"" + "2,x\n".repeat(lines - 1) + "\"\n3,y\n");
    assertThat(faults).isEmpty();
    assertThat(rows).hasSize(2);
  }

  @Test
  void aRecordIsNotLongerThanALineMayBe() throws IOException {
    String half = "x".repeat(9 << 20);
    read("a,b\n1,\"" + half + "\n" + half + "\n\"\n3,y\n");
    assertThat(faults).first().isEqualTo("2 quote that is never closed");
    assertThat(rows).endsWith(List.of("3", "y"));
  }

  @Test
  void aQuotedCellEndsAtALineThatIsTooLong() throws IOException {
    String long20 = "x".repeat(20 << 20);
    read("a,b\n1,\"open\n" + long20 + "\n3,y\n");
    assertThat(faults).containsExactly("2 quote that is never closed", "3 line is too long");
    assertThat(rows).containsExactly(List.of("3", "y"));
  }

  @Test
  void bytesThatAreNoTextAreOneFaultOfTheirRecord() throws IOException {
    read(
        "a,b\n1,\"x\n\u00ff\nz\"\n2,y\n\u00ff,\"z\n\"\n3,y\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(faults).containsExactly("3 not UTF-8", "6 not UTF-8");
    assertThat(rows).containsExactly(List.of("2", "y"), List.of("3", "y"));
  }

  @Test
  void aQuoteThatIsClosedWithinACellIsAFaultOfItsLine() throws IOException {
    read("a,b\n1,\"x\"y\n\"1\" ,\"x\n\n2,y\n");
    assertThat(faults)
        .containsExactly(
            "2 quote that is closed within a cell", "3 quote that is closed within a cell");
    assertThat(rows).containsExactly(List.of("2", "y"));
  }

  @Test
  void aLineOfTooManyCellsIsAFault() throws IOException {
    String many = ",".repeat(RecordCells.MOST_CELLS);
    read("a,b\n" + many + "\n\"\"" + many + "\n2,y\n");
    assertThat(faults).containsExactly("2 wrong number of columns", "3 wrong number of columns");
    assertThat(rows).containsExactly(List.of("2", "y"));
  }

  @Test
  void aHeaderThatCannotBeReadIsAFailureThatNamesTheFile() {
    for (String header : List.of("a,\"b", "a,\u00ff", "x".repeat(20 << 20))) {
      byte[] bytes = (header + "\n1,2\n").getBytes(StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> read(bytes))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(folder.resolve("t.csv") + ": the header cannot be read: ")
          .hasMessageNotContaining("\n");
      assertThat(rows).isEmpty();
    }
  }

  /// Where the scan says that a record ends, the parser must find whole cells.
  @Test
  void theScanOfQuotesAgreesWithTheParser() throws IOException {
    var random = new Random(7);
    var scan = new QuoteScan(',');
    int open = 0;
    for (int round = 0; round < 50_000; round++) {
      var text = new StringBuilder();
      for (int at = random.nextInt(14); at >= 0; at--) {
        text.append("\"\"\",,a \r".charAt(random.nextInt(8)));
      }
      @Nullable List<List<String>> parsed = new RecordCells(',').rows(text.toString());
      boolean closed = scan.first(text.toString()) == QuoteScan.State.CLOSED;
      open += closed ? 0 : 1;
      assertThat(closed).as(text.toString()).isEqualTo(parsed != null);
    }
    assertThat(open).isBetween(5_000, 45_000);
  }

  /// A sink for a reader of rows.
  private record FaultsOnly(java.util.function.Consumer<Fault> faults) implements Sink {
    @Override
    public void event(Event event) {
      throw new AssertionError(event);
    }

    @Override
    public void item(dev.grlm.data.Item item) {
      throw new AssertionError(item);
    }

    @Override
    public void fault(Fault fault) {
      faults.accept(fault);
    }
  }
}

package dev.grlm.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cells of single lines, against plain references.
class DelimitedTablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "a,b! [a, b]",
        "\"a,b\",c! [a,b, c]",
        "\"a\"\"b\",c! [a\"b, c]",
        "a\"b,c! [a\"b, c]",
        "\"open,c! [\"open, c]",
        "\"x\"y,c! [\"x\"y, c]",
        ",! [, ]"
      })
  void theCellsOfALineAreThoseOfTheTable(String line, String cells) {
    assertThat(DelimitedTables.cells(line, ',')).hasToString(cells);
  }

  /// Written as RFC 4180 says, every cell comes back.
  @Property(tries = 300)
  void whatIsWrittenWithQuotesComesBack(@ForAll("cells") List<String> cells) {
    String line =
        String.join(
            ";", cells.stream().map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"").toList());
    assertThat(DelimitedTables.cells(line, ';')).isEqualTo(cells);
  }

  @Provide
  Arbitrary<List<String>> cells() {
    return Arbitraries.strings()
        .withChars("a;\",' \u00e9")
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  /// One walk over the whole text, character by character: whether a quote is open at its end.
  private static boolean open(String text) {
    boolean inside = false;
    boolean begins = true;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (inside) {
        if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
          at++;
        } else if (c == '"') {
          inside = false;
        }
      } else if (c == '"' && begins) {
        inside = true;
      }
      begins = c == ',' || c == '\r';
    }
    return inside;
  }

  @Property(tries = 500)
  void aQuoteIsOpenWhereThePlainWalkSaysSo(@ForAll("lines") String line) {
    QuoteScan.State state = new QuoteScan(',').first(line);
    List<QuoteScan.State> possible = new ArrayList<>(List.of(QuoteScan.State.BROKEN));
    possible.add(open(line) ? QuoteScan.State.OPEN : QuoteScan.State.CLOSED);
    assertThat(state).as(line).isIn(possible);
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.strings().withChars("a,\"\r").ofMaxLength(10);
  }

  /// Without quotes the parser is not asked; it would give the same.
  @Property(tries = 200)
  void plainLinesAreCutAtTheirSeparators(@ForAll("plain") String line) throws IOException {
    List<List<String>> rows = new RecordCells(',').rows(line);
    assertThat(rows).isNotNull();
    assertThat(rows).isEqualTo(line.isEmpty() ? List.of() : List.of(List.of(line.split(",", -1))));
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings().withChars("a ,;'\u00e9").ofMaxLength(12);
  }
}

package dev.grlm.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of a record, as RFC 4180 says. For one thread.
final class RecordCells {
  /// As many as the parser takes.
  static final int MOST_CELLS = 16 * 1024;

  private final char separator;
  private final CsvReader.CsvReaderBuilder parser;

  RecordCells(char separator) {
    this.separator = separator;
    this.parser =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .detectBomHeader(false)
            .maxBufferSize(SourceLines.LONGEST);
  }

  /// The cells: of no row where `record` is empty, of several where lone carriage returns end rows.
  /// Null where there are more than a table has.
  ///
  /// @param record in which every quote is closed
  @Nullable List<List<String>> rows(String record) throws IOException {
    if (isPlain(record)) {
      return record.isEmpty() ? List.of() : cut(record);
    }
    var rows = new ArrayList<List<String>>(1);
    try (CsvReader<String[]> parsed = parser.build(StringArrayHandler.of(), record)) {
      parsed.forEach(row -> rows.add(List.of(row)));
    } catch (CsvParseException broken) {
      return null;
    }
    return rows;
  }

  private static boolean isPlain(String record) {
    return record.indexOf('"') < 0 && record.indexOf('\r') < 0;
  }

  /// What the parser would give, without a parser for every line: most have no quotes.
  private @Nullable List<List<String>> cut(String record) {
    var cells = new ArrayList<String>();
    int from = 0;
    for (int to = record.indexOf(separator); to >= 0; to = record.indexOf(separator, from)) {
      cells.add(record.substring(from, to));
      from = to + 1;
      if (cells.size() == MOST_CELLS) {
        return null;
      }
    }
    cells.add(record.substring(from));
    return List.of(cells);
  }
}

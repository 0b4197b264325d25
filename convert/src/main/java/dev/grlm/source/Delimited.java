package dev.grlm.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// Tables with a header and cells between separators. With quotes they are read as RFC 4180 says, a
/// line end in a quoted cell included; without, a line is a row.
final class Delimited {
  private Delimited() {}

  /// Takes the rows of one table.
  interface Taker {
    /// @throws IOException when the columns are not those that are needed
    void header(List<String> names) throws IOException;

    void row(List<String> cells, EventCells.Faults faults) throws IOException;
  }

  /// Rows without quoting. A row with fewer cells than the header is a fault.
  static void plain(
      Path file, String separator, Charset charset, Sink sink, Meter meter, Taker taker)
      throws IOException {
    try (SourceLines lines = SourceLines.open(file, charset, sink, meter)) {
      String header = lines.next();
      List<String> names = cut(header == null ? "" : header, separator);
      taker.header(names);
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<String> cells = line.isEmpty() ? List.of() : cut(line, separator);
        if (cells.size() >= names.size()) {
          taker.row(cells, lines::fault);
        } else if (!cells.isEmpty()) {
          lines.fault("line", line, Reasons.WRONG_COLUMNS);
        }
      }
    }
  }

  static List<String> cut(String line, String separator) {
    return List.of(line.split(java.util.regex.Pattern.quote(separator), -1));
  }

  /// Rows with quoting, in UTF-8; what is not UTF-8 is read as U+FFFD. A row with another number of
  /// cells than the header is a fault; a quote that is never closed ends the reading.
  static void quoted(Path file, char separator, Sink sink, Meter meter, Taker taker)
      throws IOException {
    try (Reader reader =
            new InputStreamReader(SourceStreams.open(file, meter), StandardCharsets.UTF_8);
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(false)
                .maxBufferSize(SourceLines.LONGEST)
                .ofCsvRecord(reader)) {
      Iterator<CsvRecord> rows = records.iterator();
      List<String> names = rows.hasNext() ? withoutMark(rows.next().getFields()) : List.of();
      taker.header(names);
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        EventCells.Faults faults =
            (column, value, reason) ->
                sink.fault(new Fault(file, row.getStartingLineNumber(), column, value, reason));
        if (row.getFieldCount() == names.size()) {
          taker.row(row.getFields(), faults);
        } else {
          faults.fault("line", String.join(",", row.getFields()), Reasons.WRONG_COLUMNS);
        }
      }
    } catch (CsvParseException broken) {
      String first = String.valueOf(broken.getMessage()).lines().findFirst().orElse("");
      throw new IOException(file + ": broken table: " + first, broken);
    } catch (UncheckedIOException failure) {
      IOException cause = failure.getCause();
      throw SourceStreams.failure(file, cause == null ? new IOException(failure) : cause);
    } catch (IOException failure) {
      throw SourceStreams.failure(file, failure);
    }
  }

  private static List<String> withoutMark(List<String> names) {
    if (names.isEmpty() || !names.getFirst().startsWith("\uFEFF")) {
      return List.copyOf(names);
    }
    var clean = new java.util.ArrayList<String>(names);
    clean.set(0, names.getFirst().substring(1));
    return List.copyOf(clean);
  }
}

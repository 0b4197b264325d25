package dev.grlm.source;

import dev.grlm.source.SourceLines.Line;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
      Line header = lines.line();
      if (header != null && header.trouble() != null) {
        throw unreadable(header.trouble());
      }
      List<String> names = cut(header == null ? "" : header.text(), separator);
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

  /// Rows with quoting, in UTF-8. A row with another number of cells than the header is a fault.
  static void quoted(Path file, char separator, Sink sink, Meter meter, Taker taker)
      throws IOException {
    try (SourceLines lines = SourceLines.open(file, sink, meter)) {
      var records = new QuotedRecords(lines, separator);
      var cells = new RecordCells(separator);
      @Nullable List<String> names = null;
      for (Line record = records.next(); record != null; record = records.next()) {
        long number = record.number();
        EventCells.Faults faults =
            (column, value, reason) -> sink.fault(new Fault(file, number, column, value, reason));
        if (record.trouble() != null) {
          if (names == null) {
            throw unreadable(record.trouble());
          }
          faults.fault("line", record.text(), record.trouble());
          continue;
        }
        @Nullable List<List<String>> rows = cells.rows(record.text());
        if (rows == null) {
          if (names == null) {
            throw unreadable(Reasons.WRONG_COLUMNS);
          }
          faults.fault("line", record.text(), Reasons.WRONG_COLUMNS);
          continue;
        }
        for (List<String> row : rows) {
          if (names == null) {
            names = List.copyOf(row);
            taker.header(names);
          } else if (row.size() == names.size()) {
            taker.row(row, faults);
          } else {
            faults.fault("line", record.text(), Reasons.WRONG_COLUMNS);
          }
        }
      }
      if (names == null) {
        taker.header(List.of());
      }
    } catch (IOException failure) {
      throw SourceStreams.failure(file, failure);
    }
  }

  /// Without a header nothing behind it has a meaning.
  private static IOException unreadable(String trouble) {
    return new IOException("the header cannot be read: " + trouble);
  }
}

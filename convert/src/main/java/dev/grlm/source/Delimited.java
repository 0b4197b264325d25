package dev.grlm.source;

import dev.grlm.source.SourceLines.Line;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tables with cells between separators. With quotes they are read as RFC 4180 says, a line end in
/// a quoted cell included; without, a line is a row.
final class Delimited {
  private Delimited() {}

  /// Takes the rows of one table.
  interface Taker {
    /// @throws IOException when the columns are not those that are needed
    void header(List<String> names) throws IOException;

    /// Comes behind the header, where the first rows were looked at before.
    ///
    /// @throws IOException when they show that a column cannot be used
    default void learn(ColumnSample sample) throws IOException {}

    void row(List<String> cells, EventCells.Faults faults) throws IOException;

    /// There are no more rows.
    default void end() throws IOException {}
  }

  /// How a table with quotes is written.
  ///
  /// @param charset or null: told by the content
  /// @param passedOver lines before the header that say nothing of the data
  /// @param header names of the columns where no line has them, else empty
  record Quoted(char separator, @Nullable Charset charset, int passedOver, List<String> header) {
    /// A table whose first line is its header.
    static Quoted by(char separator) {
      return new Quoted(separator, null, 0, List.of());
    }
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
      var faults = new OfLines(lines);
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<String> cells = line.isEmpty() ? List.of() : cut(line, separator);
        if (cells.size() >= names.size()) {
          taker.row(cells, faults);
        } else if (!cells.isEmpty()) {
          lines.fault("line", line, Reasons.WRONG_COLUMNS);
        }
      }
      taker.end();
    }
  }

  static List<String> cut(String line, String separator) {
    return List.of(line.split(java.util.regex.Pattern.quote(separator), -1));
  }

  /// Rows with quoting. A row with another number of cells than the header is a fault.
  static void quoted(Path file, Quoted form, Sink sink, Meter meter, Taker taker)
      throws IOException {
    try (SourceLines lines = SourceLines.decoded(file, form.charset, sink, meter)) {
      for (int line = 0; line < form.passedOver; line++) {
        lines.line();
      }
      new Rows(file, lines, form, sink, taker).read();
    } catch (IOException failure) {
      throw SourceStreams.failure(file, failure);
    }
  }

  /// The rows of one file with quotes. For one thread.
  private static final class Rows {
    private final Path file;
    private final QuotedRecords records;
    private final RecordCells cells;
    private final Sink sink;
    private final Taker taker;
    private @Nullable List<String> names;

    Rows(Path file, SourceLines lines, Quoted form, Sink sink, Taker taker) {
      this.file = file;
      this.records = new QuotedRecords(lines, form.separator);
      this.cells = new RecordCells(form.separator);
      this.sink = sink;
      this.taker = taker;
      this.names = form.header.isEmpty() ? null : form.header;
    }

    void read() throws IOException {
      if (names != null) {
        taker.header(names);
      }
      for (Line record = records.next(); record != null; record = records.next()) {
        take(record);
      }
      if (names == null) {
        taker.header(List.of());
      }
      taker.end();
    }

    private void take(Line record) throws IOException {
      long number = record.number();
      var faults = new OfRecord(file, number, sink);
      @Nullable List<List<String>> rows =
          record.trouble() == null ? cells.rows(record.text()) : null;
      if (rows == null) {
        String trouble = record.trouble() == null ? Reasons.WRONG_COLUMNS : record.trouble();
        if (names == null) {
          throw unreadable(trouble);
        }
        faults.fault("line", record.text(), trouble);
        return;
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
  }

  /// Hears of the faults of the line that was read last.
  private record OfLines(SourceLines lines) implements EventCells.Faults {
    @Override
    public void fault(String column, String value, String reason) throws IOException {
      lines.fault(column, value, reason);
    }

    @Override
    public long line() {
      return lines.number();
    }
  }

  /// Hears of the faults of one record.
  ///
  /// @param line its first one
  private record OfRecord(Path file, long line, Sink sink) implements EventCells.Faults {
    @Override
    public void fault(String column, String value, String reason) throws IOException {
      sink.fault(new Fault(file, line, column, value, reason));
    }
  }

  /// Without a header nothing behind it has a meaning.
  private static IOException unreadable(String trouble) {
    return new IOException("the header cannot be read: " + trouble);
  }
}

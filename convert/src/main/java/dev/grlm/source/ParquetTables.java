package dev.grlm.source;

import java.io.IOException;
import java.util.List;

/// Parquet files, told by their first bytes.
final class ParquetTables implements TableKind {
  private static final String MAGIC = "PAR1";

  @Override
  public boolean holds(Head head) {
    return head.start().startsWith(MAGIC);
  }

  @Override
  public List<String> names(Head head, Columns columns) throws IOException {
    if (!holds(head)) {
      return List.of();
    }
    try (ParquetFile file = ParquetFile.open(head.file())) {
      return file.names();
    }
  }

  @Override
  public void read(Head head, Columns columns, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    try (ParquetFile file = ParquetFile.open(head.file());
        var bytes = new PacedBytes(head.file(), file.rowCount(), meter)) {
      try {
        taker.header(file.names());
      } catch (IOException failure) {
        throw SourceStreams.failure(head.file(), failure);
      }
      try (ParquetFile.Rows rows = file.rows(taker::uses)) {
        for (ParquetFile.Row row = rows.next(); row != null; row = rows.next()) {
          long number = bytes.row();
          EventCells.Faults faults =
              (column, value, reason) ->
                  sink.fault(new Fault(head.file(), number, column, value, reason));
          int broken = row.firstNotText();
          if (broken < 0) {
            taker.row(row, faults);
          } else {
            faults.fault(file.names().get(broken), row.text(broken), Reasons.NOT_UTF_8);
          }
        }
      }
      bytes.finish();
    }
  }
}

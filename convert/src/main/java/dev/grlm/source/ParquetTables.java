package dev.grlm.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Parquet files, told by their first bytes.
final class ParquetTables implements TableKind {
  private static final String MAGIC = "PAR1";

  @Override
  public boolean holds(Head head) {
    return head.start().startsWith(MAGIC);
  }

  @Override
  public List<String> names(Head head, Columns columns, List<String> given) throws IOException {
    if (!holds(head)) {
      return List.of();
    }
    try (ParquetFile file = ParquetFile.open(head.file())) {
      return file.names();
    }
  }

  @Override
  public ColumnSample sample(Head head, Columns columns, List<String> given) throws IOException {
    if (!holds(head)) {
      return ColumnSample.NONE;
    }
    try (ParquetFile file = ParquetFile.open(head.file())) {
      return sample(file, _ -> true);
    }
  }

  private static ColumnSample sample(ParquetFile file, IntPredicate used) throws IOException {
    var sampled = new ArrayList<List<String>>();
    try (ParquetFile.Rows rows = file.rows(used, ColumnSample.ROWS)) {
      for (ParquetFile.Row row = rows.next(); row != null; row = rows.next()) {
        sampled.add(IntStream.range(0, file.names().size()).mapToObj(row::text).toList());
      }
    }
    return new ColumnSample(file.names(), sampled);
  }

  @Override
  public void read(
      Head head, Columns columns, List<String> given, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    try (ParquetFile file = ParquetFile.open(head.file());
        var bytes = new PacedBytes(head.file(), file.rowCount(), meter)) {
      var learning = new Learning(taker, ColumnSample.NONE, head.partition());
      try {
        learning.header(file.names());
      } catch (IOException failure) {
        throw SourceStreams.failure(head.file(), failure);
      }
      try {
        taker.learn(sample(file, learning::uses).within(head.partition()));
      } catch (IOException failure) {
        throw SourceStreams.failure(head.file(), failure);
      }
      try (ParquetFile.Rows rows = file.rows(learning::uses, Long.MAX_VALUE)) {
        for (ParquetFile.Row row = rows.next(); row != null; row = rows.next()) {
          long number = bytes.row();
          EventCells.Faults faults =
              (column, value, reason) ->
                  sink.fault(new Fault(head.file(), number, column, value, reason));
          int broken = row.firstNotText();
          if (broken < 0) {
            learning.row(row, faults);
          } else {
            faults.fault(file.names().get(broken), row.text(broken), Reasons.NOT_UTF_8);
          }
        }
      }
      learning.end();
      bytes.finish();
    }
  }
}

package dev.grlm.source;

import java.io.IOException;
import java.util.List;

/// Takes the rows of a table whose cells may be more than text.
interface RowTaker extends Delimited.Taker {
  /// Whether the cells of the column are looked at; known once the header is.
  boolean uses(int place);

  void row(TableRow row, EventCells.Faults faults) throws IOException;

  @Override
  default void row(List<String> cells, EventCells.Faults faults) throws IOException {
    row(TableRow.of(cells), faults);
  }
}

package dev.grlm.export;

import static dev.grlm.io.Table.Column.text;

import dev.grlm.data.Dataset;
import dev.grlm.data.History;
import dev.grlm.data.Split;
import dev.grlm.io.Table;
import java.util.List;

/// A table with a row for every user that is judged: the item to be predicted.
record TargetRows(Dataset dataset, Split split) {
  private static final List<Table.Column> COLUMNS = List.of(text("user"), text("item"));

  int users() {
    return split.evaluated(dataset).size();
  }

  Table table() {
    return new Table(
        COLUMNS,
        sink -> {
          for (History user : split.evaluated(dataset)) {
            sink.row(user.user(), dataset.catalog().item(split.target(user)).id());
          }
        });
  }
}

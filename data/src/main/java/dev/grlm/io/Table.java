package dev.grlm.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table whose rows are made while they are written, so that it may be longer than memory.
///
/// @param columns with different names, one at least
/// @param rows read once
public record Table(List<Column> columns, Rows rows) {
  /// What stands in a column; any cell may be empty, which is null.
  public enum Kind {
    TEXT(String.class),
    WHOLE(Long.class),
    NUMBER(Double.class),
    /// a list of texts
    TEXTS(List.class);

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }
  }

  /// A column by its name.
  public record Column(String name, Kind kind) {
    public static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    public static Column whole(String name) {
      return new Column(name, Kind.WHOLE);
    }

    public static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }

    public static Column texts(String name) {
      return new Column(name, Kind.TEXTS);
    }
  }

  /// Makes the rows.
  @FunctionalInterface
  public interface Rows {
    void into(Sink sink) throws IOException;
  }

  /// Takes the rows, one by one.
  @FunctionalInterface
  public interface Sink {
    /// @param cells one per column, in their order: `String`, `Long`, `Double`, a list of `String`,
    ///   or null
    void row(@Nullable Object... cells) throws IOException;
  }

  /// Writes a table into a file, whole or not at all.
  @FunctionalInterface
  public interface Writer {
    /// @throws IOException naming `file`, when it could not be written
    void write(Path file, Table table) throws IOException;
  }

  public Table {
    columns = List.copyOf(columns);
    long names = columns.stream().map(Column::name).distinct().count();
    if (columns.isEmpty() || names < columns.size()) {
      throw new IllegalArgumentException("columns need names of their own: " + columns);
    }
  }

  /// Hands the rows on; one that does not fit the columns is an [IllegalArgumentException].
  public void into(Sink sink) throws IOException {
    rows.into(cells -> {
      check(cells);
      sink.row(cells);
    });
  }

  private void check(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "%d cells for the columns %s".formatted(cells.length, columns));
    }
    for (int place = 0; place < cells.length; place++) {
      Object cell = cells[place];
      Column column = columns.get(place);
      if (cell != null && !column.kind().type.isInstance(cell)) {
        throw new IllegalArgumentException("%s is no cell of %s".formatted(cell, column));
      }
    }
  }
}

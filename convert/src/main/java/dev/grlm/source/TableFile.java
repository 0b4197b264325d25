package dev.grlm.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that is a table of named columns. Of its head nothing is kept: there may be many files.
///
/// @param partition what its folders say
/// @param names of its columns, those that its folders say included
/// @param given names of its own columns where no line of it has them, else empty
record TableFile(
    Path file,
    Map<String, String> partition,
    TableKind kind,
    List<String> names,
    List<String> given,
    Columns columns) {
  /// The file as a table, or null where it is none. Names that were given are those of a file with
  /// as many columns.
  ///
  /// @throws IOException as [TableKind#names], and when names were given for a file that has them
  static @Nullable TableFile of(Head head, Columns columns) throws IOException {
    TableKind kind = kind(head, columns);
    List<String> own = kind.names(head, columns, List.of());
    if (own.isEmpty()) {
      return null;
    }
    boolean text = kind instanceof DelimitedTables;
    Conventions conventions = columns.conventions();
    for (List<String> given : List.of(conventions.header(), conventions.itemHeader())) {
      if (text
          && !given.isEmpty()
          && given.size() == own.size()
          && !hasHeader(head, columns, own)) {
        return of(head, kind, given, given, columns);
      }
    }
    return of(head, kind, own, List.of(), columns);
  }

  private static TableFile of(
      Head head, TableKind kind, List<String> names, List<String> given, Columns columns) {
    Map<String, String> partition = head.partition();
    return new TableFile(
        head.file(), partition, kind, Learning.names(names, partition), given, columns);
  }

  /// @throws IOException naming the file, when it cannot be read
  Head head() throws IOException {
    return Head.of(file, columns.conventions().charset(), partition);
  }

  /// Name of the file without a folder.
  String name() {
    return Head.name(file);
  }

  /// The kind of a file: as its content says.
  private static TableKind kind(Head head, Columns columns) throws IOException {
    if (Table.PARQUET.kind().holds(head)) {
      return Table.PARQUET.kind();
    }
    if (Table.JSONL.kind().holds(head)) {
      return Table.JSONL.kind();
    }
    boolean tabs = !Table.TSV.kind().names(head, columns, List.of()).isEmpty();
    return tabs ? Table.TSV.kind() : Table.CSV.kind();
  }

  /// Whether the first line names the columns itself: by usual names, or as they were given.
  private static boolean hasHeader(Head head, Columns columns, List<String> own)
      throws IOException {
    Conventions conventions = columns.conventions();
    var names = new ColumnNames(Columns.GUESSED, own);
    boolean same = own.equals(conventions.header()) || own.equals(conventions.itemHeader());
    if (same || names.holdsEvents() || names.holdsItems()) {
      if (own.size() == conventions.header().size()) {
        throw new IOException(
            head.file()
                + ": has a header ("
                + String.join(", ", own)
                + "), so --columns would make a row of it; leave it out and say which column is"
                + " which with --user-col NAME, --item-col NAME, …");
      }
      return true;
    }
    return false;
  }

  ColumnNames columnNames() {
    return new ColumnNames(columns, names);
  }

  /// The first rows, with what the folders say.
  ColumnSample sample() throws IOException {
    return kind.sample(head(), columns, given).within(partition);
  }
}

package dev.grlm.source;

import java.io.IOException;
import java.util.List;

/// One kind of file with rows of named columns. Stateless.
interface TableKind {
  /// Whether the file can only be of this kind, or may be of it where it is of no other.
  boolean holds(Head head);

  /// Names of the columns, empty where the file is no table of this kind.
  ///
  /// @param given names of the columns where no line has them, else empty
  /// @throws IOException in one line that starts with the file, when it is of this kind and broken
  List<String> names(Head head, Columns columns, List<String> given) throws IOException;

  /// The first rows, without what folders say.
  ///
  /// @throws IOException as [#names]
  ColumnSample sample(Head head, Columns columns, List<String> given) throws IOException;

  /// Hands the header, what the first rows show, and every row to `taker`; a row that is none is a
  /// fault. What folders say are columns, too.
  ///
  /// @throws IOException as [Source#read]
  void read(Head head, Columns columns, List<String> given, Sink sink, Meter meter, RowTaker taker)
      throws IOException;
}

package dev.grlm.source;

import java.io.IOException;
import java.util.List;

/// Text with a header, cells between separators, and quotes.
final class DelimitedTables implements TableKind {
  private final String separators;

  /// @param separators those that may be guessed, each one character
  DelimitedTables(String separators) {
    this.separators = separators;
  }

  @Override
  public boolean holds(Head head) {
    return true;
  }

  @Override
  public List<String> names(Head head, Columns columns) {
    char separator = separator(head.first(), columns);
    return separator == 0 || head.first().startsWith("{")
        ? List.of()
        : Delimited.cut(head.first().replace("\"", ""), String.valueOf(separator));
  }

  @Override
  public void read(Head head, Columns columns, Sink sink, Meter meter, RowTaker taker)
      throws IOException {
    char separator = separator(head.first(), columns);
    if (separator == 0) {
      separator = head.first().indexOf('\t') >= 0 ? '\t' : ',';
    }
    try {
      Delimited.quoted(head.file(), separator, sink, meter, taker);
    } catch (IOException failure) {
      throw SourceStreams.failure(head.file(), failure);
    }
  }

  /// The one that stands in the header most often, or 0 where none does.
  private char separator(String header, Columns columns) {
    boolean tabs = separators.indexOf('\t') >= 0;
    Character said = columns.separator();
    if (said != null) {
      return (said == '\t') == tabs ? said : 0;
    }
    if (!tabs && header.indexOf('\t') >= 0) {
      return 0;
    }
    char best = 0;
    long most = 0;
    for (int index = 0; index < separators.length(); index++) {
      char candidate = separators.charAt(index);
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }
}

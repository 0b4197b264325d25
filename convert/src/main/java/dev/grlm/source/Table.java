package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tables with named columns: one of events, and one of items where there is one, which may be of
/// another kind.
final class Table implements Format {
  static final Table PARQUET = new Table("parquet", new ParquetTables());
  static final Table CSV = new Table("csv", new DelimitedTables(",;|"));
  static final Table TSV = new Table("tsv", new DelimitedTables("\t"));
  static final Table JSONL = new Table("jsonl", new JsonTables());

  private final String word;
  private final TableKind kind;

  private Table(String word, TableKind kind) {
    this.word = word;
    this.kind = kind;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String description() {
    return "events with named columns, and items";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    Columns columns = input.columns();
    List<Path> events = new ArrayList<>();
    List<Path> items = new ArrayList<>();
    for (Head head : input.heads()) {
      ColumnNames names = new ColumnNames(columns, kind.names(head, columns));
      if (names.holdsEvents()) {
        events.add(head.file());
      } else if (names.holdsItems()) {
        items.add(head.file());
      }
    }
    if (columns.items() != null) {
      items = List.of(columns.items());
    }
    return events.isEmpty() ? null : new Rows(events, items, columns);
  }

  /// The kind of `file`: as its content says, else the one of this format.
  private TableKind kindOf(Head file) {
    return Stream.of(PARQUET.kind, JSONL.kind, kind, CSV.kind)
        .filter(candidate -> candidate.holds(file))
        .findFirst()
        .orElse(kind);
  }

  /// The files of one input.
  private final class Rows implements Source {
    private final List<Path> events;
    private final List<Path> items;
    private final Columns columns;

    Rows(List<Path> events, List<Path> items, Columns columns) {
      this.events = List.copyOf(events);
      this.items = List.copyOf(items);
      this.columns = columns;
    }

    @Override
    public String format() {
      return word();
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      items.forEach(file -> files.add(SourceFile.items(file)));
      events.forEach(file -> files.add(SourceFile.events(file)));
      return files;
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      for (Path file : items) {
        rows(file, sink, meter, new TableRows.Items(columns, new WholeTexts(sink)));
      }
      for (Path file : events) {
        rows(file, sink, meter, new TableRows.Events(columns, sink));
      }
    }

    private void rows(Path file, Sink sink, Meter meter, RowTaker taker) throws IOException {
      Head head = Head.of(file);
      kindOf(head).read(head, columns, sink, meter, taker);
    }
  }

  /// Whether the user named columns, so that a table is what he means.
  static boolean meant(Columns columns) {
    return columns.fields().containsKey(Field.USER) || columns.items() != null;
  }
}

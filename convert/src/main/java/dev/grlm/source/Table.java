package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tables with named columns: one of events, and one of items where there is one, which may be of
/// another kind.
final class Table implements Format {
  static final Table PARQUET = new Table("parquet", new ParquetTables());
  static final Table CSV = new Table("csv", new DelimitedTables(",;|"));
  static final Table TSV = new Table("tsv", new DelimitedTables("\t"));
  static final Table JSONL = new Table("jsonl", new JsonTables());

  private static final List<Field> OF_ITEMS =
      List.of(Field.ITEM_ID, Field.TITLE, Field.BRAND, Field.CATEGORIES, Field.DESCRIPTION);

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

  TableKind kind() {
    return kind;
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    Columns columns = input.columns();
    List<TableFile> events = new ArrayList<>();
    List<TableFile> others = new ArrayList<>();
    for (Head head : input.heads()) {
      TableFile table = TableFile.of(head, columns);
      if (table != null && table.kind().equals(kind) && table.columnNames().holdsEvents()) {
        events.add(table);
      } else if (table != null) {
        others.add(table);
      }
    }
    if (events.isEmpty()) {
      return null;
    }
    Path said = columns.items();
    ItemTables items =
        ItemTables.among(events, said == null ? others : List.of(said(said, columns)));
    List<TableFile> chosen = said == null ? items.chosen() : List.of(said(said, columns));
    requireSaid(chosen, columns);
    return new Rows(events, chosen, items, columns);
  }

  private TableFile said(Path file, Columns columns) throws IOException {
    Head head = Head.of(file, columns.conventions().charset(), java.util.Map.of());
    TableFile table = TableFile.of(head, columns);
    return table == null
        ? new TableFile(file, java.util.Map.of(), kind, List.of(), List.of(), columns)
        : table;
  }

  /// A column of items that the user names stands in one of their files.
  private static void requireSaid(List<TableFile> items, Columns columns) throws IOException {
    var said = new ArrayList<>(columns.textColumns());
    OF_ITEMS.stream().map(columns.fields()::get).filter(name -> name != null).forEach(said::add);
    List<String> there =
        items.stream().flatMap(table -> table.names().stream()).distinct().toList();
    for (String name : said) {
      if (!there.contains(name)) {
        throw new IOException(
            items.isEmpty()
                ? "no file with items was found for the column '"
                    + name
                    + "'; --items FILE says which it is"
                : items.getFirst().file()
                    + ": no column '"
                    + name
                    + "'; there are "
                    + String.join(", ", there));
      }
    }
  }

  /// The files of one input.
  private final class Rows implements Source {
    private final List<TableFile> events;
    private final List<TableFile> items;
    private final ItemTables choice;
    private final Columns columns;

    Rows(List<TableFile> events, List<TableFile> items, ItemTables choice, Columns columns) {
      this.events = List.copyOf(events);
      this.items = List.copyOf(items);
      this.choice = choice;
      this.columns = columns;
    }

    @Override
    public String format() {
      return word();
    }

    @Override
    public List<SourceFile> files() {
      var files = new ArrayList<SourceFile>();
      items.forEach(table -> files.add(SourceFile.items(table.file())));
      events.forEach(table -> files.add(SourceFile.events(table.file())));
      return files;
    }

    @Override
    public List<String> notes() throws IOException {
      var notes = new TableNotes(columns);
      for (List<TableFile> alike : alike(items)) {
        String why = columns.items() == null ? choice.why() : "";
        notes.items(alike.getFirst().name(), alike.size(), alike.getFirst().sample(), why);
      }
      for (List<TableFile> alike : alike(events)) {
        notes.events(alike.getFirst().name(), alike.size(), alike.getFirst().sample());
      }
      return notes.lines();
    }

    /// Files with the same columns together, in their order.
    private static Collection<List<TableFile>> alike(List<TableFile> files) {
      return files.stream()
          .collect(Collectors.groupingBy(TableFile::names, LinkedHashMap::new, Collectors.toList()))
          .values();
    }

    @Override
    public String refusal(Path file) {
      return choice.refusal(file);
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      for (TableFile table : items) {
        read(table, sink, meter, new TableRows.Items(columns, new WholeTexts(sink)));
      }
      var taker = new TableRows.Events(columns, sink);
      for (TableFile table : events) {
        read(table, sink, meter, taker);
      }
    }

    private void read(TableFile table, Sink sink, Meter meter, RowTaker taker) throws IOException {
      table.kind().read(table.head(), columns, table.given(), sink, meter, taker);
    }
  }

  /// Whether the user said something that only tables have, so that a table is what he means.
  static boolean meant(Columns columns) {
    Conventions conventions = columns.conventions();
    return columns.fields().containsKey(Field.USER)
        || columns.items() != null
        || !conventions.header().isEmpty()
        || conventions.charset() != null;
  }
}

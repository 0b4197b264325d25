package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tables with named columns: one of events, and one of items where there is one.
enum Table implements Format {
  CSV(",;|"),
  TSV("\t"),
  JSONL("");

  private final String separators;

  Table(String separators) {
    this.separators = separators;
  }

  @Override
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
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
      ColumnNames names = new ColumnNames(columns, names(head, columns));
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

  /// Names of the columns, empty where the file is no table of this kind.
  private List<String> names(Head head, Columns columns) {
    if (this == JSONL) {
      var keys = new TreeSet<String>();
      head.lines().stream()
          .limit(20)
          .map(line -> line.startsWith("{") ? JsonLines.object(line) : null)
          .forEach(object -> {
            if (object != null) {
              object.fieldNames().forEachRemaining(keys::add);
            }
          });
      return List.copyOf(keys);
    }
    char separator = separator(head.first(), columns);
    return separator == 0 || head.first().startsWith("{")
        ? List.of()
        : Delimited.cut(head.first().replace("\"", ""), String.valueOf(separator));
  }

  /// The one that stands in the header most often, or 0 where none does.
  private char separator(String header, Columns columns) {
    Character said = columns.separator();
    if (said != null) {
      return (said == '\t') == (this == TSV) ? said : 0;
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
    return this == CSV && header.indexOf('\t') >= 0 ? 0 : best;
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

    private void rows(Path file, Sink sink, Meter meter, Delimited.Taker taker) throws IOException {
      Head head = Head.of(file);
      boolean json = head.first().startsWith("{");
      if (json) {
        objects(head, sink, meter, taker);
        return;
      }
      char separator = separator(head.first(), columns);
      if (separator == 0) {
        separator = head.first().indexOf('\t') >= 0 ? '\t' : ',';
      }
      try {
        Delimited.quoted(file, separator, sink, meter, taker);
      } catch (IOException failure) {
        throw SourceStreams.failure(file, failure);
      }
    }

    private void objects(Head head, Sink sink, Meter meter, Delimited.Taker taker)
        throws IOException {
      List<String> keys = JSONL.names(head, columns);
      try {
        taker.header(keys);
      } catch (IOException failure) {
        throw SourceStreams.failure(head.file(), failure);
      }
      JsonLines.read(
          head.file(),
          sink,
          meter,
          (object, line) -> {
            var cells = new ArrayList<String>();
            for (String key : keys) {
              JsonNode value = object.path(key);
              boolean path = value.isArray();
              cells.add(path ? String.join("|", JsonLines.texts(value)) : JsonLines.text(value));
            }
            taker.row(cells, line::fault);
          });
    }
  }

  /// Whether the user named columns, so that a table is what he means.
  static boolean meant(Columns columns) {
    return columns.fields().containsKey(Field.USER) || columns.items() != null;
  }
}

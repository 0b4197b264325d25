package dev.grlm.source;

import dev.grlm.data.Counts;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our own folder, to filter it or to merge it: `items.jsonl` and `interactions.tsv`. Columns
/// `rating`, `domain`, `person` and `part` are read, too. Where somebody wrote the interactions
/// with quotes, other separators or the names that other tables have, they are read as any table.
final class NativeFormat implements Format {
  /// What a conversion says of itself.
  private static final String RECORD = "convert.json";

  private static final String WITHOUT_EVENTS = "there are items and no interactions.tsv";
  private static final String TAB = "\t";

  @Override
  public String word() {
    return "native";
  }

  @Override
  public String description() {
    return "items.jsonl and interactions.tsv";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    List<Head> items = input.where(head -> head.name().equals("items.jsonl"));
    List<Head> events = input.where(head -> head.name().equals("interactions.tsv"));
    if (items.isEmpty() || (events.isEmpty() && input.heads().size() > 1 && !examplesOnly(input))) {
      return null;
    }
    if (events.isEmpty()) {
      throw new IOException(input.path() + ": " + WITHOUT_EVENTS);
    }
    if (items.size() > 1 || events.size() > 1) {
      throw new IOException(
          input.path() + ": a file stands there both packed and plain; take one away");
    }
    Columns said = input.columns().with(timeUnit(input));
    return new Files(items.getFirst(), events.getFirst(), said);
  }

  /// As the user says, else as the conversion says that made the folder: a small number, or one
  /// before 1970, does not say itself in what unit it is.
  private static Times.Unit timeUnit(Input input) throws IOException {
    if (input.columns().timeUnit() != Times.Unit.AUTO) {
      return input.columns().timeUnit();
    }
    for (Head record : input.where(head -> head.name().equals(RECORD))) {
      String word = Json.read(record.file()).path("timeUnit").asText();
      for (Times.Unit unit : Times.Unit.values()) {
        if (unit.name().equalsIgnoreCase(word)) {
          return unit;
        }
      }
    }
    return Times.Unit.AUTO;
  }

  /// Why an input of no known format is not native, or null where it does not look so.
  static @Nullable String complaint(Input input) {
    boolean items = !input.where(head -> head.name().equals("items.jsonl")).isEmpty();
    boolean events = !input.where(head -> head.name().equals("interactions.tsv")).isEmpty();
    return items && !events ? WITHOUT_EVENTS : null;
  }

  private static boolean examplesOnly(Input input) {
    return !input.where(head -> head.name().equals("examples.tsv")).isEmpty();
  }

  /// The two files.
  private record Files(Head items, Head events, Columns said) implements Source {
    @Override
    public String format() {
      return "native";
    }

    @Override
    public List<SourceFile> files() {
      return List.of(SourceFile.items(items.file()), SourceFile.events(events.file()));
    }

    private List<String> names() {
      return Delimited.cut(events.first(), TAB);
    }

    private boolean isOurs() {
      return names().contains("user") && names().contains("item");
    }

    private Columns columns() {
      return isOurs()
          ? new Columns(
              null,
              Map.of(Field.USER, "user", Field.ITEM, "item"),
              said.timeUnit(),
              null,
              List.of(),
              said.conventions())
          : said;
    }

    @Override
    public boolean rowsAreInOrder() {
      return isOurs();
    }

    @Override
    public List<String> notes() throws IOException {
      var notes = TableNotes.ofNative(columns());
      @Nullable TableFile foreign = isOurs() ? null : TableFile.of(events, said);
      ColumnSample sample = foreign == null ? sample() : foreign.sample();
      notes.events(events.name(), 1, sample);
      return notes.lines();
    }

    private ColumnSample sample() {
      return new ColumnSample(
          names(), events.lines().stream().skip(1).map(line -> Delimited.cut(line, TAB)).toList());
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      var counts = new Counts();
      var reader = new ItemJson(counts);
      EventCells cells = EventCells.ofNative(said);
      JsonLines.read(
          items.file(),
          sink,
          meter,
          (object, faults) -> JsonLines.item(object, reader, cells, faults, sink));
      sink.noticed(Counts.BROKEN_TEXTS, counts.of(Counts.BROKEN_TEXTS));
      var taker = new TableRows.Events(columns(), sink, cells, true);
      try {
        events(sink, meter, taker);
      } catch (IOException failure) {
        throw SourceStreams.failure(events.file(), failure);
      }
    }

    private void events(Sink sink, Meter meter, RowTaker taker) throws IOException {
      @Nullable TableFile foreign = isOurs() ? null : TableFile.of(events, said);
      if (foreign == null) {
        Delimited.plain(
            events.file(),
            TAB,
            StandardCharsets.UTF_8,
            sink,
            meter,
            new Learning(taker, sample(), Map.of()));
      } else {
        foreign.kind().read(events, said, foreign.given(), sink, meter, taker);
      }
    }
  }
}

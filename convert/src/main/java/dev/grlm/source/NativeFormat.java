package dev.grlm.source;

import dev.grlm.data.Counts;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Our own folder, to filter it or to merge it: `items.jsonl` and `interactions.tsv`. Columns
/// `rating` and `domain` are read, too.
final class NativeFormat implements Format {
  /// What a conversion says of itself.
  private static final String RECORD = "convert.json";

  private static final String WITHOUT_EVENTS = "there are items and no interactions.tsv";

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
    return new Files(items.getFirst().file(), events.getFirst().file(), timeUnit(input));
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
  private record Files(Path items, Path events, Times.Unit timeUnit) implements Source {
    private Columns columns() {
      return new Columns(
          null,
          java.util.Map.of(Columns.Field.USER, "user", Columns.Field.ITEM, "item"),
          timeUnit,
          null,
          List.of());
    }

    @Override
    public String format() {
      return "native";
    }

    @Override
    public List<SourceFile> files() {
      return List.of(SourceFile.items(items), SourceFile.events(events));
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      var counts = new Counts();
      var reader = new ItemJson(counts);
      JsonLines.read(
          items, sink, meter, (object, line) -> JsonLines.item(object, reader, line, sink));
      sink.noticed(Counts.BROKEN_TEXTS, counts.of(Counts.BROKEN_TEXTS));
      try {
        Delimited.plain(
            events,
            "\t",
            java.nio.charset.StandardCharsets.UTF_8,
            sink,
            meter,
            new TableRows.Events(columns(), sink));
      } catch (IOException failure) {
        throw SourceStreams.failure(events, failure);
      }
    }
  }
}

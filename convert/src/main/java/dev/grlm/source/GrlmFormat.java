package dev.grlm.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The layout of GRLM's own code: `NAME.item.json` and `sequential_data.txt`.
final class GrlmFormat implements Format {
  @Override
  public String word() {
    return "grlm";
  }

  @Override
  public String description() {
    return "NAME.item.json and sequential_data.txt of GRLM's code";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    List<Head> items =
        input.where(head -> head.name().equals("item.json") || head.name().endsWith(".item.json"));
    List<Head> events = input.where(head -> head.name().equals("sequential_data.txt"));
    if (items.isEmpty() || events.isEmpty()) {
      return null;
    }
    if (items.size() > 1 || events.size() > 1) {
      throw new IOException(input.path() + ": several files of a kind, leave one of each");
    }
    return new Files(items.getFirst().file(), events.getFirst().file());
  }

  /// The two files.
  private record Files(Path items, Path events) implements Source {
    private static final EventCells.Names NAMES =
        new EventCells.Names("user", "item", "", "position", "", "");

    @Override
    public String format() {
      return "grlm";
    }

    @Override
    public List<SourceFile> files() {
      return List.of(SourceFile.items(items), SourceFile.events(events));
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      readItems(sink);
      try (SourceLines lines = SourceLines.open(events, sink, meter)) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (!line.isBlank()) {
            history(line.strip().split("\\s+"), lines, sink);
          }
        }
      }
    }

    private static void history(String[] words, SourceLines lines, Sink sink) throws IOException {
      for (int place = 1; place < words.length; place++) {
        Event event =
            EventCells.event(
                new EventCells.Cells(
                    words[0], words[place], null, String.valueOf(place - 1), null, null),
                NAMES,
                Times.Unit.AUTO,
                lines::fault);
        if (event != null) {
          sink.event(event);
        }
      }
    }

    /// The whole file at once: it is one object and no larger than the catalogue.
    private void readItems(Sink sink) throws IOException {
      ItemJson reader = JsonLines.itemReader();
      JsonNode byId = Json.read(items);
      for (var entry : byId.properties()) {
        Item item;
        try {
          item = reader.read(entry.getKey(), entry.getValue());
        } catch (IOException broken) {
          sink.fault(
              new Fault(
                  items, 0, entry.getKey(), String.valueOf(broken.getMessage()), Reasons.BAD_TEXT));
          continue;
        }
        EventCells.Faults faults =
            (column, value, reason) -> sink.fault(new Fault(items, 0, column, value, reason));
        if (EventCells.id(item.id(), "id", Reasons.NO_ITEM, faults) != null) {
          sink.item(item);
        }
      }
    }
  }
}

package dev.grlm.source;

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
    return new Files(items.getFirst().file(), events.getFirst().file(), input.columns());
  }

  /// The two files.
  private record Files(Path items, Path events, Columns columns) implements Source {
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
      EventCells cells = EventCells.ofNative(columns);
      GrlmItems.read(items, cells, sink, meter);
      try (SourceLines lines = SourceLines.open(events, sink, meter)) {
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (!line.isBlank()) {
            history(line.strip().split("\\s+"), lines, cells, sink);
          }
        }
      }
      cells.report(sink);
    }

    private static void history(String[] words, SourceLines lines, EventCells cells, Sink sink)
        throws IOException {
      if (words.length == 1) {
        lines.fault(NAMES.item(), words[0], Reasons.NO_ITEM);
      }
      for (int place = 1; place < words.length; place++) {
        Event event =
            cells.event(
                new EventCells.Cells(
                    words[0], words[place], null, String.valueOf(place - 1), null, null),
                NAMES,
                lines::fault);
        if (event != null) {
          sink.event(event);
        }
      }
    }
  }
}

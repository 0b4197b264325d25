package dev.grlm.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// RecBole's atomic files: `NAME.inter` and `NAME.item`, tab-separated, a type behind every name of
/// the header.
final class RecBole implements Format {
  @Override
  public String word() {
    return "recbole";
  }

  @Override
  public String description() {
    return "RecBole's atomic files, NAME.inter and NAME.item";
  }

  @Override
  public @Nullable Source detect(Input input) throws IOException {
    List<Path> events = input.where(RecBole::holdsEvents).stream().map(Head::file).toList();
    List<Path> items =
        input
            .where(head -> typed(head) && !holdsEvents(head) && head.first().contains("item_id:"))
            .stream()
            .map(Head::file)
            .toList();
    if (events.isEmpty()) {
      return null;
    }
    if (events.size() > 1 || items.size() > 1) {
      throw new IOException(
          input.path() + ": several files of a kind, leave one of each: " + events + " " + items);
    }
    return new Files(events.getFirst(), items, input.columns());
  }

  private static boolean typed(Head head) {
    return head.first().contains(":token");
  }

  private static boolean holdsEvents(Head head) {
    return typed(head) && head.first().contains("user_id:") && head.first().contains("item_id:");
  }

  /// A pair of files.
  private record Files(Path events, List<Path> items, Columns columns) implements Source {
    @Override
    public String format() {
      return "recbole";
    }

    @Override
    public List<SourceFile> files() {
      return items.isEmpty()
          ? List.of(SourceFile.events(events))
          : List.of(SourceFile.items(items.getFirst()), SourceFile.events(events));
    }

    @Override
    public void read(Sink sink, Meter meter) throws IOException {
      for (Path file : items) {
        rows(file, sink, meter, new TableRows.Items(columns, sink));
      }
      rows(events, sink, meter, new TableRows.Events(columns, sink));
    }

    private static void rows(Path file, Sink sink, Meter meter, Delimited.Taker taker)
        throws IOException {
      try {
        Delimited.plain(file, "\t", StandardCharsets.UTF_8, sink, meter, new WithoutTypes(taker));
      } catch (IOException failure) {
        throw SourceStreams.failure(file, failure);
      }
    }
  }

  /// `user_id:token` is called `user_id`; a sequence of tokens is a path.
  private record WithoutTypes(Delimited.Taker taker) implements Delimited.Taker {
    @Override
    public void header(List<String> names) throws IOException {
      if (names.stream().anyMatch(name -> name.startsWith("item_id_list:"))) {
        throw new IOException(
            "histories in one cell (item_id_list) are not read; give the plain .inter");
      }
      taker.header(names.stream().map(name -> name.replaceFirst(":.*", "")).toList());
    }

    @Override
    public void row(List<String> cells, EventCells.Faults faults) throws IOException {
      taker.row(cells, faults);
    }
  }
}

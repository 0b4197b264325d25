package dev.grlm.source;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps everything that a source hands on.
final class Recorded implements Sink {
  final List<Event> events = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  final SortedMap<String, Long> noticed = new TreeMap<>();

  /// What `format` reads from `path` with the usual columns.
  static Recorded of(Format format, Path path) throws IOException {
    return of(format, path, Columns.GUESSED);
  }

  static Recorded of(Format format, Path path, Columns columns) throws IOException {
    Source source = format.detect(Input.of(path, columns));
    if (source == null) {
      throw new IOException(path + ": not of the format " + format.word());
    }
    var recorded = new Recorded();
    source.read(recorded, Meter.SILENT);
    return recorded;
  }

  /// What is read from `path` in the format that its content tells.
  static Recorded opened(Path path, Columns columns) throws IOException {
    var recorded = new Recorded();
    Formats.open(Input.of(path, columns), null).read(recorded, Meter.SILENT);
    return recorded;
  }

  /// User, item and time of every event, in words.
  List<String> lines() {
    return events.stream()
        .map(event ->
            event.user()
                + " "
                + event.item()
                + " "
                + (event.time() == Event.NONE ? "-" : Instant.ofEpochMilli(event.time())))
        .toList();
  }

  @Override
  public void event(Event event) {
    events.add(event);
  }

  @Override
  public void item(Item item) {
    items.add(item);
  }

  @Override
  public void fault(Fault fault) {
    faults.add(fault);
  }

  @Override
  public void noticed(String reason, long times) {
    if (times > 0) {
      noticed.merge(reason, times, Long::sum);
    }
  }
}

package dev.grlm.source;

import dev.grlm.data.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Keeps everything that a source hands on.
final class Recorded implements Sink {
  final List<Event> events = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();

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
}

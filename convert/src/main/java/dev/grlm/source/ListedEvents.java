package dev.grlm.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows whose item is a list: what the user did, one after the other. Each element is an event; a
/// list of times or ratings as long goes along with it, and one value of them is of all. Without
/// times the place in the file is the event's position. For one thread.
final class ListedEvents {
  static final String ROWS = "lists of items, each read as a history";

  private static final Pattern PLURAL = Pattern.compile(".*(ids|list|seq|sequence|history|items)");
  private static final Pattern BETWEEN = Pattern.compile("[,;|]\\s*|\\s+");

  private final EventCells cells;
  private final Sink sink;
  private EventCells.Names names = new EventCells.Names("", "", "", "", "", "");
  private boolean blankBetween;
  private long position;
  private long rows;

  ListedEvents(EventCells cells, Sink sink) {
    this.cells = cells;
    this.sink = sink;
  }

  /// @param newNames by which it is told whether a text of several words is a list
  void header(EventCells.Names newNames) {
    names = newNames;
    String plain = names.item().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    blankBetween = PLURAL.matcher(plain).matches();
  }

  /// The items of the row's cell where it is a list, else null.
  @Nullable List<String> items(TableRow row, int place) {
    List<String> list = row.list(place);
    if (list != null || !blankBetween) {
      return list;
    }
    String text = row.text(place).strip();
    return BETWEEN.matcher(text).find() ? Arrays.asList(BETWEEN.split(text)) : null;
  }

  /// Hands on an event per item, or a fault of the row or of an item.
  void take(TableRow row, int[] places, List<String> items, EventCells.Faults faults)
      throws IOException {
    if (items.isEmpty()) {
      faults.fault(names.item(), row.text(places[1]), Reasons.NO_ITEM);
      return;
    }
    List<String> times = along(row, places[2], items.size());
    List<String> ratings = along(row, places[4], items.size());
    if (times == null || ratings == null) {
      faults.fault(names.item(), row.text(places[1]), Reasons.SEVERAL_IDS);
      return;
    }
    rows++;
    String user = row.text(places[0]);
    String domain = places[5] < 0 ? null : row.text(places[5]);
    for (int index = 0; index < items.size(); index++) {
      String time = places[2] < 0 ? null : times.get(index);
      String placed = time == null || time.isBlank() ? String.valueOf(position++) : null;
      Event event =
          cells.event(
              new EventCells.Cells(
                  user, items.get(index), time, placed, ratings.get(index), domain),
              names,
              faults);
      if (event != null) {
        sink.event(event);
      }
    }
  }

  /// A value per item, or null where there is another number of them.
  private static @Nullable List<String> along(TableRow row, int place, int size) {
    List<String> values = place < 0 ? null : row.list(place);
    if (values != null) {
      return values.size() == size ? values : null;
    }
    String one = place < 0 ? "" : row.text(place);
    return java.util.Collections.nCopies(size, one);
  }

  void report() throws IOException {
    sink.noticed(ROWS, rows);
    rows = 0;
  }
}

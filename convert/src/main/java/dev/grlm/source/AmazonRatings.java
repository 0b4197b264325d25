package dev.grlm.source;

import java.io.IOException;

/// Lines of the tables with ratings only. No cell is in quotes, and there are a hundred million
/// lines: they are cut at the commas by hand.
final class AmazonRatings {
  static final String HEADER = "user_id,parent_asin,rating,timestamp";

  /// A column that some of the tables have and that repeats what stands on other lines.
  private static final String HISTORY = ",history";

  private final boolean history;
  private final String domain;
  private final EventCells reader;

  /// @param header the first line
  AmazonRatings(String header, String domain, EventCells reader) {
    this.history = header.strip().endsWith(HISTORY);
    this.domain = domain;
    this.reader = reader;
  }

  static boolean isHeader(String line) {
    String header = line.strip();
    return header.equals(HEADER) || header.equals(HEADER + HISTORY);
  }

  /// Hands on the event of `line`, or one fault.
  void read(String line, Sink sink, EventCells.Faults faults) throws IOException {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    int third = line.indexOf(',', second + 1);
    if (first < 0 || second <= first || third <= second) {
      faults.fault("line", line, Reasons.WRONG_COLUMNS);
      return;
    }
    int fourth = line.indexOf(',', third + 1);
    if (!history && fourth >= 0) {
      faults.fault("line", line, Reasons.WRONG_COLUMNS);
      return;
    }
    var cells =
        new EventCells.Cells(
            line.substring(0, first),
            line.substring(first + 1, second),
            line.substring(third + 1, fourth < 0 ? line.length() : fourth),
            null,
            line.substring(second + 1, third),
            domain);
    Event event = reader.event(cells, AmazonEdition.OF_2023.names(), faults);
    if (event != null) {
      sink.event(event);
    }
  }
}

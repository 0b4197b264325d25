package dev.grlm.source;

import dev.grlm.source.SourceLines.Line;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins the lines of a table to records: a line with an open quote goes on in the next one. Where
/// the quote is not closed soon, or is closed in the middle of something, only the line that opens
/// it is lost. For one thread.
final class QuotedRecords {
  /// Most lines of one record; its text has at most [SourceLines#LONGEST] characters.
  static final int MOST_LINES = 1000;

  private final SourceLines lines;
  private final QuoteScan scan;
  private final Deque<Line> ahead = new ArrayDeque<>();

  QuotedRecords(SourceLines lines, char separator) {
    this.lines = lines;
    this.scan = new QuoteScan(separator);
  }

  /// The next record with the number of its first line, or of the line in it that cannot be taken;
  /// null after the last one. Line ends within it are `\n`.
  ///
  /// @throws IOException as [SourceLines#line] does
  @Nullable Line next() throws IOException {
    Line first = line();
    if (first == null) {
      return null;
    }
    return switch (scan.first(first.text())) {
      case CLOSED -> first;
      case OPEN -> joined(first);
      case BROKEN -> with(Reasons.STRAY_QUOTE, first);
    };
  }

  /// The line with the trouble that it has already, else with `trouble`.
  private static Line with(String trouble, Line line) {
    return line.trouble() == null ? new Line(line.number(), line.text(), trouble) : line;
  }

  private Line joined(Line first) throws IOException {
    var text = new StringBuilder(first.text());
    List<Line> behind = new ArrayList<>();
    @Nullable Line troubled = first.trouble() == null ? null : first;
    QuoteScan.State state = QuoteScan.State.OPEN;
    while (state == QuoteScan.State.OPEN && behind.size() + 1 < MOST_LINES) {
      Line line = line();
      if (line == null) {
        break;
      }
      behind.add(line);
      boolean gone = Reasons.TOO_LONG.equals(line.trouble());
      if (gone || text.length() + line.text().length() >= SourceLines.LONGEST) {
        break;
      }
      troubled = troubled == null && line.trouble() != null ? line : troubled;
      text.append('\n').append(line.text());
      state = scan.further(line.text());
    }
    if (state == QuoteScan.State.CLOSED) {
      return troubled == null ? new Line(first.number(), text.toString(), null) : troubled;
    }
    behind.reversed().forEach(ahead::addFirst);
    return with(Reasons.OPEN_QUOTE, first);
  }

  private @Nullable Line line() throws IOException {
    return ahead.isEmpty() ? lines.line() : ahead.removeFirst();
  }
}

package dev.grlm.source;

import dev.grlm.data.Counts;
import dev.grlm.data.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes an [Event] of cells as text; whatever does not fit is a fault of the cell. Shared by all
/// readers, so that an id, a time or a rating is the same everywhere. What was changed or guessed
/// is counted. For one thread.
final class EventCells {
  static final String BLANKS = "ids with blanks around them, which were cut";
  static final String WHOLE = "ids written as 101.0, taken for 101";
  static final String KEPT = "ids that are a word for 'missing', kept (--missing says the words)";
  static final String MINUS_ONE =
      "ids that are -1, kept (--missing=default,-1 where they mean that there is none)";
  static final String ABSENT_TIMES = "events without a time";
  static final String NEAR_1970 = "times within a year of 1970, taken as they stand (--time-unit)";

  private static final long YEAR_MILLIS = 366L * 86_400_000L;

  private final Missing missing;
  private final Missing missingIds;
  private final Times.Unit unit;
  private final Times.DateOrder order;
  private final boolean ours;
  private boolean numberUsers;
  private boolean numberItems;
  private long blanks;
  private long whole;
  private long kept;
  private long minusOne;
  private long absentTimes;
  private long near1970;

  private EventCells(
      Missing missing, Missing missingIds, Times.Unit unit, Times.DateOrder order, boolean ours) {
    this.missing = missing;
    this.missingIds = missingIds;
    this.unit = unit;
    this.order = order;
    this.ours = ours;
  }

  /// Cells of a table of strangers.
  static EventCells of(Columns columns) {
    Conventions conventions = columns.conventions();
    return new EventCells(
        conventions.missing(),
        conventions.missing(),
        columns.timeUnit(),
        conventions.dateOrder(),
        false);
  }

  /// As [#of(Columns)] where every time is in one unit.
  static EventCells of(Columns columns, Times.Unit unit) {
    Conventions conventions = columns.conventions();
    return new EventCells(
        conventions.missing(), conventions.missing(), unit, conventions.dateOrder(), false);
  }

  /// Cells of our own layout, in which an id stands for itself unless the user says otherwise, and
  /// times may count from anywhere.
  static EventCells ofNative(Columns columns) {
    Conventions conventions = columns.conventions();
    boolean said = conventions.missing() != Missing.USUAL; // the one instance: nothing was said
    return new EventCells(
        conventions.missing(),
        said ? conventions.missing() : Missing.NONE,
        columns.timeUnit(),
        conventions.dateOrder(),
        true);
  }

  /// Whether the ids of users and of items are numbers from here on, so that `101.0` is `101`.
  void numbers(boolean users, boolean items) {
    numberUsers = users;
    numberItems = items;
  }

  /// Where faults of the present line go.
  @FunctionalInterface
  interface Faults {
    void fault(String column, String value, String reason) throws IOException;

    /// The line that is being taken, from 1; 0 where it is not known.
    default long line() {
      return 0;
    }
  }

  /// The cells of one event, null where the input has no such column; names of columns are only for
  /// faults.
  record Cells(
      @Nullable String user,
      @Nullable String item,
      @Nullable String time,
      @Nullable String position,
      @Nullable String rating,
      @Nullable String domain) {}

  /// The names of the columns of [Cells].
  record Names(
      String user, String item, String time, String position, String rating, String domain) {}

  /// The event, or null after a fault. An empty time, position, rating or domain is none, and one
  /// that is a word for it.
  @Nullable Event event(Cells cells, Names names, Faults faults) throws IOException {
    String user = id(cells.user, numberUsers, names.user, Reasons.NO_USER, faults);
    if (user == null) {
      return null;
    }
    String item = item(cells.item, names.item, faults);
    if (item == null) {
      return null;
    }
    long time = Event.NONE;
    String timeCell = filled(cells.time);
    if (!timeCell.isEmpty()) {
      try {
        time = Times.millis(timeCell, unit, order);
      } catch (IllegalArgumentException broken) {
        faults.fault(names.time, timeCell, reason(broken));
        return null;
      }
      near1970 +=
          !ours && unit == Times.Unit.AUTO && time > -YEAR_MILLIS && time < YEAR_MILLIS ? 1 : 0;
    } else if (cells.time != null) {
      absentTimes++;
    }
    long position = Event.NONE;
    String positionCell = filled(cells.position);
    if (!positionCell.isEmpty()) {
      try {
        position = NumberCells.whole(positionCell);
      } catch (ArithmeticException | NumberFormatException broken) {
        faults.fault(names.position, positionCell, Reasons.BAD_POSITION);
        return null;
      }
    }
    float rating = Float.NaN;
    String ratingCell = filled(cells.rating);
    if (!ratingCell.isEmpty()) {
      rating = NumberCells.decimal(ratingCell);
      if (!Float.isFinite(rating)) {
        faults.fault(names.rating, ratingCell, Reasons.BAD_RATING);
        return null;
      }
    }
    String domain = filled(cells.domain);
    if (!domain.isEmpty() && id(domain, false, names.domain, Reasons.BAD_ID, faults) == null) {
      return null;
    }
    return new Event(user, item, time, position, rating, domain);
  }

  private static String reason(IllegalArgumentException broken) {
    return broken instanceof AmbiguousTimeException ? Reasons.DOUBTFUL_TIME : Reasons.BAD_TIME;
  }

  /// `cell` as the id of an item; see [#event].
  @Nullable String item(@Nullable String cell, String column, Faults faults) throws IOException {
    return id(cell, numberItems, column, Reasons.NO_ITEM, faults);
  }

  /// What our own layout says of an event beside it, or null after a fault.
  ///
  /// @param person of the user, empty or null where that is not said
  /// @param part empty or null where that is not said
  Event.@Nullable Said said(@Nullable String person, @Nullable String part, Faults faults)
      throws IOException {
    String owner = "";
    if (person != null && !person.isBlank()) {
      String id = id(person, numberUsers, "person", Reasons.BAD_ID, faults);
      if (id == null) {
        return null;
      }
      owner = id;
    }
    String word = filled(part);
    try {
      return new Event.Said(owner, word.isEmpty() ? null : Part.parse(word), faults.line());
    } catch (IllegalArgumentException unknown) {
      faults.fault("part", word, Reasons.BAD_PART);
      return null;
    }
  }

  /// `cell` as an id: not blank, nothing that would break a line of a table. Null after a fault.
  private @Nullable String id(
      @Nullable String cell, boolean number, String column, String whenMissing, Faults faults)
      throws IOException {
    if (cell == null || cell.isEmpty()) {
      faults.fault(column, "", whenMissing);
      return null;
    }
    String id = cell;
    if (isBlank(id.charAt(0)) || isBlank(id.charAt(id.length() - 1))) {
      id = cell.strip();
      if (id.isEmpty()) {
        faults.fault(column, cell, whenMissing);
        return null;
      }
      blanks += id.length() < cell.length() ? 1 : 0;
    }
    if (missingIds.holds(id)) {
      faults.fault(column, id, whenMissing);
      return null;
    }
    minusOne += id.length() == 2 && id.equals("-1") ? 1 : 0;
    kept += missingIds == Missing.NONE && missing.holds(id) ? 1 : 0;
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (Character.isSurrogate(c) && !paired(id, at))) {
        faults.fault(column, id, Reasons.BAD_ID);
        return null;
      }
    }
    if (number && WholeNumbers.isDecimal(id)) {
      whole++;
      return WholeNumbers.of(id);
    }
    return id;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || (c >= 0x80 && Character.isWhitespace(c));
  }

  private static boolean paired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /// The cell without surrounding blanks; empty where there is none.
  private String filled(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    String filled = cell.strip();
    return missing.holds(filled) ? "" : filled;
  }

  /// What was noticed since the last report.
  void report(Sink sink) throws IOException {
    var counts = new Counts();
    counts.add(BLANKS, blanks);
    counts.add(WHOLE, whole);
    counts.add(KEPT, kept);
    counts.add(MINUS_ONE, minusOne);
    counts.add(ABSENT_TIMES, absentTimes);
    counts.add(NEAR_1970, near1970);
    for (var entry : counts.byReason().entrySet()) {
      sink.noticed(entry.getKey(), entry.getValue());
    }
    blanks = 0;
    whole = 0;
    kept = 0;
    minusOne = 0;
    absentTimes = 0;
    near1970 = 0;
  }
}

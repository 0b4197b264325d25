package dev.grlm.source;

import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Makes an [Event] of cells as text; whatever does not fit is a fault of the cell. Shared by all
/// readers, so that an id, a time or a rating is the same everywhere. Stateless.
public final class EventCells {
  private static final int LONGEST_NUMBER = 40;

  private EventCells() {}

  /// Where faults of the present line go.
  @FunctionalInterface
  public interface Faults {
    void fault(String column, String value, String reason) throws IOException;
  }

  /// The cells of one event, null where the input has no such column; names of columns are only for
  /// faults.
  public record Cells(
      @Nullable String user,
      @Nullable String item,
      @Nullable String time,
      @Nullable String position,
      @Nullable String rating,
      @Nullable String domain) {}

  /// The names of the columns of [Cells].
  public record Names(
      String user, String item, String time, String position, String rating, String domain) {}

  /// The event, or null after a fault. An empty time, position, rating or domain is none.
  public static @Nullable Event event(Cells cells, Names names, Times.Unit unit, Faults faults)
      throws IOException {
    String user = id(cells.user, names.user, Reasons.NO_USER, faults);
    if (user == null) {
      return null;
    }
    String item = id(cells.item, names.item, Reasons.NO_ITEM, faults);
    if (item == null) {
      return null;
    }
    long time = Event.NONE;
    String timeCell = filled(cells.time);
    if (!timeCell.isEmpty()) {
      try {
        time = Times.millis(timeCell, unit);
      } catch (IllegalArgumentException broken) {
        faults.fault(names.time, timeCell, Reasons.BAD_TIME);
        return null;
      }
    }
    long position = Event.NONE;
    String positionCell = filled(cells.position);
    if (!positionCell.isEmpty()) {
      try {
        position = position(positionCell);
      } catch (ArithmeticException | NumberFormatException broken) {
        faults.fault(names.position, positionCell, Reasons.BAD_POSITION);
        return null;
      }
    }
    float rating = Float.NaN;
    String ratingCell = filled(cells.rating);
    if (!ratingCell.isEmpty()) {
      rating = rating(ratingCell);
      if (!Float.isFinite(rating)) {
        faults.fault(names.rating, ratingCell, Reasons.BAD_RATING);
        return null;
      }
    }
    String domain = filled(cells.domain);
    if (!domain.isEmpty() && id(domain, names.domain, Reasons.BAD_ID, faults) == null) {
      return null;
    }
    return new Event(user, item, time, position, rating, domain);
  }

  /// `cell` as an id: not blank, nothing that would break a line of a table. Null after a fault.
  public static @Nullable String id(
      @Nullable String cell, String column, String whenMissing, Faults faults) throws IOException {
    if (cell == null || cell.isBlank()) {
      faults.fault(column, cell == null ? "" : cell, whenMissing);
      return null;
    }
    for (int at = 0; at < cell.length(); at++) {
      char c = cell.charAt(at);
      if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (Character.isSurrogate(c) && !paired(cell, at))) {
        faults.fault(column, cell, Reasons.BAD_ID);
        return null;
      }
    }
    return cell;
  }

  private static boolean paired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /// The cell without surrounding blanks; empty where there is none.
  private static String filled(@Nullable String cell) {
    return cell == null ? "" : cell.strip();
  }

  /// A whole number, also as `3.0`: tables that went through a data frame have it so.
  ///
  /// @throws ArithmeticException when it is not whole or a `long` cannot hold it
  private static long position(String cell) {
    if (cell.length() > LONGEST_NUMBER) {
      throw new NumberFormatException(cell);
    }
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException notPlain) {
      return new BigDecimal(cell).longValueExact();
    }
  }

  /// NaN where it is no number.
  private static float rating(String cell) {
    try {
      return cell.length() > LONGEST_NUMBER ? Float.NaN : Float.parseFloat(cell);
    } catch (NumberFormatException broken) {
      return Float.NaN;
    }
  }
}

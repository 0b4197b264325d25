package dev.grlm.prepare;

import dev.grlm.source.Event;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/// The events of one user as they come. For one thread.
final class GatheredHistory {
  private final boolean parted;
  private int user = -1;
  private int size;
  private int[] items = new int[64];
  private long[] times = new long[64];
  private float[] ratings = new float[64];
  private byte[] parts;

  /// @param parted whether rows have a column of parts
  GatheredHistory(boolean parted) {
    this.parted = parted;
    this.parts = new byte[parted ? 64 : 0];
  }

  /// Of the user whose events come now, as it is numbered; -1 before the first.
  int user() {
    return user;
  }

  void of(int next) {
    user = next;
  }

  /// Takes the columns item, time, rating and, where there is one, part, which stand from the
  /// second place on.
  boolean add(ResultSet row) throws SQLException {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
      ratings = Arrays.copyOf(ratings, 2 * size);
      parts = Arrays.copyOf(parts, parted ? 2 * size : 0);
    }
    items[size] = row.getInt(2);
    long time = row.getLong(3);
    times[size] = row.wasNull() ? Event.NONE : time;
    float rating = row.getFloat(4);
    ratings[size] = row.wasNull() ? Float.NaN : rating;
    if (parted) {
      byte part = row.getByte(5);
      parts[size] = row.wasNull() ? EventStore.History.UNKNOWN : part;
    }
    size++;
    return true;
  }

  /// Hands over what came and begins anew.
  void give(Database.Rows people, EventStore.Histories taker) throws IOException {
    if (size == 0) {
      return;
    }
    if (!people.next() || people.row(row -> row.getInt(1)) != user) {
      throw new IllegalStateException("user " + user + " has events and no id");
    }
    taker.history(
        new EventStore.History(
            people.row(row -> row.getString(2)),
            people.row(row -> row.getString(3)),
            Arrays.copyOf(items, size),
            Arrays.copyOf(times, size),
            Arrays.copyOf(ratings, size),
            Arrays.copyOf(parts, parted ? size : 0)));
    size = 0;
  }
}

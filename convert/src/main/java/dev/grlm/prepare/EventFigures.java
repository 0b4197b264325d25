package dev.grlm.prepare;

import dev.grlm.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is to be known of the events and items that are left in an [EventStore]. For one thread.
public final class EventFigures {
  private final Database database;

  EventFigures(Database database) {
    this.database = database;
  }

  /// Ids of which items of different domains have a line; each counts as one item.
  public long itemsInSeveralDomains() throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT item_id FROM raw_item GROUP BY item_id"
            + " HAVING count(DISTINCT domain) > 1)");
  }

  public long events() throws IOException {
    return database.number("SELECT count(*) FROM event");
  }

  /// The words of the domains, in the order of the items.
  public List<String> domains() throws IOException {
    var domains = new ArrayList<String>();
    try (Database.Rows rows =
        database.rows("SELECT domain FROM item GROUP BY domain ORDER BY min(i)")) {
      while (rows.next()) {
        domains.add(rows.row(row -> row.getString(1)));
      }
    }
    return domains;
  }

  /// Whether any event has a time.
  public boolean timed() throws IOException {
    return database.any("event WHERE time IS NOT NULL");
  }

  public long eventsWithoutTime() throws IOException {
    return database.number("SELECT count(*) FROM event WHERE time IS NULL");
  }

  /// Events with a time that is at least `from` and below `until`.
  public long eventsBetween(long from, long until) throws IOException {
    return database.number(
        "SELECT count(*) FROM event WHERE time >= " + from + " AND time < " + until);
  }

  /// The time from which on the given share of the timed events is, or a little more where several
  /// happened at that time. Counts by day first, so that no sort of all times is needed.
  ///
  /// @param share above 0 and below 1; at least one event must have a time
  public long timeOfLatest(double share) throws IOException {
    long timed = database.number("SELECT count(time) FROM event");
    long before = timed - Math.clamp((long) Math.ceil(share * timed), 1, timed);
    try (Database.Rows days =
        database.rows(
            "SELECT day, earlier FROM (SELECT day, n, (sum(n) OVER (ORDER BY day))::BIGINT - n AS earlier"
                + " FROM (SELECT time // 86400000 AS day, count(*) AS n FROM event"
                + " WHERE time IS NOT NULL GROUP BY day)) WHERE earlier <= "
                + before
                + " ORDER BY day DESC LIMIT 1")) {
      if (!days.next()) {
        throw new IllegalStateException("no event has a time");
      }
      long day = days.row(row -> row.getLong(1));
      long earlier = days.row(row -> row.getLong(2));
      return database.number(
          "SELECT time FROM event WHERE time // 86400000 = %d ORDER BY time LIMIT 1 OFFSET %d"
              .formatted(day, before - earlier));
    }
  }

  public boolean wholeSeconds() throws IOException {
    return !database.any("event WHERE time % 1000 <> 0");
  }

  public boolean rated() throws IOException {
    return database.any("event WHERE rating IS NOT NULL");
  }

  /// Whether the input says of any event which part of a history it is in.
  public boolean parted() throws IOException {
    return database.any("event WHERE part IS NOT NULL");
  }

  /// Whether any user is known to be somebody of another name.
  public boolean namesPersons() throws IOException {
    return database.any("person WHERE owner <> user_id AND u IN (SELECT u FROM event)");
  }

  /// Looks whether the input says one person of each user at most.
  ///
  /// @param sources that the events come from, to be read once more where it does not
  /// @param ids of each source, in order
  /// @throws IOException naming file, line, the user and both, where the input says two persons of
  ///   one user
  @SuppressWarnings("exports") // asked by the conversion of this module only
  public void requireOnePersonEach(List<Source> sources, List<SourceIds> ids) throws IOException {
    try (Database.Rows rows =
        database.rows(
            "SELECT user_id, owner, other FROM person WHERE owner <> other ORDER BY u LIMIT 1")) {
      if (rows.next()) {
        throw rows.<TwoPersons>row(
                row -> new TwoPersons(row.getString(1), row.getString(2), row.getString(3)))
            .error(sources, ids);
      }
    }
  }

  /// Whether any event has a position.
  public boolean anyPosition() throws IOException {
    return database.any("event WHERE position IS NOT NULL");
  }

  /// Whether every event has a position.
  public boolean positioned() throws IOException {
    return !database.any("event WHERE position IS NULL");
  }

  /// Whether what users did in several domains has no order: an event of one domain has the same
  /// position as one of another, as where each counts from 0, or not both have one.
  public boolean positionsApart() throws IOException {
    return database.any(
            "(SELECT 1 FROM event JOIN item USING (i) GROUP BY u, position"
                + " HAVING min(domain) <> max(domain))")
        || database.any(
            "(SELECT 1 FROM event JOIN item USING (i) GROUP BY u"
                + " HAVING min(domain) <> max(domain) AND count(position) < count(*))");
  }

  /// Whether a user has times in one domain and none at all in another.
  public boolean timesApart() throws IOException {
    return database.any("event WHERE time IS NULL")
        && database.any(
            "(SELECT 1 FROM (SELECT u, count(time) AS n FROM event JOIN item USING (i)"
                + " GROUP BY u, domain) GROUP BY u HAVING count(*) > 1 AND min(n) = 0"
                + " AND max(n) > 0)");
  }
}

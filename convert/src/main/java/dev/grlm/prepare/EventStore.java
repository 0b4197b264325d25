package dev.grlm.prepare;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.io.Json;
import dev.grlm.source.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// Events and items on the disk: first as the source delivers them, then numbered, filtered and
/// sorted. Memory is bounded by the database's limit, whatever the number of events; only the
/// items' ids are held in memory while histories are read. For one thread; the calls stand in the
/// order in which they are made.
public final class EventStore implements AutoCloseable {
  private final Database database;
  private @Nullable DuckDBAppender events;
  private @Nullable DuckDBAppender items;
  private long sequence;
  private long itemSequence;
  private final Overlap overlap = new Overlap();

  /// @param folder for the database and what it spills; is made, and may be deleted afterwards
  /// @param memoryMiB what the database may hold in memory
  public EventStore(Path folder, int memoryMiB, int threads, Watch watch) throws IOException {
    database = new Database(folder, memoryMiB, threads, watch);
    database.run(
        "CREATE TABLE raw_event(seq BIGINT, user_id VARCHAR, item_id VARCHAR, time BIGINT,"
            + " position BIGINT, rating FLOAT, domain VARCHAR)");
    database.run(
        "CREATE TABLE raw_item(seq BIGINT, item_id VARCHAR, domain VARCHAR, has_text BOOLEAN,"
            + " json VARCHAR)");
    events = database.appender("raw_event");
    items = database.appender("raw_item");
  }

  /// Says that what is added from now on comes from another source than before. A store of one
  /// source need not be told.
  public void source(SourceIds ids) {
    overlap.source(ids, sequence, itemSequence);
  }

  /// Adds an event after all others.
  public void add(Event event) throws IOException {
    DuckDBAppender appender = open(events);
    try {
      appender.beginRow();
      appender.append(sequence++);
      appender.append(event.user());
      appender.append(event.item());
      number(appender, event.time());
      number(appender, event.position());
      if (Float.isNaN(event.rating())) {
        appender.appendNull();
      } else {
        appender.append(event.rating());
      }
      appender.append(event.domain());
      appender.endRow();
    } catch (SQLException failure) {
      throw Database.failure("append an event", failure);
    }
  }

  private static void number(DuckDBAppender appender, long value) throws SQLException {
    if (value == Event.NONE) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
  }

  /// Adds an item after all others. Of several with the same id the first counts.
  public void add(Item item) throws IOException {
    DuckDBAppender appender = open(items);
    try {
      appender.beginRow();
      appender.append(itemSequence++);
      appender.append(item.id());
      appender.append(item.domain());
      appender.append(!item.textParts(List.copyOf(item.fields().keySet())).isEmpty());
      appender.append(Json.line(ItemJson.write(item)));
      appender.endRow();
    } catch (SQLException failure) {
      throw Database.failure("append an item", failure);
    }
  }

  private static DuckDBAppender open(@Nullable DuckDBAppender appender) {
    if (appender == null) {
      throw new IllegalStateException("the store takes nothing more after it has been numbered");
    }
    return appender;
  }

  /// Numbers users and items in the order of their first appearance; items that have a line of
  /// their own stand before those that only events name. An item that does not say its domain is of
  /// the first one that an event says.
  ///
  /// @return how many item lines had an id that stood before
  public long number() throws IOException {
    closeAppenders();
    database.step("store what was read", 0, .1);
    database.run("CHECKPOINT"); // what was appended need not stay in memory
    database.step("number items", .1, .4);
    database.run(
        "CREATE TABLE item AS SELECT item_id, line, domain, has_text,"
            + " (row_number() OVER (ORDER BY line IS NULL, line, first))::INTEGER - 1 AS i FROM ("
            + " SELECT item_id, seq AS line, NULL::BIGINT AS first, domain, has_text FROM raw_item"
            + " QUALIFY row_number() OVER (PARTITION BY item_id ORDER BY seq) = 1 UNION ALL"
            + " SELECT item_id, NULL, min(seq), arg_min(domain, seq), false FROM raw_event"
            + " WHERE NOT EXISTS (SELECT 1 FROM raw_item r WHERE r.item_id = raw_event.item_id)"
            + " GROUP BY item_id)");
    if (database.any("item WHERE domain = ''") && database.any("raw_event WHERE domain <> ''")) {
      database.run(
          "UPDATE item SET domain = said.domain FROM (SELECT item_id, arg_min(domain, seq) AS domain"
              + " FROM raw_event WHERE domain <> '' GROUP BY item_id) said"
              + " WHERE item.item_id = said.item_id AND item.domain = ''");
    }
    database.step("number users", .4, .6);
    database.run(
        "CREATE TABLE person AS SELECT user_id,"
            + " (row_number() OVER (ORDER BY first))::INTEGER - 1 AS u"
            + " FROM (SELECT user_id, min(seq) AS first FROM raw_event GROUP BY user_id)");
    database.step("number events", .6, 1);
    database.run(
        "CREATE TABLE event AS SELECT u, i, time, position, rating, seq FROM raw_event"
            + " JOIN person USING (user_id) JOIN item USING (item_id)");
    database.run("DROP TABLE raw_event");
    return itemSequence - database.number("SELECT count(line) FROM item");
  }

  /// Ids of which items of different domains have a line; each counts as one item.
  public long itemsInSeveralDomains() throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT item_id FROM raw_item GROUP BY item_id"
            + " HAVING count(DISTINCT domain) > 1)");
  }

  /// What ids several sources have in common, to be asked for before anything is dropped.
  ///
  /// @param users of whom each is one person, or that many more where they are separate
  /// @param unmapped people of whom the user map does not tell, 0 where there is none
  public record Shared(long users, long items, long unmapped) {}

  /// See [Shared]; all 0 where there is one source.
  public Shared shared(Rules rules) throws IOException {
    if (!overlap.several()) {
      return new Shared(0, 0, 0);
    }
    return new Shared(
        rules.users() instanceof UserIds.Separate
            ? overlap.separateUsers(database)
            : overlap.joinedUsers(database),
        rules.items() == Rules.ItemIds.SEPARATE
            ? overlap.separateItems(database)
            : overlap.joinedItems(database),
        rules.users() instanceof UserIds.Mapped ? overlap.unmappedUsers(database) : 0);
  }

  /// Drops the events without a time of whoever has others with one: nobody knows their place.
  ///
  /// @param byDomain whether the events of one domain are looked at alone
  /// @return events dropped
  public long dropStrayUntimed(boolean byDomain) throws IOException {
    if (!database.any("event WHERE time IS NULL")) {
      return 0;
    }
    return database.change(
        byDomain
            ? "DELETE FROM event WHERE time IS NULL AND (u, (SELECT domain FROM item WHERE item.i ="
                + " event.i)) IN (SELECT (u, domain) FROM event JOIN item USING (i)"
                + " WHERE time IS NOT NULL)"
            : "DELETE FROM event WHERE time IS NULL"
                + " AND u IN (SELECT u FROM event WHERE time IS NOT NULL)");
  }

  private void closeAppenders() throws IOException {
    try {
      if (events != null) {
        events.close();
      }
      if (items != null) {
        items.close();
      }
    } catch (SQLException failure) {
      throw Database.failure("finish appending", failure);
    } finally {
      events = null;
      items = null;
    }
  }

  public long events() throws IOException {
    return database.number("SELECT count(*) FROM event");
  }

  /// Drops the items of which no text is known, and their events.
  ///
  /// @return items dropped, events dropped
  public long[] dropItemsWithoutText() throws IOException {
    long dropped =
        database.change("DELETE FROM event WHERE i IN (SELECT i FROM item WHERE NOT has_text)");
    return new long[] {database.change("DELETE FROM item WHERE NOT has_text"), dropped};
  }

  /// Drops every event whose user, item, time and position an earlier one had; events of which
  /// neither time nor position is known are never equal.
  ///
  /// @return events dropped
  public long dropDuplicates() throws IOException {
    database.step("look for duplicates", 0, .7);
    database.run(
        "CREATE TABLE twice AS SELECT u, i, time, position, min(seq) AS first FROM event"
            + " WHERE time IS NOT NULL OR position IS NOT NULL"
            + " GROUP BY u, i, time, position HAVING count(*) > 1");
    database.step("drop duplicates", .7, 1);
    return database.change(
        "DELETE FROM event USING twice WHERE event.u = twice.u AND event.i = twice.i"
            + " AND event.time IS NOT DISTINCT FROM twice.time"
            + " AND event.position IS NOT DISTINCT FROM twice.position"
            + " AND event.seq <> twice.first");
  }

  /// Keeps the largest set of events in which every user has `userCore` events and every item
  /// `itemCore`. Users and items are taken away in turns, and only the events of those just taken
  /// away are counted off, so that a round costs one pass over a column.
  ///
  /// @param rounds hears after each round how many users and items it took
  /// @return users, items and events dropped
  public long[] core(int userCore, int itemCore, LongConsumer rounds) throws IOException {
    database.step("count events of users", 0, .2);
    database.run("CREATE TABLE user_count AS SELECT u, count(*) AS n FROM event GROUP BY u");
    database.step("count events of items", .2, .4);
    database.run(
        "CREATE TABLE item_count AS SELECT i, count(e.i) AS n FROM item LEFT JOIN event e USING (i)"
            + " GROUP BY i");
    long users = 0;
    long items = 0;
    long taken;
    int round = 0;
    do {
      database.step("core, round " + ++round, 1 - .6 / round, 1 - .6 / (round + 1));
      long usersTaken = takeBelow("user_count", "u", userCore, "item_count", "i");
      long itemsTaken = takeBelow("item_count", "i", itemCore, "user_count", "u");
      users += usersTaken;
      items += itemsTaken;
      taken = usersTaken + itemsTaken;
      rounds.accept(taken);
    } while (taken > 0);
    database.step("drop what is below the core", 1 - .6 / (round + 1), 1);
    long dropped =
        database.change(
            "DELETE FROM event WHERE u NOT IN (SELECT u FROM user_count)"
                + " OR i NOT IN (SELECT i FROM item_count)");
    if (itemCore > 0) {
      database.run("DELETE FROM item WHERE i NOT IN (SELECT i FROM item_count)");
    }
    return new long[] {users, items, dropped};
  }

  private long takeBelow(String counts, String key, int core, String others, String other)
      throws IOException {
    database.run(
        "CREATE OR REPLACE TABLE taken AS SELECT "
            + key
            + " FROM "
            + counts
            + " WHERE n < "
            + core);
    long taken = database.change("DELETE FROM " + counts + " WHERE n < " + core);
    if (taken > 0) {
      database.run(
          "UPDATE %2$s SET n = n - lost FROM (SELECT %3$s, count(*) AS lost FROM event SEMI JOIN taken USING (%1$s) GROUP BY %3$s) gone WHERE %2$s.%3$s = gone.%3$s"
              .formatted(key, others, other));
    }
    return taken;
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

  /// Hears every item in order.
  @FunctionalInterface
  public interface Items {
    /// @param number as in [History#items]
    /// @param json its line in the native layout
    void item(int number, String id, String domain, String json, long events) throws IOException;
  }

  /// Gives the items that are left, in order.
  public void items(Items taker) throws IOException {
    String sql =
        "SELECT item.i, item.item_id, item.domain, json, coalesce(n, 0) FROM item"
            + " LEFT JOIN raw_item ON line = raw_item.seq"
            + " LEFT JOIN (SELECT i, count(*) AS n FROM event GROUP BY i) c ON c.i = item.i"
            + " ORDER BY item.i";
    try (Database.Rows rows = database.rows(sql)) {
      while (rows.next()) {
        int number = rows.row(row -> row.getInt(1));
        String id = rows.row(row -> row.getString(2));
        String domain = rows.row(row -> row.getString(3));
        String json = rows.<@Nullable String>row(row -> row.getString(4));
        taker.item(
            number,
            id,
            domain,
            json == null ? untitled(id, domain) : json,
            rows.row(row -> row.getLong(5)));
      }
    }
  }

  private static String untitled(String id, String domain) throws IOException {
    Item bare = new Item(id, "", "", List.of(), List.of(), "", domain, java.util.Map.of());
    return Json.line(ItemJson.write(bare));
  }

  /// One user's events, oldest first. The arrays belong to the receiver.
  ///
  /// @param items numbers of the items
  /// @param times milliseconds, or [Event#NONE]
  /// @param ratings or NaN
  public record History(String user, int[] items, long[] times, float[] ratings) {
    public int length() {
      return items.length;
    }
  }

  /// Hears every history, users in the order of their first event.
  @FunctionalInterface
  public interface Histories {
    void history(History history) throws IOException;
  }

  /// Gives the history of every user who has events left.
  ///
  /// @param byPosition whether positions decide before times do
  public void histories(boolean byPosition, Histories taker) throws IOException {
    String order = byPosition ? "position, time, seq" : "time NULLS FIRST, position, seq";
    database.step("sort", 0, .5);
    database.run(
        "CREATE TABLE sorted AS SELECT u, i, time, rating FROM event ORDER BY u, " + order);
    database.run("SET preserve_insertion_order=true");
    try (Database.Rows people =
            database.rows(
                "SELECT u, user_id FROM person WHERE u IN (SELECT u FROM event) ORDER BY u");
        Database.Rows rows = database.rows("SELECT u, i, time, rating FROM sorted")) {
      var gathered = new Gathered();
      while (rows.next()) {
        int user = rows.row(row -> row.getInt(1));
        if (user != gathered.user) {
          gathered.give(people, taker);
          gathered.user = user;
        }
        rows.row(gathered::add);
      }
      gathered.give(people, taker);
    }
  }

  /// The events of one user as they come.
  private static final class Gathered {
    private int user = -1;
    private int size;
    private int[] items = new int[64];
    private long[] times = new long[64];
    private float[] ratings = new float[64];

    boolean add(ResultSet row) throws SQLException {
      if (size == items.length) {
        items = java.util.Arrays.copyOf(items, 2 * size);
        times = java.util.Arrays.copyOf(times, 2 * size);
        ratings = java.util.Arrays.copyOf(ratings, 2 * size);
      }
      items[size] = row.getInt(2);
      long time = row.getLong(3);
      times[size] = row.wasNull() ? Event.NONE : time;
      float rating = row.getFloat(4);
      ratings[size] = row.wasNull() ? Float.NaN : rating;
      size++;
      return true;
    }

    void give(Database.Rows people, Histories taker) throws IOException {
      if (size == 0) {
        return;
      }
      if (!people.next() || people.row(row -> row.getInt(1)) != user) {
        throw new IllegalStateException("user " + user + " has events and no id");
      }
      taker.history(
          new History(
              people.row(row -> row.getString(2)),
              java.util.Arrays.copyOf(items, size),
              java.util.Arrays.copyOf(times, size),
              java.util.Arrays.copyOf(ratings, size)));
      size = 0;
    }
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

  @Override
  public void close() throws IOException {
    try (database) {
      closeAppenders();
    }
  }
}

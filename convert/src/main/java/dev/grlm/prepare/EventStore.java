package dev.grlm.prepare;

import dev.grlm.data.Item;
import dev.grlm.data.ItemJson;
import dev.grlm.data.Part;
import dev.grlm.io.Json;
import dev.grlm.source.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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
            + " position BIGINT, rating FLOAT, domain VARCHAR, owner VARCHAR, part TINYINT)");
    database.run(
        "CREATE TABLE raw_item(seq BIGINT, item_id VARCHAR, domain VARCHAR, has_text BOOLEAN,"
            + " json VARCHAR)");
    events = database.appender("raw_event");
    items = database.appender("raw_item");
  }

  /// What takes events and items away; for when they have been numbered.
  public EventFilters filters() {
    return new EventFilters(database);
  }

  /// What is to be known of the events and items that are left; for when they have been numbered.
  public EventFigures figures() {
    return new EventFigures(database);
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
      said(appender, event.said());
      appender.endRow();
    } catch (SQLException failure) {
      throw Database.failure("append an event", failure);
    }
  }

  private static void said(DuckDBAppender appender, Event.Said said) throws SQLException {
    if (said.person().isEmpty()) {
      appender.appendNull();
    } else {
      appender.append(said.person());
    }
    if (said.part() == null) {
      appender.appendNull();
    } else {
      appender.append((byte) History.PARTS.indexOf(said.part()));
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
        "CREATE TABLE person AS SELECT user_id, owner, other,"
            + " (row_number() OVER (ORDER BY first))::INTEGER - 1 AS u"
            + " FROM (SELECT user_id, min(seq) AS first, min(owner) AS owner, max(owner) AS other"
            + " FROM raw_event GROUP BY user_id)");
    database.step("number events", .6, 1);
    database.run(
        "CREATE TABLE event AS SELECT u, i, time, position, rating, part, seq FROM raw_event"
            + " JOIN person USING (user_id) JOIN item USING (item_id)");
    database.run("DROP TABLE raw_event");
    return itemSequence - database.number("SELECT count(line) FROM item");
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
  /// @param person who stands behind the user; the user's own id where nobody else is known
  /// @param items numbers of the items
  /// @param times milliseconds, or [Event#NONE]
  /// @param ratings or NaN
  /// @param parts what the input says of each, places in [#PARTS] or [#UNKNOWN]; empty where it
  ///   says nothing of any event of any user
  public record History(
      String user, String person, int[] items, long[] times, float[] ratings, byte[] parts) {
    public static final List<Part> PARTS = List.of(Part.values());
    public static final byte UNKNOWN = -1;

    /// Of a user who is a person, in an input without parts.
    public History(String user, int[] items, long[] times, float[] ratings) {
      this(user, user, items, times, ratings, new byte[0]);
    }

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
    boolean parted = figures().parted();
    String columns = parted ? "u, i, time, rating, part" : "u, i, time, rating";
    database.run("CREATE TABLE sorted AS SELECT " + columns + " FROM event ORDER BY u, " + order);
    database.run("SET preserve_insertion_order=true");
    try (Database.Rows people =
            database.rows(
                "SELECT u, user_id, coalesce(owner, user_id) FROM person"
                    + " WHERE u IN (SELECT u FROM event) ORDER BY u");
        Database.Rows rows = database.rows("SELECT " + columns + " FROM sorted")) {
      var gathered = new GatheredHistory(parted);
      while (rows.next()) {
        int user = rows.row(row -> row.getInt(1));
        if (user != gathered.user()) {
          gathered.give(people, taker);
          gathered.of(user);
        }
        rows.row(gathered::add);
      }
      gathered.give(people, taker);
    }
  }

  @Override
  public void close() throws IOException {
    try (database) {
      closeAppenders();
    }
  }
}

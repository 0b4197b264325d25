package dev.grlm.prepare;

import java.io.IOException;
import java.util.function.LongConsumer;

/// Takes events and items out of an [EventStore] that has numbered them. For one thread.
public final class EventFilters {
  private final Database database;

  EventFilters(Database database) {
    this.database = database;
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
}

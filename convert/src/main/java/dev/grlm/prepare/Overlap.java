package dev.grlm.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Tells from the numbers of events and item lines, which go on from source to source, what ids
/// several sources have in common. For one thread.
final class Overlap {
  /// @param firstEvent number of the first event that comes from there
  /// @param firstItem the same of item lines
  private record Start(int source, long firstEvent, long firstItem) {}

  private final List<SourceIds> sources = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();

  /// What comes from now on is of this source.
  void source(SourceIds ids, long firstEvent, long firstItem) {
    if (!sources.contains(ids)) {
      sources.add(ids);
    }
    starts.add(new Start(sources.indexOf(ids), firstEvent, firstItem));
  }

  boolean several() {
    return sources.size() > 1;
  }

  /// People with events in several sources.
  long joinedUsers(Database database) throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT 1 FROM event GROUP BY u HAVING min("
            + sourceOf("seq", false)
            + ") <> max("
            + sourceOf("seq", false)
            + "))");
  }

  /// Ids of users in several sources that are different people.
  long separateUsers(Database database) throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT 1 FROM (SELECT user_id, "
            + sourceOf("first", false)
            + " AS source FROM person JOIN (SELECT u, min(seq) AS first FROM event GROUP BY u)"
            + " USING (u)) GROUP BY "
            + rawUser()
            + " HAVING count(*) > 1)");
  }

  /// People of whom no line of a user map tells.
  long unmappedUsers(Database database) throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT user_id, "
            + sourceOf("first", false)
            + " AS source FROM person JOIN (SELECT u, min(seq) AS first FROM event GROUP BY u)"
            + " USING (u)) WHERE starts_with(user_id, "
            + prefix("source", SourceIds::userPrefix)
            + ")");
  }

  /// Items that lines or events of several sources name.
  long joinedItems(Database database) throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT 1 FROM ("
            + itemSources()
            + ") GROUP BY i"
            + " HAVING min(a) <> max(z))");
  }

  /// Ids of items in several sources that are different items.
  long separateItems(Database database) throws IOException {
    return database.number(
        "SELECT count(*) FROM (SELECT 1 FROM (SELECT i, min(a) AS source FROM ("
            + itemSources()
            + ") GROUP BY i) JOIN item USING (i) GROUP BY substr(item_id, 1 + length("
            + prefix("source", SourceIds::itemPrefix)
            + ")) HAVING count(*) > 1)");
  }

  private String itemSources() {
    String ofEvent = sourceOf("seq", false);
    String ofLine = sourceOf("raw_item.seq", true);
    return "SELECT i, min(%1$s) AS a, max(%1$s) AS z FROM event GROUP BY i UNION ALL SELECT i, min(%2$s), max(%2$s) FROM raw_item JOIN item USING (item_id) GROUP BY i"
        .formatted(ofEvent, ofLine);
  }

  private String rawUser() {
    return "substr(user_id, 1 + length(" + prefix("source", SourceIds::userPrefix) + "))";
  }

  /// The number of the source in which a number lies.
  private String sourceOf(String number, boolean ofItem) {
    var sql = new StringBuilder("CASE");
    for (Start start : starts.reversed()) {
      sql.append(" WHEN ")
          .append(number)
          .append(" >= ")
          .append(ofItem ? start.firstItem : start.firstEvent)
          .append(" THEN ")
          .append(start.source);
    }
    return sql.append(" END").toString();
  }

  /// What is made of a source.
  @FunctionalInterface
  private interface Word {
    String of(SourceIds source);
  }

  private String prefix(String source, Word word) {
    var sql = new StringBuilder("CASE ").append(source);
    for (int number = 0; number < sources.size(); number++) {
      String quoted = "'" + word.of(sources.get(number)).replace("'", "''") + "'";
      sql.append(" WHEN ").append(number).append(" THEN ").append(quoted);
    }
    return sql.append(" END").toString();
  }
}

package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Chooses the tables of items among those that have an id and a title: one that calls its id as
/// the events do, or else one with a plain `id`, where it cannot be one of users, shops or brands.
final class ItemTables {
  private static final Pattern OTHER_THINGS =
      Pattern.compile(
          "user|customer|member|visitor|client|person|people|store|shop|seller|vendor|merchant"
              + "|brand|categor|tag|genre|cit(y|ies)|countr|region|language|author|publisher|depart"
              + "|aisle");
  private static final Pattern ITEMS =
      Pattern.compile(
          "item|product|article|catalog|movie|film|book|video|song|track|artist|game"
              + "|news|business|poi|venue|recipe|anime|goods|meta");

  private final List<TableFile> chosen = new ArrayList<>();
  private final Map<Path, String> refused = new LinkedHashMap<>();
  private String why = "";

  private ItemTables() {}

  /// @param events the tables of events
  /// @param others all other tables of the input
  static ItemTables among(List<TableFile> events, List<TableFile> others) throws IOException {
    var tables = new ItemTables();
    List<TableFile> candidates =
        others.stream().filter(table -> table.columnNames().holdsItems()).toList();
    List<TableFile> named =
        candidates.stream().filter(table -> table.columnNames().namesItem()).toList();
    if (!named.isEmpty()) {
      tables.chosen.addAll(named);
      for (TableFile table : candidates) {
        if (!named.contains(table)) {
          tables.refused.put(table.file(), "its id is not called as in the other file of items");
        }
      }
      return tables;
    }
    tables.guess(events, candidates);
    return tables;
  }

  private void guess(List<TableFile> events, List<TableFile> candidates) throws IOException {
    var left = new ArrayList<TableFile>();
    for (TableFile table : candidates) {
      String reason = refusal(events, table);
      if (reason.isEmpty()) {
        left.add(table);
      } else {
        refused.put(table.file(), reason);
      }
    }
    List<TableFile> byName =
        left.stream().filter(table -> ITEMS.matcher(stem(table)).find()).toList();
    List<TableFile> best = byName.isEmpty() ? left : byName;
    boolean parts =
        best.stream().map(table -> stem(table).replaceAll("[0-9]", "")).distinct().count() == 1;
    if (parts) {
      chosen.addAll(best);
      why = "it has an id and a title";
    }
    for (TableFile table : left) {
      if (!chosen.contains(table)) {
        refused.put(
            table.file(), "it may hold the items or something else; --items FILE says which");
      }
    }
  }

  private static String stem(TableFile table) {
    return table.name().toLowerCase(Locale.ROOT);
  }

  /// Why the ids of the table are not those of items, or nothing.
  private static String refusal(List<TableFile> events, TableFile table) throws IOException {
    if (OTHER_THINGS.matcher(stem(table)).find() && !ITEMS.matcher(stem(table)).find()) {
      return "by its name it is of something else than items; --items FILE says otherwise";
    }
    Set<String> ids = ids(table, Field.ITEM_ID);
    boolean items = false;
    boolean users = false;
    for (TableFile event : events.subList(0, Math.min(1, events.size()))) {
      items |= ids(event, Field.ITEM).stream().anyMatch(ids::contains);
      users |= ids(event, Field.USER).stream().anyMatch(ids::contains);
    }
    return users && !items ? "its ids are those of users; --items FILE says otherwise" : "";
  }

  private static Set<String> ids(TableFile table, Field field) throws IOException {
    return table
        .sample()
        .cells(table.columnNames().place(field), table.columns().conventions().missing())
        .map(id -> WholeNumbers.isDecimal(id) ? WholeNumbers.of(id) : id)
        .collect(Collectors.toSet());
  }

  /// The tables that hold the items.
  List<TableFile> chosen() {
    return List.copyOf(chosen);
  }

  /// Why these, where it is a guess, else empty.
  String why() {
    return why;
  }

  /// Why a table that looks like one of items is not used, or nothing.
  String refusal(Path file) {
    return refused.getOrDefault(file, "");
  }
}

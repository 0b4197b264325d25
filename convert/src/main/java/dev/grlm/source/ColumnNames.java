package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which column of a table holds what: as the user says, else by the usual names, in any case and
/// with or without `_`, `-` and blanks.
final class ColumnNames {
  private static final Map<Field, List<String>> USUAL =
      new EnumMap<>(
          Map.of(
              Field.USER,
              List.of(
                  "userid",
                  "user",
                  "customerid",
                  "customer",
                  "visitorid",
                  "uid",
                  "reviewerid",
                  "sessionid"),
              Field.ITEM,
              List.of(
                  "itemid",
                  "item",
                  "productid",
                  "product",
                  "parentasin",
                  "asin",
                  "articleid",
                  "sku",
                  "iid"),
              Field.TIME,
              List.of("timestamp", "time", "datetime", "date", "eventtime", "createdat", "ts"),
              Field.POSITION,
              List.of("position"),
              Field.RATING,
              List.of("rating", "stars", "score", "overall"),
              Field.TITLE,
              List.of("title", "name", "productname", "itemname", "producttitle", "movietitle"),
              Field.BRAND,
              List.of("brand", "store", "manufacturer"),
              Field.CATEGORIES,
              List.of("categories", "category", "genres", "genre", "class"),
              Field.DESCRIPTION,
              List.of("description", "desc", "text"),
              Field.DOMAIN,
              List.of("domain")));

  private final Columns columns;
  private final List<String> names;
  private final List<String> plain; // made once: items ask for their columns row by row

  ColumnNames(Columns columns, List<String> names) {
    this.columns = columns;
    this.names = List.copyOf(names);
    this.plain = plain(names);
  }

  /// The column's place, or -1. The id of an item is called as in the events, unless the user says
  /// otherwise, or plainly `id`.
  int place(Field field) {
    String said = columns.fields().get(field);
    if (said != null) {
      return names.indexOf(said);
    }
    if (field == Field.ITEM_ID) {
      int same = place(Field.ITEM);
      return same >= 0 ? same : plain.indexOf("id");
    }
    return USUAL.getOrDefault(field, List.of()).stream()
        .mapToInt(plain::indexOf)
        .filter(place -> place >= 0)
        .findFirst()
        .orElse(-1);
  }

  /// In lower case, without `_`, `-` and blanks.
  private static List<String> plain(List<String> names) {
    return names.stream()
        .map(name -> name.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", ""))
        .toList();
  }

  /// @throws IOException naming the columns there are and the option that helps
  int required(Field field, String option) throws IOException {
    int place = place(field);
    if (place < 0) {
      String said = columns.fields().get(field);
      throw new IOException(
          (said == null
                  ? "no column for " + field.name().toLowerCase(Locale.ROOT)
                  : "no column '" + said + "'")
              + " among "
              + names
              + "; say which with "
              + option
              + " NAME");
    }
    return place;
  }

  boolean holdsEvents() {
    return place(Field.USER) >= 0 && place(Field.ITEM) >= 0;
  }

  boolean holdsItems() {
    return !holdsEvents() && place(Field.ITEM_ID) >= 0 && place(Field.TITLE) >= 0;
  }

  /// Name of the column that holds `field`, or an empty one.
  String name(Field field) {
    int place = place(field);
    return place < 0 ? "" : names.get(place);
  }

  /// Places of the further columns with text.
  List<Integer> textPlaces() {
    var places = new ArrayList<Integer>();
    columns.textColumns().stream()
        .mapToInt(names::indexOf)
        .filter(p -> p >= 0)
        .forEach(places::add);
    return places;
  }

  String nameAt(int place) {
    return names.get(place);
  }
}

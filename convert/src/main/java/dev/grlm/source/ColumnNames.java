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
  private static final Map<Field, List<String>> USUAL = new EnumMap<>(Field.class);

  /// What an item may be: taken where a table has one of them and no column of a usual name.
  private static final List<String> THINGS =
      words(
          "movieid bookid videoid songid trackid artistid gameid newsid businessid poiid venueid"
              + " isbn appid animeid recipeid goodsid skuid musicid contentid");

  static {
    USUAL.put(
        Field.USER,
        words(
            "userid user customerid customer visitorid uid reviewerid username visitor memberid"
                + " clientid sessionid"));
    USUAL.put(Field.ITEM, words("itemid item productid product parentasin asin articleid sku iid"));
    USUAL.put(
        Field.TIME,
        words(
            "timestamp time datetime timems timestampms unixreviewtime utctimestamp eventtime date"
                + " createdat ts"));
    USUAL.put(Field.POSITION, words("position"));
    USUAL.put(Field.RATING, words("rating stars score overall bookrating"));
    USUAL.put(
        Field.TITLE, words("title name productname itemname producttitle movietitle booktitle"));
    USUAL.put(Field.BRAND, words("brand store manufacturer"));
    USUAL.put(Field.CATEGORIES, words("categories category genres genre class"));
    USUAL.put(Field.DESCRIPTION, words("description desc text"));
    USUAL.put(Field.DOMAIN, words("domain"));
    USUAL.put(Field.PERSON, words("person"));
    USUAL.put(Field.PART, words("part"));
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }

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
    int usual =
        USUAL.getOrDefault(field, List.of()).stream()
            .mapToInt(plain::indexOf)
            .filter(place -> place >= 0)
            .findFirst()
            .orElse(-1);
    return usual >= 0 || field != Field.ITEM ? usual : thing();
  }

  /// The only column that can be one of items by its name, or -1.
  private int thing() {
    int[] places = THINGS.stream().mapToInt(plain::indexOf).filter(place -> place >= 0).toArray();
    return places.length == 1 ? places[0] : -1;
  }

  /// Whether the id of an item is in a column that is called so, and not just `id`.
  boolean namesItem() {
    return place(Field.ITEM) >= 0 && place(Field.ITEM) == place(Field.ITEM_ID);
  }

  /// Whether the user names the column.
  boolean says(Field field) {
    return columns.fields().containsKey(field);
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
      throw new IOException(missing(field, option));
    }
    return place;
  }

  /// What is missing, and what helps, in words.
  String missing(Field field, String option) {
    String said = columns.fields().get(field);
    String there = String.join(", ", names);
    return said == null
        ? "no column for "
            + field.name().toLowerCase(Locale.ROOT)
            + " among "
            + names
            + "; say which with "
            + option
            + " NAME"
        : "no column '" + said + "'; there are " + there + "; say which with " + option + " NAME";
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

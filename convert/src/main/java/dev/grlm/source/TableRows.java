package dev.grlm.source;

import dev.grlm.data.Item;
import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows with named columns as events or items.
final class TableRows {
  private TableRows() {}

  /// Makes an event of every row.
  static final class Events implements RowTaker {
    private static final Field[] FIELDS = {
      Field.USER, Field.ITEM, Field.TIME, Field.POSITION, Field.RATING, Field.DOMAIN
    };
    private final Columns columns;
    private final Sink sink;
    private int[] places = {};
    private EventCells.Names names = new EventCells.Names("", "", "", "", "", "");

    Events(Columns columns, Sink sink) {
      this.columns = columns;
      this.sink = sink;
    }

    @Override
    public void header(List<String> header) throws IOException {
      var found = new ColumnNames(columns, header);
      found.required(Field.USER, "--user-col");
      found.required(Field.ITEM, "--item-col");
      for (Field field : columns.fields().keySet()) {
        if (Arrays.asList(FIELDS).contains(field)) {
          found.required(field, "--" + field.name().toLowerCase(java.util.Locale.ROOT) + "-col");
        }
      }
      places = Arrays.stream(FIELDS).mapToInt(found::place).toArray();
      List<String> called = Arrays.stream(FIELDS).map(found::name).toList();
      names =
          new EventCells.Names(
              called.get(0),
              called.get(1),
              called.get(2),
              called.get(3),
              called.get(4),
              called.get(5));
    }

    @Override
    public boolean uses(int place) {
      return Arrays.stream(places).anyMatch(used -> used == place);
    }

    @Override
    public void row(TableRow row, EventCells.Faults faults) throws IOException {
      String[] found = new String[places.length];
      for (int field = 0; field < places.length; field++) {
        found[field] = places[field] < 0 ? "" : row.text(places[field]);
      }
      var event =
          EventCells.event(
              new EventCells.Cells(found[0], found[1], found[2], found[3], found[4], found[5]),
              names,
              columns.timeUnit(),
              faults);
      if (event != null) {
        sink.event(event);
      }
    }
  }

  /// Makes an item of every row.
  static final class Items implements RowTaker {
    private static final Field[] FIELDS = {
      Field.ITEM_ID, Field.TITLE, Field.BRAND, Field.CATEGORIES, Field.DESCRIPTION, Field.DOMAIN
    };
    private final Columns columns;
    private final Sink sink;
    private ColumnNames names;

    Items(Columns columns, Sink sink) {
      this.columns = columns;
      this.sink = sink;
      this.names = new ColumnNames(columns, List.of());
    }

    @Override
    public void header(List<String> header) throws IOException {
      names = new ColumnNames(columns, header);
      names.required(Field.ITEM_ID, "--item-id-col");
    }

    @Override
    public boolean uses(int place) {
      return names.textPlaces().contains(place)
          || Arrays.stream(FIELDS).anyMatch(field -> names.place(field) == place);
    }

    @Override
    public void row(TableRow row, EventCells.Faults faults) throws IOException {
      int idPlace = names.place(Field.ITEM_ID);
      String id =
          EventCells.id(
              idPlace < 0 ? null : row.text(idPlace),
              names.name(Field.ITEM_ID),
              Reasons.NO_ITEM,
              faults);
      if (id == null) {
        return;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (int place : names.textPlaces()) {
        fields.put(names.nameAt(place), row.text(place));
      }
      int categories = names.place(Field.CATEGORIES);
      CategoryPaths paths =
          categories < 0 ? CategoryPaths.NONE : CategoryPaths.of(row.paths(categories));
      sink.item(
          new Item(
              id,
              text(row, Field.TITLE),
              text(row, Field.BRAND),
              paths.first(),
              paths.more(),
              text(row, Field.DESCRIPTION),
              text(row, Field.DOMAIN),
              fields));
    }

    private String text(TableRow row, Field field) {
      int place = names.place(field);
      return place < 0 ? "" : row.text(place).strip();
    }
  }
}

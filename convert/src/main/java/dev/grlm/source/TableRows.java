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
  static final class Events implements Delimited.Taker {
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
    public void row(List<String> cells, EventCells.Faults faults) throws IOException {
      String[] found = new String[places.length];
      for (int field = 0; field < places.length; field++) {
        found[field] = places[field] < 0 ? "" : cells.get(places[field]);
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
  static final class Items implements Delimited.Taker {
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
    public void row(List<String> cells, EventCells.Faults faults) throws IOException {
      String id =
          EventCells.id(
              names.cell(cells, Field.ITEM_ID), names.name(Field.ITEM_ID), Reasons.NO_ITEM, faults);
      if (id == null) {
        return;
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (int place : names.textPlaces()) {
        fields.put(names.nameAt(place), cells.get(place));
      }
      sink.item(
          new Item(
              id,
              text(cells, Field.TITLE),
              text(cells, Field.BRAND),
              categories(text(cells, Field.CATEGORIES)),
              List.of(),
              text(cells, Field.DESCRIPTION),
              text(cells, Field.DOMAIN),
              fields));
    }

    private String text(List<String> cells, Field field) {
      String cell = names.cell(cells, field);
      return cell == null ? "" : cell.strip();
    }
  }

  /// A path in one cell, its names between `|`, ` > ` or `;`.
  static List<String> categories(String cell) {
    return Arrays.stream(cell.split("\\s*(?:\\||;| > )\\s*"))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}

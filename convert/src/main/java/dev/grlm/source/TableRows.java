package dev.grlm.source;

import dev.grlm.data.Item;
import dev.grlm.source.Columns.Field;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows with named columns as events or items.
final class TableRows {
  private TableRows() {}

  /// Makes an event of every row, or several of a row with lists.
  static final class Events implements RowTaker {
    private static final Field[] FIELDS = {
      Field.USER, Field.ITEM, Field.TIME, Field.POSITION, Field.RATING, Field.DOMAIN
    };
    private static final Field[] OF_OURS = {Field.PERSON, Field.PART};
    private final Columns columns;
    private final Sink sink;
    private final EventCells cells;
    private final boolean ours;
    private final ListedEvents lists;
    private int[] places = {};
    private int[] said = {};
    private EventCells.Names names = new EventCells.Names("", "", "", "", "", "");

    Events(Columns columns, Sink sink) {
      this(columns, sink, EventCells.of(columns), false);
    }

    /// @param ours whether it is our own layout, which says more of an event, and in which a cell
    ///   of items is an id, whatever it looks like; else it may be a list
    Events(Columns columns, Sink sink, EventCells cells, boolean ours) {
      this.columns = columns;
      this.sink = sink;
      this.cells = cells;
      this.ours = ours;
      this.lists = new ListedEvents(cells, sink);
    }

    @Override
    public void header(List<String> header) throws IOException {
      var found = new ColumnNames(columns, header);
      found.required(Field.USER, "--user-col");
      found.required(Field.ITEM, "--item-col");
      for (Field field : columns.fields().keySet()) {
        if (Arrays.asList(FIELDS).contains(field)) {
          found.required(field, "--" + field.name().toLowerCase(Locale.ROOT) + "-col");
        }
      }
      places = Arrays.stream(FIELDS).mapToInt(found::place).toArray();
      said = ours ? Arrays.stream(OF_OURS).mapToInt(found::place).toArray() : new int[0];
      List<String> called = Arrays.stream(FIELDS).map(found::name).toList();
      names =
          new EventCells.Names(
              called.get(0),
              called.get(1),
              called.get(2),
              called.get(3),
              called.get(4),
              called.get(5));
      lists.header(names);
      cells.numbers(false, false);
    }

    @Override
    public void learn(ColumnSample sample) throws IOException {
      Missing missing = columns.conventions().missing();
      cells.numbers(
          sample.holdsNumbers(places[0], missing), sample.holdsNumbers(places[1], missing));
      String day =
          columns.timeUnit() == Times.Unit.AUTO ? sample.monthAndDay(places[2], missing) : "";
      if (!day.isEmpty()) {
        throw new IOException(
            "column '"
                + names.time()
                + "' holds a month and a day without a year ('"
                + day
                + "'); give a column with whole dates, or --time-unit seconds to take them as"
                + " numbers, which keeps their order");
      }
    }

    @Override
    public boolean uses(int place) {
      return IntStream.concat(Arrays.stream(places), Arrays.stream(said))
          .anyMatch(used -> used == place);
    }

    @Override
    public void row(TableRow row, EventCells.Faults faults) throws IOException {
      @Nullable List<String> items = ours ? null : lists.items(row, places[1]);
      if (items != null) {
        lists.take(row, places, items, faults);
        return;
      }
      var event =
          cells.event(
              new EventCells.Cells(
                  row.text(places[0]),
                  row.text(places[1]),
                  text(row, 2),
                  text(row, 3),
                  text(row, 4),
                  text(row, 5)),
              names,
              faults);
      if (event != null && Arrays.stream(said).anyMatch(place -> place >= 0)) {
        Event.@Nullable Said more = cells.said(cell(row, said[0]), cell(row, said[1]), faults);
        event = more == null ? null : event.with(more);
      }
      if (event != null) {
        sink.event(event);
      }
    }

    private @Nullable String text(TableRow row, int field) {
      return cell(row, places[field]);
    }

    private static @Nullable String cell(TableRow row, int place) {
      return place < 0 ? null : row.text(place);
    }

    @Override
    public void end() throws IOException {
      cells.report(sink);
      lists.report();
    }
  }

  /// Makes an item of every row.
  static final class Items implements RowTaker {
    private static final Field[] FIELDS = {
      Field.ITEM_ID, Field.TITLE, Field.BRAND, Field.CATEGORIES, Field.DESCRIPTION, Field.DOMAIN
    };
    private final Columns columns;
    private final Sink sink;
    private final EventCells cells;
    private ColumnNames names;

    Items(Columns columns, Sink sink) {
      this.columns = columns;
      this.sink = sink;
      this.cells = EventCells.of(columns);
      this.names = new ColumnNames(columns, List.of());
    }

    @Override
    public void header(List<String> header) throws IOException {
      names = new ColumnNames(columns, header);
      names.required(Field.ITEM_ID, "--item-id-col");
      cells.numbers(false, false);
    }

    @Override
    public void learn(ColumnSample sample) {
      Missing missing = columns.conventions().missing();
      cells.numbers(false, sample.holdsNumbers(names.place(Field.ITEM_ID), missing));
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
          cells.item(idPlace < 0 ? null : row.text(idPlace), names.name(Field.ITEM_ID), faults);
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

    @Override
    public void end() throws IOException {
      cells.report(sink);
    }
  }
}

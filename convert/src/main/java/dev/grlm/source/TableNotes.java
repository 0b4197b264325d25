package dev.grlm.source;

import dev.grlm.source.Columns.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Says in words which column of a table was taken for what, and which are not used. For one
/// thread.
final class TableNotes {
  private static final Field[] OF_EVENTS = {
    Field.USER, Field.ITEM, Field.TIME, Field.POSITION, Field.RATING, Field.DOMAIN
  };
  private static final Field[] OF_OURS = {
    Field.USER,
    Field.ITEM,
    Field.TIME,
    Field.POSITION,
    Field.RATING,
    Field.DOMAIN,
    Field.PERSON,
    Field.PART
  };
  private static final Field[] OF_ITEMS = {
    Field.ITEM_ID, Field.TITLE, Field.BRAND, Field.CATEGORIES, Field.DESCRIPTION, Field.DOMAIN
  };

  private final Columns columns;
  private final Field[] ofEvents;
  private final List<String> lines = new ArrayList<>();

  TableNotes(Columns columns) {
    this(columns, OF_EVENTS);
  }

  private TableNotes(Columns columns, Field[] ofEvents) {
    this.columns = columns;
    this.ofEvents = ofEvents;
  }

  /// Of our own layout, which says more of an event.
  static TableNotes ofNative(Columns columns) {
    return new TableNotes(columns, OF_OURS);
  }

  /// @param file its name
  /// @param files how many have the same columns
  /// @param sample of the file and its folders
  void events(String file, int files, ColumnSample sample) {
    var names = new ColumnNames(columns, sample.names());
    Missing missing = columns.conventions().missing();
    var words = new StringBuilder("holds events: ").append(taken(names, sample, ofEvents));
    if (names.place(Field.TIME) < 0 && names.place(Field.POSITION) < 0) {
      words.append("; no column of times was found, so the order of the file stands in");
      String like =
          IntStream.range(0, sample.names().size())
              .filter(place -> !isTaken(names, place, ofEvents))
              .filter(place -> sample.looksLikeTimes(place, missing))
              .mapToObj(sample.names()::get)
              .findFirst()
              .orElse("");
      words.append(
          like.isEmpty() ? "" : " ('" + like + "' looks like one: --time-col " + like + ")");
    }
    words.append(unused(names, sample, ofEvents));
    for (Field field : List.of(Field.USER, Field.ITEM)) {
      if (sample.holdsPowers(names.place(field), missing)) {
        words
            .append("; '")
            .append(names.name(field))
            .append("' has ids like 1.2E+12, of which a spreadsheet has cut the last digits");
      }
    }
    add(file, files, words.toString());
  }

  /// @param why this file holds the items, where that is a guess, else empty
  void items(String file, int files, ColumnSample sample, String why) {
    var names = new ColumnNames(columns, sample.names());
    add(
        file,
        files,
        "holds items"
            + (why.isEmpty() ? "" : " (a guess: " + why + "; --items FILE says otherwise)")
            + ": "
            + taken(names, sample, OF_ITEMS)
            + unused(names, sample, OF_ITEMS));
  }

  private String taken(ColumnNames names, ColumnSample sample, Field[] fields) {
    var words = new ArrayList<String>();
    for (Field field : fields) {
      int place = names.place(field);
      if (place >= 0) {
        String called = field == Field.ITEM_ID ? "id" : field.name().toLowerCase(Locale.ROOT);
        String style =
            field == Field.TIME
                ? sample.timeStyle(place, columns.conventions().missing(), columns.timeUnit())
                : "";
        words.add(
            called
                + " = "
                + sample.names().get(place)
                + (style.isEmpty() ? "" : " (" + style + ")"));
      }
    }
    return String.join(", ", words);
  }

  private static boolean isTaken(ColumnNames names, int place, Field[] fields) {
    return names.textPlaces().contains(place)
        || java.util.Arrays.stream(fields).anyMatch(field -> names.place(field) == place);
  }

  private static String unused(ColumnNames names, ColumnSample sample, Field[] fields) {
    List<String> unused =
        IntStream.range(0, sample.names().size())
            .filter(place -> !isTaken(names, place, fields))
            .mapToObj(place -> sample.names().get(place))
            .map(name -> name.isBlank() ? "(without a name)" : name)
            .toList();
    return unused.isEmpty() ? "" : "; columns not used: " + String.join(", ", unused);
  }

  private void add(String file, int files, String words) {
    lines.add(file + (files == 1 ? " " : " and " + (files - 1) + " more like it ") + words);
  }

  /// A line for every group of files.
  List<String> lines() {
    return List.copyOf(lines);
  }
}

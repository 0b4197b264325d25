package dev.grlm.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user says of a table's columns (CSV, TSV, JSONL, Parquet); null where he says nothing
/// and the usual names are looked for.
///
/// @param items a file of its own with the items, else null
/// @param fields what the columns are called, by what they hold (`user`, `item`, `time`, …)
/// @param timeUnit how whole-number times are meant
/// @param separator between cells, else null: told by the content
/// @param textColumns further columns with text of items
/// @param conventions how cells are written
public record Columns(
    @Nullable Path items,
    Map<Field, String> fields,
    Times.Unit timeUnit,
    @Nullable Character separator,
    List<String> textColumns,
    Conventions conventions) {

  /// What a column can hold.
  public enum Field {
    USER,
    ITEM,
    TIME,
    POSITION,
    RATING,
    DOMAIN,
    PERSON,
    PART,
    ITEM_ID,
    TITLE,
    BRAND,
    CATEGORIES,
    DESCRIPTION
  }

  public static final Columns GUESSED =
      new Columns(null, Map.of(), Times.Unit.AUTO, null, List.of());

  public Columns {
    fields = Map.copyOf(fields);
    textColumns = List.copyOf(textColumns);
  }

  /// Columns whose cells are written as usual.
  public Columns(
      @Nullable Path items,
      Map<Field, String> fields,
      Times.Unit timeUnit,
      @Nullable Character separator,
      List<String> textColumns) {
    this(items, fields, timeUnit, separator, textColumns, Conventions.USUAL);
  }

  /// The same with times in another unit.
  public Columns with(Times.Unit newUnit) {
    return new Columns(items, fields, newUnit, separator, textColumns, conventions);
  }

  /// The same with other conventions.
  public Columns with(Conventions newConventions) {
    return new Columns(items, fields, timeUnit, separator, textColumns, newConventions);
  }
}

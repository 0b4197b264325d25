package dev.grlm.cli;

import dev.grlm.source.Columns;
import dev.grlm.source.Columns.Field;
import dev.grlm.source.Times;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which column of a table holds what; where nothing is said the usual names are looked for.
final class ColumnOptions {
  private static final String NAME = "NAME";

  @Option(names = "--user-col", paramLabel = NAME, description = "Column of the user ids.")
  @Nullable String user;

  @Option(names = "--item-col", paramLabel = NAME, description = "Column of the item ids.")
  @Nullable String item;

  @Option(names = "--time-col", paramLabel = NAME, description = "Column of the times.")
  @Nullable String time;

  @Option(names = "--position-col", paramLabel = NAME, description = "Column of the positions.")
  @Nullable String position;

  @Option(names = "--rating-col", paramLabel = NAME, description = "Column of the ratings.")
  @Nullable String rating;

  @Option(names = "--domain-col", paramLabel = NAME, description = "Column of the domains.")
  @Nullable String domain;

  @Option(names = "--items", paramLabel = "FILE", description = "Table of the items.")
  @Nullable Path items;

  @Option(names = "--item-id-col", paramLabel = NAME, description = "Its column of the ids.")
  @Nullable String itemId;

  @Option(names = "--title-col", paramLabel = NAME, description = "Its column of the titles.")
  @Nullable String title;

  @Option(names = "--brand-col", paramLabel = NAME, description = "Its column of the brands.")
  @Nullable String brand;

  @Option(names = "--categories-col", paramLabel = NAME, description = "Its column of categories.")
  @Nullable String categories;

  @Option(
      names = "--description-col",
      paramLabel = NAME,
      description = "Its column of descriptions.")
  @Nullable String description;

  @Option(
      names = "--text-cols",
      paramLabel = NAME,
      split = ",",
      description = "Its further columns with text.")
  List<String> text = new ArrayList<>();

  @Option(
      names = "--time-unit",
      paramLabel = "UNIT",
      description = "auto (default, by size), seconds, milliseconds, microseconds or nanoseconds.")
  Times.Unit timeUnit = Times.Unit.AUTO;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "Between the cells of a table; default: told by its header.")
  @Nullable Character separator;

  Columns columns() {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    put(fields, Field.USER, user);
    put(fields, Field.ITEM, item);
    put(fields, Field.TIME, time);
    put(fields, Field.POSITION, position);
    put(fields, Field.RATING, rating);
    put(fields, Field.DOMAIN, domain);
    put(fields, Field.ITEM_ID, itemId);
    put(fields, Field.TITLE, title);
    put(fields, Field.BRAND, brand);
    put(fields, Field.CATEGORIES, categories);
    put(fields, Field.DESCRIPTION, description);
    return new Columns(items, fields, timeUnit, separator, text);
  }

  private static void put(Map<Field, String> fields, Field field, @Nullable String name) {
    if (name != null) {
      fields.put(field, name);
    }
  }
}

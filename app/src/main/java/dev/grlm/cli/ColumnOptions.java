package dev.grlm.cli;

import dev.grlm.source.Columns;
import dev.grlm.source.Columns.Field;
import dev.grlm.source.Conventions;
import dev.grlm.source.Missing;
import dev.grlm.source.Times;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which column of a table holds what; where nothing is said the usual names are looked for.
final class ColumnOptions {
  private static final String NAME = "NAME";

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

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
      description =
          "auto (default, by size), seconds, milliseconds, microseconds, nanoseconds, days (since"
              + " 1970) or excel (days of a spreadsheet).")
  Times.Unit timeUnit = Times.Unit.AUTO;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "Between the cells of a table; default: told by its header.")
  @Nullable Character separator;

  @Option(
      names = "--columns",
      paramLabel = NAME,
      split = ",",
      description = "Names of the columns of a table of events that has no header.")
  List<String> header = new ArrayList<>();

  @Option(
      names = "--item-columns",
      paramLabel = NAME,
      split = ",",
      description = "Names of the columns of a table of items that has no header.")
  List<String> itemHeader = new ArrayList<>();

  @Option(
      names = "--date-order",
      paramLabel = "ORDER",
      description =
          "What 10/11/2019 means: day-first or month-first; default year-first: it is refused.")
  String dateOrder = "year-first";

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "Of tables as text, for example windows-1252, ISO-8859-1, GBK; default UTF-8, or what a"
              + " byte order mark says.")
  @Nullable String encoding;

  @Option(
      names = "--missing",
      paramLabel = "WORD",
      split = ",",
      description =
          "Words that mean, as a whole cell, that there is nothing; default NULL, NaN, None, NA,"
              + " \\N and the like; 'default' among others stands for these, 'none' alone for no"
              + " word.")
  @Nullable List<String> missing;

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
    return new Columns(items, fields, timeUnit, separator, text, conventions());
  }

  private Conventions conventions() {
    try {
      return new Conventions(
          order(),
          encoding == null ? null : Charset.forName(encoding),
          missing == null ? Missing.USUAL : Missing.of(missing),
          header,
          itemHeader);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw wrong(
          "there is no encoding '"
              + encoding
              + "'; for example windows-1252, ISO-8859-1, GBK, UTF-16LE",
          unknown);
    } catch (IllegalArgumentException wrong) {
      throw wrong(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private Times.DateOrder order() {
    return switch (dateOrder.toLowerCase(Locale.ROOT)) {
      case "year-first" -> Times.DateOrder.YEAR_FIRST;
      case "day-first" -> Times.DateOrder.DAY_FIRST;
      case "month-first" -> Times.DateOrder.MONTH_FIRST;
      default ->
          throw new IllegalArgumentException(
              "--date-order is day-first, month-first or year-first, not '" + dateOrder + "'");
    };
  }

  private ParameterException wrong(String message, Exception cause) {
    return new ParameterException(command.commandLine(), message, cause);
  }

  private static void put(Map<Field, String> fields, Field field, @Nullable String name) {
    if (name != null) {
      fields.put(field, name);
    }
  }
}
